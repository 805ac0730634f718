import { drawOf, type Timeline } from "../engine/index.ts";
import type { AwaitPoint, EventSourceFaults, Fault, FaultPlan, Service } from "../lambda/index.ts";
import type { FaultKind, Outage, Weather } from "./kinds.ts";

/** The faults of one world: drawn by name, so that leaving some of them out moves none of the others. */
export interface Faults extends FaultPlan, EventSourceFaults {
  /** Whether a fault happens that is no await point's; `where` names the place and is never asked about twice. */
  happens(kind: FaultKind, where: () => string): boolean;
  readonly outages: readonly Period[];
  /** The names of what happened, in order. */
  readonly happened: readonly string[];
  readonly counts: ReadonlyMap<FaultKind, number>;
}

export interface FaultSettings {
  readonly weather: Weather;
  readonly seed: number;
  readonly timeline: Timeline;
  /** Nothing goes wrong any more from then on. */
  readonly untilMs: number;
  /** Only the faults with these names happen; undefined: every one that is drawn. */
  readonly only: ReadonlySet<string> | undefined;
}

const SERVICES: readonly Service[] = ["table", "queue", "model", "carrier", "keys", "shared-state", "pause"];
const OF_SANDBOXES = ["crash-before", "crash-after", "freeze-before", "freeze-after"] as const;

/** Long enough to outlast a visibility time-out at times. */
const SHORTEST_FREEZE_MS = 2_000;
const LONGEST_FREEZE_MS = 120_000;
const SHORTEST_OUTAGE_MS = 20_000;
const LONGEST_OUTAGE_MS = 8 * 60_000;
/** Of the calls that meet an outage, this share fails: few outages are complete. */
const OUTAGE_SHARE = 0.9;
/** A total outage leaves so much of the time before and after it. */
const MARGIN = 0.05;

/** When a service is out. */
interface Period {
  readonly name: string;
  readonly service: Outage;
  readonly answer: string;
  readonly fromMs: number;
  readonly untilMs: number;
}

const OUTAGE_ANSWERS: Readonly<Record<Outage, readonly string[]>> = {
  model: ["overloaded", "timed-out"],
  carrier: ["http-500", "http-429", "not-connected", "unanswered"],
  keys: ["unavailable"],
  "shared-state": ["unavailable", "forgotten"],
  queue: ["refused"],
};

export function createFaults(settings: FaultSettings): Faults {
  const { weather, seed, timeline, untilMs, only } = settings;
  const { rates } = weather;
  const tables = new Map(SERVICES.map((service) => [service, ladderOf(service, weather)]));
  const outages = outagesOf(settings);
  const share = weather.isTotal ? 1 : OUTAGE_SHARE;
  const happened: string[] = [];
  const begun = new Set<string>();
  const counts = new Map<FaultKind, number>();

  let endsAtMs = timeline.nowMs;

  function note(kind: FaultKind, name: string): boolean {
    if (only && !only.has(name)) return false;
    happened.push(name);
    counts.set(kind, (counts.get(kind) ?? 0) + 1);
    endsAtMs = Math.max(endsAtMs, timeline.nowMs);
    return true;
  }

  function outageAt({ service }: AwaitPoint, draw: number): Fault | undefined {
    for (const period of outages) {
      if (period.service !== service || timeline.nowMs < period.fromMs || timeline.nowMs >= period.untilMs) continue;
      if (draw >= share) continue;
      if (!begun.has(period.name)) {
        begun.add(period.name);
        note("outage", period.name);
      }
      return { kind: "answer", answer: period.answer };
    }
    return undefined;
  }

  return {
    outages,
    happened,
    counts,
    get endsAtMs() {
      return endsAtMs;
    },

    at(point, random) {
      const which = random.next();
      const how = random.next();
      if (timeline.nowMs >= untilMs) return undefined;
      const kind = tables.get(point.service)?.find(({ upTo }) => which < upTo)?.kind;
      if (kind && isPossible(kind, point) && note(kind, `${point.invocation}@${point.number}:${kind}`)) {
        const fault = faultOf(kind, how);
        if ("forMs" in fault) endsAtMs = Math.max(endsAtMs, timeline.nowMs + fault.forMs);
        return fault;
      }
      return outages.length === 0 ? undefined : outageAt(point, how);
    },

    outlives(invocation, random) {
      const draw = random.next();
      return draw < (rates.zombie ?? 0) && note("zombie", `${invocation}:zombie`);
    },

    happens(kind, where) {
      const rate = rates[kind];
      if (rate === undefined || timeline.nowMs >= untilMs) return false;
      const name = `${where()}:${kind}`;
      return drawOf(seed, name) < rate && note(kind, name);
    },

    losesDeletion(message) {
      return this.happens("deletion-lost", message);
    },
    deliversTwice(message) {
      return this.happens("delivered-twice", message);
    },
  };
}

/** A transaction meets others; a read does not. */
function isPossible(kind: FaultKind, { operation }: AwaitPoint): boolean {
  switch (kind) {
    case "table.conflict":
      return operation === "TransactWriteCommand" || operation === "UpdateCommand";
    case "carrier.no-token":
      return operation === "token";
    default:
      return !kind.startsWith("carrier.") || operation === "send";
  }
}

function faultOf(kind: FaultKind, how: number): Fault {
  switch (kind) {
    case "crash-before":
    case "crash-after":
      return { kind };
    case "freeze-before":
    case "freeze-after":
      // Most pauses are short.
      return { kind, forMs: SHORTEST_FREEZE_MS + (LONGEST_FREEZE_MS - SHORTEST_FREEZE_MS) * how ** 2 };
    default:
      return { kind: "answer", answer: kind.slice(kind.indexOf(".") + 1) };
  }
}

interface Rung {
  readonly kind: FaultKind;
  readonly upTo: number;
}

/** The faults of a service one above the other, each as high as it is frequent: one draw tells which it hits. */
function ladderOf(service: Service, { rates }: Weather): readonly Rung[] {
  const rungs: Rung[] = [];
  let upTo = 0;
  for (const [kind, rate] of Object.entries(rates) as [FaultKind, number][]) {
    if (!(OF_SANDBOXES as readonly string[]).includes(kind) && !kind.startsWith(`${service}.`)) continue;
    upTo += rate;
    rungs.push({ kind, upTo });
  }
  return rungs;
}

function outagesOf({ weather, seed, timeline, untilMs, only }: FaultSettings): readonly Period[] {
  return weather.outages
    .map((service): Period => {
      const name = `outage/${service}`;
      const draw = (what: string) => drawOf(seed, `${name}/${what}`);
      const answers = OUTAGE_ANSWERS[service];
      const wholeMs = untilMs - timeline.nowMs;
      const answer = answers[Math.floor(draw("answer") * answers.length)] ?? "unavailable";
      if (weather.isTotal) {
        const marginMs = MARGIN * wholeMs;
        return { name, service, answer, fromMs: timeline.nowMs + marginMs, untilMs: untilMs - marginMs };
      }
      const fromMs = timeline.nowMs + draw("from") * wholeMs;
      const lengthMs = SHORTEST_OUTAGE_MS + draw("length") ** 2 * (LONGEST_OUTAGE_MS - SHORTEST_OUTAGE_MS);
      return { name, service, answer, fromMs, untilMs: Math.min(fromMs + lengthMs, untilMs) };
    })
    .filter(({ name }) => !only || only.has(name));
}
