import type { Service } from "../lambda/index.ts";

/** Everything that can go wrong, as it is counted and printed. */
export const FAULT_KINDS = [
  "crash-before",
  "crash-after",
  "freeze-before",
  "freeze-after",
  "zombie",
  "table.throttled",
  "table.conflict",
  "table.unanswered",
  "table.unheard",
  "table.repeated",
  "queue.refused",
  "queue.unheard",
  "keys.unavailable",
  "shared-state.unavailable",
  "shared-state.unheard",
  "shared-state.forgotten",
  "model.slow",
  "model.timed-out",
  "model.overloaded",
  "model.refusal",
  "model.rejected",
  "carrier.no-token",
  "carrier.unauthorized",
  "carrier.http-400",
  "carrier.http-429",
  "carrier.http-500",
  "carrier.not-connected",
  "carrier.unanswered",
  "carrier.unheard",
  "outage",
  "poison",
  "deletion-lost",
  "delivered-twice",
  "callback-duplicated",
  "callback-late",
  "callback-repeated",
  "status-duplicated",
  "status-late",
  "status-lost",
  "status-doubtful",
  "status-failed",
] as const;

export type FaultKind = (typeof FAULT_KINDS)[number];

/** How often each kind happens where it can. Of an await point: per call. Of a text or a status: per one of them. */
type FaultRates = Readonly<Partial<Record<FaultKind, number>>>;

const CRASHES: FaultRates = { "crash-before": 0.001, "crash-after": 0.0015 };
const FREEZES: FaultRates = { "freeze-before": 0.0006, "freeze-after": 0.001, zombie: 0.5 };
const TABLE: FaultRates = {
  "table.throttled": 0.0015,
  "table.conflict": 0.004,
  "table.unanswered": 0.0008,
  "table.unheard": 0.0015,
  "table.repeated": 0.002,
};
const QUEUES: FaultRates = {
  "queue.refused": 0.01,
  "queue.unheard": 0.006,
  poison: 0.002,
  "deletion-lost": 0.01,
  "delivered-twice": 0.005,
};
const KEYS: FaultRates = { "keys.unavailable": 0.02 };
const SHARED_STATE: FaultRates = {
  "shared-state.unavailable": 0.02,
  "shared-state.unheard": 0.01,
  "shared-state.forgotten": 0.01,
};
const MODEL: FaultRates = {
  "model.slow": 0.03,
  "model.timed-out": 0.015,
  "model.overloaded": 0.02,
  "model.refusal": 0.01,
  "model.rejected": 0.003,
};
const CARRIER: FaultRates = {
  "carrier.no-token": 0.01,
  "carrier.unauthorized": 0.004,
  "carrier.http-400": 0.003,
  "carrier.http-429": 0.015,
  "carrier.http-500": 0.008,
  "carrier.not-connected": 0.008,
  "carrier.unanswered": 0.006,
  "carrier.unheard": 0.01,
};
const INBOUND: FaultRates = { "callback-duplicated": 0.2, "callback-late": 0.03, "callback-repeated": 0.008 };
const STATUSES: FaultRates = {
  "status-duplicated": 0.05,
  "status-late": 0.05,
  "status-lost": 0.03,
  "status-doubtful": 0.005,
  "status-failed": 0.02,
};

/** Which services an outage takes away, and what they answer then. */
export type Outage = Extract<Service, "model" | "carrier" | "keys" | "shared-state" | "queue">;

/** What the faults of a world are. */
export interface Weather {
  readonly name: string;
  readonly rates: FaultRates;
  readonly outages: readonly Outage[];
  /** Outages that nothing gets through, for most of the time that people write; else most calls fail, for minutes. */
  readonly isTotal?: boolean;
  /** How much time passes from one burst of texts to the next, in milliseconds; three seconds if not given. */
  readonly msPerBurst?: number;
}

const EVERYTHING: FaultRates = {
  ...CRASHES,
  ...FREEZES,
  ...TABLE,
  ...QUEUES,
  ...KEYS,
  ...SHARED_STATE,
  ...MODEL,
  ...CARRIER,
  ...INBOUND,
  ...STATUSES,
};

export const CALM: Weather = { name: "calm", rates: {}, outages: [] };
export const ALL: Weather = {
  name: "all",
  rates: EVERYTHING,
  outages: ["model", "carrier", "keys", "shared-state", "queue"],
};

/** One kind of trouble at a time shows what causes a violation; all together shows what nobody thought of. */
export const WEATHERS: readonly Weather[] = [
  CALM,
  ALL,
  { name: "crashes", rates: scaled(CRASHES, 3), outages: [] },
  { name: "freezes", rates: scaled(FREEZES, 3), outages: [] },
  ALL,
  { name: "table", rates: scaled(TABLE, 2), outages: [] },
  { name: "queues", rates: scaled(QUEUES, 2), outages: ["queue"] },
  { name: "carrier", rates: scaled(CARRIER, 2), outages: ["carrier"] },
  ALL,
  { name: "model", rates: scaled(MODEL, 2), outages: ["model"] },
  { name: "keys", rates: { ...scaled(KEYS, 2), ...scaled(SHARED_STATE, 2) }, outages: ["keys", "shared-state"] },
  // Hundreds of texts meet an outage.
  { name: "storm", rates: {}, outages: ["model"], isTotal: true, msPerBurst: 1_500 },
  ALL,
  // Who writes early waits for twenty minutes.
  { name: "siege", rates: {}, outages: ["model"], isTotal: true, msPerBurst: 5_000 },
  // Long enough for a crisis to pass, and for what comes after it.
  { name: "days", rates: EVERYTHING, outages: ["model", "keys"], msPerBurst: 40 * 60_000 },
  { name: "callbacks", rates: { ...INBOUND, ...scaled(STATUSES, 2) }, outages: [] },
];

function scaled(rates: FaultRates, factor: number): FaultRates {
  return Object.fromEntries(
    Object.entries(rates).map(([kind, rate]) => [kind, Math.min(kind === "zombie" ? rate : rate * factor, 1)]),
  );
}
