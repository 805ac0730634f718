import { type Instant, instant, isTollFree, memberId } from "@jules/core/kernel";
import { createTableModel, type ItemChange } from "@jules/testkit/dynamodb";
import { createMemorySharedState } from "@jules/testkit/memory";
import { TABLES } from "@jules/testkit/tables";
import { createDigest, createRandom, createTimeline, drawOf, hashOf, type Timeline } from "../engine/index.ts";
import { CALM, createFaults, type FaultKind, type Faults, type Weather } from "../faults/index.ts";
import {
  CALM_INVARIANTS,
  createChecker,
  type Fact,
  INVARIANTS,
  type Invariant,
  type Opened,
  type StoredItem,
  type Violation,
} from "../invariants/index.ts";
import { createFunction, type FaultPlan } from "../lambda/index.ts";
import { createCarrier, createSealedContents, type SealedContents } from "../models/index.ts";
import { type Action, type PersonText, writeScript } from "../people/index.ts";
import { createLane, type Lane, type LaneSettings } from "./lane.ts";
import { createSweeps, type Sweeps } from "./sweeps.ts";
import { COUNTERS_TABLE, createHandlers, LEDGER_TABLE, MEMBERS_TABLE } from "./wiring.ts";

export interface WorldSettings {
  readonly seed: string;
  readonly weather: Weather;
  /** What people do; drawn from the seed if not given. */
  readonly script?: readonly Action[];
  readonly bursts?: number;
  readonly people?: number;
  /** Only these faults happen; every one that is drawn if not given. */
  readonly onlyFaults?: ReadonlySet<string>;
  /** Decides instead of the weather what happens at await points. */
  readonly plan?: FaultPlan;
  /** What must hold; everything that we know must, if not given. */
  readonly invariants?: readonly Invariant[];
  /** Told of everything that happens, as it happens. */
  readonly trace?: (line: string) => void;
  /** Sees all that happens, and when, in milliseconds. */
  readonly onlooker?: (fact: Fact, atMs: number) => void;
  /** Takes the lines that the functions write. */
  readonly reported?: (line: string, fields: object) => void;
}

export interface WorldResult {
  readonly seed: string;
  readonly weather: string;
  readonly script: readonly Action[];
  readonly bursts: number;
  readonly texts: number;
  readonly invocations: number;
  readonly events: number;
  readonly virtualMs: number;
  readonly faults: readonly string[];
  readonly faultCounts: ReadonlyMap<FaultKind, number>;
  readonly violation: Violation | undefined;
  /** The same for two runs that did the same. */
  readonly digest: string;
}

/** When every world begins. */
export const START_MS = Date.UTC(2026, 10, 20, 17);
const MINUTE_MS = 60_000;
const HOUR_MS = 60 * MINUTE_MS;
/** How often the cron of the check-ins runs. */
const FOLLOW_UP_MS = 15 * MINUTE_MS;

const MS_PER_BURST = 3_000;
const BURSTS_PER_PERSON = 10;
const DEFAULT_BURSTS = 300;

/** Until then everything that was going on when the last fault ended must be over. */
const CALMING_MS = 4 * MINUTE_MS;
/** When the operator sends the dead letters back. */
const REDRIVE_MS = MINUTE_MS;
/** Late callbacks of the carrier have come by then. */
const TAIL_MS = 25 * HOUR_MS;

/** Runs one world from its first text to long after its last fault. */
export async function runWorld(settings: WorldSettings): Promise<WorldResult> {
  const world = new World(settings);
  return world.run();
}

class World {
  readonly #settings: WorldSettings;
  readonly #timeline: Timeline = createTimeline(START_MS);
  readonly #digest = createDigest();
  readonly #script: readonly Action[];
  readonly #untilMs: number;
  readonly #seed: number;
  readonly #faults: Faults;
  readonly #plan: FaultPlan;
  readonly #checker;
  readonly #lanes: { readonly inbound: Lane; readonly turns: Lane; readonly status: Lane };
  readonly #functions;
  readonly #carrier;
  #violation: Violation | undefined;
  #messages = 0;
  #texts = 0;
  #now: { readonly ms: number; readonly instant: Instant } = { ms: START_MS, instant: instant(START_MS) };
  readonly #sweeps: Sweeps;
  readonly #reminders: Sweeps;
  readonly #followUps: Sweeps;
  readonly #contents: SealedContents = createSealedContents();

  constructor(settings: WorldSettings) {
    this.#settings = settings;
    const timeline = this.#timeline;
    const random = createRandom(settings.seed);
    const bursts = settings.bursts ?? DEFAULT_BURSTS;
    this.#seed = hashOf(settings.seed, 0x1b873593);
    const { msPerBurst = MS_PER_BURST } = settings.weather;
    const lengthMs = Math.max(bursts * msPerBurst, 2 * MINUTE_MS);
    this.#script =
      settings.script ??
      writeScript({
        random: random.fork("people"),
        startMs: START_MS + 1_000,
        untilMs: START_MS + lengthMs,
        bursts,
        people: settings.people ?? Math.ceil(bursts / BURSTS_PER_PERSON),
      });
    const lastMs = Math.max(...this.#script.map(({ atMs }) => atMs), START_MS);
    this.#untilMs = Math.max(START_MS + lengthMs, lastMs + MINUTE_MS);
    const { weather } = settings;
    this.#faults = createFaults({
      ...{ weather, timeline, seed: this.#seed, untilMs: this.#untilMs, only: settings.onlyFaults },
    });
    this.#plan = this.#watched(settings.plan ?? this.#faults);
    const isCalm = weather.name === CALM.name && settings.plan === undefined;
    const { invariants = isCalm ? [...INVARIANTS, ...CALM_INVARIANTS] : INVARIANTS } = settings;
    this.#checker = createChecker(invariants, (violation) => {
      this.#violation ??= violation;
      timeline.stop();
    });
    const table = createTableModel({
      tables: TABLES,
      now: () => timeline.nowMs,
      indexLagMs: () => 10 + 90 * drawOf(this.#seed, "index", timeline.nowMs | 0),
      onCommit: (changes) => this.#committed(changes),
    });
    this.#carrier = createCarrier({
      ...{ timeline, faults: this.#faults, seed: this.#seed },
      posting: ({ id, to, body }, by) => this.#see({ kind: "posting", id, to, body, by }, id),
      refusedForGood: ({ id }) => this.#see({ kind: "refused", id }, id),
      accepted: ({ id, carrierId, body }) => this.#see({ kind: "accepted", id, carrierId, body }, carrierId),
      failed: ({ id, carrierId }) => this.#see({ kind: "undelivered", id, carrierId }, carrierId),
      callback: (status) => this.#lanes.status.send({ body: JSON.stringify(status) }),
    });
    const handlers = createHandlers({
      ...{ timeline, table, seed: this.#seed, contents: this.#contents, carrier: this.#carrier },
      clock: { now: () => this.#instant() },
      shared: createMemorySharedState({ now: () => timeline.nowMs }),
      ring: (entry) => {
        if (this.#lanes.turns.send(entry)) this.#see({ kind: "rung", member: memberId(entry.groupId) }, entry.groupId);
      },
      bringBack: (receiptHandle, seconds) => {
        this.#lanes.inbound.queue.changeVisibility(receiptHandle, seconds * 1_000);
      },
      asked: (question) => this.#see({ kind: "asked", ...question }, question.last.join()),
      ...(settings.reported && { reported: settings.reported }),
    });
    const plan = this.#plan;
    const make = (name: keyof typeof handlers, timeoutMs: number, concurrency: number) =>
      createFunction({
        ...{ timeline, plan, random: random.fork(name), name, timeoutMs, concurrency, create: handlers[name] },
        ...(settings.trace && { ended: (invocation, { kind }) => this.#trace(`${invocation} ${kind}`) }),
      });
    this.#functions = {
      intake: make("intake", 20_000, 200),
      turn: make("turn", 35_000, 500),
      deliveryStatus: make("deliveryStatus", 15_000, 50),
      sweeper: make("sweeper", 50_000, 10),
      reminder: make("reminder", 50_000, 10),
      followUp: make("followUp", 120_000, 1),
    };
    const { intake, turn, deliveryStatus, sweeper, reminder, followUp } = this.#functions;
    this.#sweeps = createSweeps({
      timeline,
      now: () => this.#instant(),
      everyMs: MINUTE_MS,
      sweep: (nth) => sweeper.invoke(String(nth), {}, () => undefined),
    });
    this.#reminders = createSweeps({
      timeline,
      now: () => this.#instant(),
      everyMs: MINUTE_MS,
      sweep: (nth) => reminder.invoke(String(nth), {}, () => undefined),
    });
    this.#followUps = createSweeps({
      timeline,
      now: () => this.#instant(),
      everyMs: FOLLOW_UP_MS,
      sweep: (nth) => followUp.invoke(String(nth), {}, () => undefined),
    });
    this.#lanes = {
      inbound: this.#lane("inbound.fifo", {
        ...{ visibilityMs: 24_000, receives: 5, batchSize: 10, consumer: intake },
        handled: ({ body }) => {
          const { id } = JSON.parse(body) as PersonText;
          this.#see({ kind: "acknowledged", text: id }, id);
        },
      }),
      turns: this.#lane("turns.fifo", { visibilityMs: 40_000, receives: 3, batchSize: 1, consumer: turn }),
      status: this.#lane("status", { visibilityMs: 24_000, receives: 5, batchSize: 10, consumer: deliveryStatus }),
    };
  }

  async run(): Promise<WorldResult> {
    const timeline = this.#timeline;
    for (const action of this.#script) this.#enact(action);
    for (const { service, fromMs, untilMs } of this.#faults.outages) {
      if (service !== "model") continue;
      timeline.at(fromMs, () => this.#see({ kind: "model-out", isOver: false }, "begins"));
      timeline.at(untilMs, () => this.#see({ kind: "model-out", isOver: true }, "ends"));
    }
    await timeline.run(this.#untilMs);
    const faultsEndMs = Math.max(this.#untilMs, this.#plan.endsAtMs);
    timeline.at(faultsEndMs + REDRIVE_MS, () => this.#redrive());
    timeline.at(faultsEndMs + CALMING_MS, () => this.#see({ kind: "calmed" }, ""));
    timeline.at(faultsEndMs + TAIL_MS, () => this.#see({ kind: "ended" }, ""));
    if (!this.#violation) await timeline.run(faultsEndMs + TAIL_MS);
    const functions = Object.values(this.#functions);
    return {
      seed: this.#settings.seed,
      weather: this.#settings.weather.name,
      script: this.#script,
      bursts: this.#script.filter(({ kind }) => kind === "burst").length,
      texts: this.#texts,
      invocations: functions.reduce((sum, { invocations }) => sum + invocations, 0),
      events: timeline.events,
      virtualMs: timeline.nowMs - START_MS,
      faults: this.#faults.happened,
      faultCounts: this.#faults.counts,
      violation: this.#violation,
      digest: this.#digest.value(),
    };
  }

  /** Shows which invocations may have had no key in time: those whose keys failed, and those that stood still. */
  #watched(plan: FaultPlan): FaultPlan {
    const see = (invocation: string) => this.#see({ kind: "hindered", by: invocation }, invocation);
    return {
      get endsAtMs() {
        return plan.endsAtMs;
      },
      at(point, random) {
        const fault = plan.at(point, random);
        if (fault && (point.service === "keys" || fault.kind.startsWith("freeze"))) see(point.invocation);
        return fault;
      },
      outlives: (invocation, random) => plan.outlives(invocation, random),
    };
  }

  #instant(): Instant {
    const ms = this.#timeline.nowMs;
    if (this.#now.ms !== ms) this.#now = { ms, instant: instant(ms) };
    return this.#now.instant;
  }

  #lane(
    name: string,
    settings: Pick<LaneSettings, "visibilityMs" | "receives" | "batchSize" | "consumer" | "handled">,
  ) {
    const sent = this.#settings.trace && ((body: string) => this.#trace(`${name} <- ${body}`));
    return createLane({
      ...{ ...settings, name, timeline: this.#timeline, seed: this.#seed, faults: this.#faults },
      ...(sent && { sent }),
      newId: () => {
        this.#messages += 1;
        return String(this.#messages);
      },
    });
  }

  #enact(action: Action): void {
    const { timeline, carrier, inbound } = { timeline: this.#timeline, carrier: this.#carrier, ...this.#lanes };
    switch (action.kind) {
      case "block":
        timeline.at(action.atMs, () => {
          carrier.block(action.number);
          this.#see({ kind: "blocked", number: action.number }, action.number);
        });
        return;
      case "burst":
        for (const text of action.texts) this.#bring(text, inbound);
        return;
      default:
        action satisfies never;
    }
  }

  /** The carrier brings a text to the webhook, which puts it into the queue; late, twice, or once more a day later. */
  #bring(text: PersonText, inbound: Lane): void {
    const timeline = this.#timeline;
    const draw = (what: string) => drawOf(this.#seed, `${text.id}/${what}`);
    this.#texts += 1;
    timeline.at(text.arrivesAtMs, () => {
      if (isTollFree(text.to) && (text.kind === "stop" || text.kind === "start")) this.#carrier.heed(text);
      const lateMs = this.#faults.happens("callback-late", () => text.id) ? 500 + draw("late") ** 2 * 25_000 : 0;
      if (this.#faults.happens("poison", () => text.id)) {
        // A record that no schema fits, in front of the text's own.
        const body = JSON.stringify({ v: 0, id: text.id });
        inbound.send({ body, groupId: groupOf(text), deduplicationId: `poison-${text.id}` });
      }
      const arrive = () => {
        this.#see({ kind: "arrived", text }, text.id);
        const receivedAt = this.#instant();
        const { id, from, to, body, saidAt, kind } = text;
        const media = kind === "picture" ? ["https://carrier.example/media/1"] : [];
        const message = { v: 1, id, from, to, body, media, saidAt, receivedAt, group: kind === "group" };
        inbound.send({ body: JSON.stringify(message), groupId: groupOf(text), deduplicationId: id });
      };
      timeline.after(lateMs, arrive);
      if (this.#faults.happens("callback-duplicated", () => text.id))
        timeline.after(lateMs + draw("again") * 20_000, arrive);
      if (this.#faults.happens("callback-repeated", () => text.id)) {
        timeline.after(lateMs + 5 * MINUTE_MS + draw("repeated") ** 3 * 23 * HOUR_MS, arrive);
      }
    });
  }

  #redrive(): void {
    for (const lane of Object.values(this.#lanes)) lane.redrive();
  }

  #committed(changes: readonly ItemChange[]): void {
    const counts = changes.some(({ table }) => table === COUNTERS_TABLE);
    const suppressing = changes.find(({ table, key }) => table === LEDGER_TABLE && key.sk === "SUPPRESSION");
    const suppression = suppressing && { suppression: String(suppressing.after?.state) };
    const written = changes.filter(({ table }) => table === MEMBERS_TABLE);
    const along = written.flatMap(({ after }) => (after ? [after] : []));
    for (const { key, before, after } of written) {
      const name = `${String(key.pk)}/${String(key.sk)}`;
      const dueAt = after?.dueShard === undefined ? undefined : (after.dueAt as Instant | undefined);
      this.#sweepsOf(key.sk)?.isDue(name, dueAt);
      const state = key.sk === "MEMBER" ? after?.consentVersion : after?.state;
      const opened = this.#opened(after);
      this.#see(
        { kind: "committed", before, after, along, counts, ...suppression, ...(opened && { opened }) },
        `${name} ${String(state)}`,
      );
    }
  }

  /** The cron that an item in the index of what is due is for; nobody erases anything here. */
  #sweepsOf(sk: unknown): Sweeps | undefined {
    switch (sk) {
      case "MOMENT":
        return this.#reminders;
      case "MEMBER":
        return this.#followUps;
      case "ERASURE":
        return undefined;
      default:
        return this.#sweeps;
    }
  }

  /** What only the member's key opens, of what the check found and of the course of a crisis. */
  #opened(item: StoredItem | undefined): Opened | undefined {
    const sealed = item?.sk === "MEMBER" ? item.state : String(item?.sk).startsWith("TEXT#") && item?.sealed;
    return sealed ? (JSON.parse(this.#contents.peek(sealed as Uint8Array)) as Opened) : undefined;
  }

  #see(fact: Fact, subject: string): void {
    const line = `${fact.kind} ${subject}`;
    this.#digest.add(`${this.#timeline.nowMs} ${line}`);
    this.#settings.onlooker?.(fact, this.#timeline.nowMs);
    if (this.#settings.trace) this.#trace(line);
    if (!this.#violation) this.#checker.see(fact, this.#timeline.nowMs);
  }

  #trace(line: string): void {
    this.#settings.trace?.(`${instant(this.#timeline.nowMs).slice(5, 23)} ${line}`);
  }
}

/** The webhook's group: of a keyed hash of the number, which hides nothing here. */
function groupOf({ from }: PersonText): string {
  return `hash-of-${from}`;
}
