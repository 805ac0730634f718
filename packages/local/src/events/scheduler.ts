import { randomUUID } from "node:crypto";
import type { LocalClock, Timer } from "../clock/index.ts";
import type { Schedule } from "../cloudformation/index.ts";
import type { InvocationResult, Invoke } from "../lambda/index.ts";
import { parseScheduleExpression, type ScheduleExpression } from "./schedule-expression.ts";

export interface NamedSchedule extends Schedule {
  /** What people call it: `sweeper`. */
  readonly name: string;
}

export interface SchedulerOptions {
  readonly clock: LocalClock;
  readonly schedules: readonly NamedSchedule[];
  readonly accountId: string;
  readonly region: string;
  readonly invoke: Invoke;
}

interface Entry {
  readonly schedule: NamedSchedule;
  readonly expression: ScheduleExpression;
  timer: Timer | undefined;
  /** Runs in a row after which nothing had been written. */
  quietRuns: number;
  skipping: boolean;
}

interface Jump {
  readonly target: number;
  readonly strideMs: number;
}

/** After so many runs that changed nothing, the next ones will not either, until something else happens. */
const quietRunsBeforeSkipping = 3;
/** While it skips, a schedule runs about this often in a jump, so that nothing is noticed later than by a thirtieth of it. */
const runsPerJump = 30;
/** A schedule that is due less often than this never skips. */
const longestSkippedPeriodMs = 3_600_000;

/**
 * Starts functions by the clock, each again only once its previous run has ended.
 *
 * While the clock is moved by a long way, a schedule that is due all the time but has nothing to do skips some of it:
 * after three runs in a row without a write by any function it runs only every thirtieth of the way, and at its last due
 * time before the end. The first write puts it back to every due time.
 */
export class Scheduler {
  readonly #options: SchedulerOptions;
  readonly #entries: readonly Entry[];
  #jump: Jump | undefined;
  #stopped = false;
  #writes = 0;

  constructor(options: SchedulerOptions) {
    this.#options = options;
    const startedAt = options.clock.now();
    this.#entries = options.schedules.map((schedule) => ({
      schedule,
      expression: parseScheduleExpression(schedule.expression, startedAt),
      timer: undefined,
      quietRuns: 0,
      skipping: false,
    }));
    for (const entry of this.#entries) this.#arm(entry, entry.expression.next(startedAt));
  }

  get names(): readonly string[] {
    return [...new Set(this.#entries.map(({ schedule }) => schedule.name))];
  }

  /** Runs a schedule's function now, beside its due times. Undefined if there is no schedule of that name. */
  async runNow(name: string): Promise<InvocationResult | undefined> {
    const entry = this.#entries.find(({ schedule }) => schedule.name === name);
    return entry && (await this.#invoke(entry.schedule, this.#options.clock.now()));
  }

  /** To be called when a function has written something: there may be something to do. */
  noteWrite(): void {
    this.#writes++;
    const now = this.#options.clock.now();
    for (const entry of this.#entries) {
      entry.quietRuns = 0;
      if (entry.skipping) this.#arm(entry, entry.expression.next(now));
    }
  }

  /** Moves the clock, with the rule above for what is due on the way. */
  async advance(ms: number, settle: () => Promise<void>): Promise<void> {
    const { clock } = this.#options;
    this.#jump = { target: clock.now() + ms, strideMs: ms / runsPerJump };
    try {
      await clock.advance(ms, settle);
    } finally {
      this.#jump = undefined;
      for (const entry of this.#entries) {
        entry.quietRuns = 0;
        if (entry.skipping) this.#arm(entry, entry.expression.next(clock.now()));
      }
    }
  }

  stop(): void {
    this.#stopped = true;
    for (const { timer } of this.#entries) timer?.cancel();
  }

  #arm(entry: Entry, due: number, skipping = false): void {
    entry.timer?.cancel();
    entry.skipping = skipping;
    if (this.#stopped || due === Number.POSITIVE_INFINITY) return;
    entry.timer = this.#options.clock.schedule(due - this.#options.clock.now(), () => void this.#run(entry, due));
  }

  async #run(entry: Entry, due: number): Promise<void> {
    const writesBefore = this.#writes;
    entry.skipping = false;
    await this.#invoke(entry.schedule, due);
    entry.quietRuns = this.#writes === writesBefore ? entry.quietRuns + 1 : 0;
    // What a sleeping machine, or a run longer than the period, has missed is not caught up with.
    const regular = entry.expression.next(Math.max(due, this.#options.clock.now()));
    const maySkip = entry.quietRuns >= quietRunsBeforeSkipping && regular - due <= longestSkippedPeriodMs;
    const next = this.#jump && maySkip ? nextInJump(entry.expression, due, this.#jump) : regular;
    this.#arm(entry, next, next !== regular);
  }

  #invoke(schedule: NamedSchedule, due: number): Promise<InvocationResult> {
    const { accountId, region, invoke } = this.#options;
    const event = schedule.input ?? {
      version: "0",
      id: randomUUID(),
      "detail-type": "Scheduled Event",
      source: "aws.events",
      account: accountId,
      time: new Date(due).toISOString().replace(/\.\d+Z$/, "Z"),
      region,
      resources: [`arn:aws:events:${region}:${accountId}:rule/${schedule.ruleName}`],
      detail: {},
    };
    return invoke(schedule.functionArn, event);
  }
}

/** The first due time after the stride, or the last one before the jump's end. */
function nextInJump(expression: ScheduleExpression, due: number, jump: Jump): number {
  let next = expression.next(due);
  for (;;) {
    const following = expression.next(next);
    if (next - due >= jump.strideMs || following > jump.target) return next;
    next = following;
  }
}
