import { type Instant, instant, isTollFree, memberId, millisecondsOf } from "@jules/core/kernel";
import { createTableModel, type ItemChange } from "@jules/testkit/dynamodb";
import { createMemorySharedState } from "@jules/testkit/memory";
import { createQueueModel, type QueuedMessage, type QueueModel } from "@jules/testkit/sqs";
import { TABLES } from "@jules/testkit/tables";
import { createDigest, createRandom, createTimeline, drawOf, hashOf, type Timeline } from "../engine/index.ts";
import { createFaults, type FaultKind, type Faults, type Weather } from "../faults/index.ts";
import {
  CALM_INVARIANTS,
  createChecker,
  type Fact,
  INVARIANTS,
  type Invariant,
  type Violation,
} from "../invariants/index.ts";
import { createEventSource, createFunction, type EventSource, type FaultPlan } from "../lambda/index.ts";
import { createCarrier, createSealedContents } from "../models/index.ts";
import { type Action, type PersonText, writeScript } from "../people/index.ts";
import { createHandlers, MEMBERS_TABLE } from "./wiring.ts";

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

/** How long people write; in a storm so much that hundreds of texts meet the outage. */
const MS_PER_BURST = 3_000;
const MS_PER_BURST_OF_STORM = 1_500;
const BURSTS_PER_PERSON = 10;
const DEFAULT_BURSTS = 300;

/** Until then everything that was going on when the last fault ended must be over. */
const CALMING_MS = 4 * MINUTE_MS;
/** When the operator sends the dead letters back. */
const REDRIVE_MS = MINUTE_MS;
/** Late callbacks of the carrier have come by then. */
const TAIL_MS = 25 * HOUR_MS;

const DAY_MS = 24 * HOUR_MS;
const QUEUE_RETENTION_MS = 4 * DAY_MS;
const DEAD_LETTER_RETENTION_MS = 14 * DAY_MS;

interface Lane {
  readonly queue: QueueModel;
  readonly deadLetters: QueueModel;
  /** @returns whether it is no duplicate. */
  readonly send: (message: { body: string; groupId?: string; deduplicationId?: string }) => boolean;
  readonly wake: () => void;
}

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
  readonly #dueAt = new Map<string, Instant>();
  #nextSweep = Number.POSITIVE_INFINITY;

  constructor(settings: WorldSettings) {
    this.#settings = settings;
    const timeline = this.#timeline;
    const random = createRandom(settings.seed);
    const bursts = settings.bursts ?? DEFAULT_BURSTS;
    this.#seed = hashOf(settings.seed, 0x1b873593);
    const msPerBurst = settings.weather.isStorm ? MS_PER_BURST_OF_STORM : MS_PER_BURST;
    const lengthMs = Math.max(bursts * msPerBurst, 2 * MINUTE_MS);
    this.#untilMs = START_MS + lengthMs;
    this.#script =
      settings.script ??
      writeScript({
        random: random.fork("people"),
        startMs: START_MS + 1_000,
        untilMs: this.#untilMs,
        bursts,
        people: settings.people ?? Math.ceil(bursts / BURSTS_PER_PERSON),
      });
    const { weather } = settings;
    this.#faults = createFaults({
      ...{ weather, timeline, seed: this.#seed, untilMs: this.#untilMs, only: settings.onlyFaults },
    });
    this.#plan = settings.plan ?? this.#faults;
    const isCalm = weather.name === "calm" && settings.plan === undefined;
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
      posting: ({ id, to, body }) => this.#see({ kind: "posting", id, to, body }, id),
      refusedForGood: ({ id }) => this.#see({ kind: "refused", id }, id),
      accepted: ({ id, carrierId, body }) => this.#see({ kind: "accepted", id, carrierId, body }, carrierId),
      failed: ({ id, carrierId }) => this.#see({ kind: "undelivered", id, carrierId }, carrierId),
      callback: (status) => this.#lanes.status.send({ body: JSON.stringify(status) }),
    });
    const handlers = createHandlers({
      ...{ timeline, table, seed: this.#seed, contents: createSealedContents(), carrier: this.#carrier },
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
    };
    const { intake, turn, deliveryStatus } = this.#functions;
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

  #instant(): Instant {
    const ms = this.#timeline.nowMs;
    if (this.#now.ms !== ms) this.#now = { ms, instant: instant(ms) };
    return this.#now.instant;
  }

  #lane(
    name: string,
    consumer: {
      readonly visibilityMs: number;
      readonly receives: number;
      readonly batchSize: number;
      readonly consumer: ReturnType<typeof createFunction>;
      readonly handled?: (message: QueuedMessage) => void;
    },
  ): Lane {
    const timeline = this.#timeline;
    const common = {
      fifo: name.endsWith(".fifo"),
      visibilityMs: consumer.visibilityMs,
      now: () => timeline.nowMs,
      newId: () => {
        this.#messages += 1;
        return String(this.#messages);
      },
    };
    const deadLetters = createQueueModel({ ...common, name: `dead-${name}`, retentionMs: DEAD_LETTER_RETENTION_MS });
    const queue = createQueueModel({
      ...common,
      ...{ name, deadLetters, maxReceiveCount: consumer.receives, retentionMs: QUEUE_RETENTION_MS },
    });
    const source: EventSource = createEventSource({
      ...{ timeline, queue, consumer: consumer.consumer, batchSize: consumer.batchSize },
      ...{ seed: this.#seed, faults: this.#faults },
      ...(consumer.handled && { handled: consumer.handled }),
    });
    return {
      queue,
      deadLetters,
      send: (message) => {
        if (this.#settings.trace) this.#trace(`${name} <- ${message.body}`);
        const { duplicate } = queue.send(message);
        if (!duplicate) source.woken(message.body);
        return !duplicate;
      },
      wake: () => source.woken("redrive"),
    };
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
      const arrive = () => {
        this.#see({ kind: "arrived", text }, text.id);
        const receivedAt = this.#instant();
        const { id, from, to, body, saidAt, kind } = text;
        const media = kind === "picture" ? ["https://carrier.example/media/1"] : [];
        const message = { v: 1, id, from, to, body, media, saidAt, receivedAt, group: kind === "group" };
        inbound.send({ body: JSON.stringify(message), groupId: `hash-of-${from}`, deduplicationId: id });
      };
      timeline.after(lateMs, arrive);
      if (this.#faults.happens("callback-duplicated", () => text.id))
        timeline.after(lateMs + draw("again") * 20_000, arrive);
      if (this.#faults.happens("callback-repeated", () => text.id)) {
        timeline.after(lateMs + 5 * MINUTE_MS + draw("repeated") ** 3 * 23 * HOUR_MS, arrive);
      }
    });
  }

  /** The sweeper runs every minute. One that would find nothing does nothing, and is left out. */
  #sweepFrom(atMs: number): void {
    const minute = Math.ceil(Math.max(atMs, this.#timeline.nowMs + 1) / MINUTE_MS);
    if (minute >= this.#nextSweep) return;
    this.#nextSweep = minute;
    this.#timeline.at(minute * MINUTE_MS, () => {
      if (this.#nextSweep !== minute) return;
      this.#nextSweep = Number.POSITIVE_INFINITY;
      const now = this.#instant();
      const dueAt = [...this.#dueAt.values()];
      if (dueAt.some((at) => at <= now)) this.#functions.sweeper.invoke(String(minute), {}, () => undefined);
      for (const at of dueAt) this.#sweepFrom(millisecondsOf(at));
    });
  }

  #redrive(): void {
    for (const { deadLetters, wake } of Object.values(this.#lanes)) if (deadLetters.redrive() > 0) wake();
  }

  #committed(changes: readonly ItemChange[]): void {
    for (const { table, key, before, after } of changes) {
      if (table !== MEMBERS_TABLE) continue;
      const name = `${String(key.pk)}/${String(key.sk)}`;
      if (after?.dueAt !== undefined && after.dueShard !== undefined) {
        this.#dueAt.set(name, after.dueAt as Instant);
        this.#sweepFrom(millisecondsOf(after.dueAt as Instant));
      } else {
        this.#dueAt.delete(name);
      }
      this.#see({ kind: "committed", before, after }, `${name} ${String(after?.state ?? after?.consentVersion)}`);
    }
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
