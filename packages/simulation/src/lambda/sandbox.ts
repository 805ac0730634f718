import type { Context } from "aws-lambda";
import { type Random, type Timeline, withTimers } from "../engine/index.ts";
import type { Fault, FaultPlan, Service } from "./fault.ts";

/** How a call runs when nothing happens to its sandbox. */
export interface Exchange<Result> {
  /** From the call to its effect, and from there to the answer, in milliseconds. */
  readonly thereMs: number;
  readonly backMs: number;
  /** Has the effect, and returns or throws what the caller is told. */
  readonly perform: () => Result;
}

/** What a model is told about the call that it is asked to answer. */
export interface CallConditions {
  /** The answer that the fault plan wants from the service. */
  readonly answer: string | undefined;
  /** For how long the sandbox stands still before the request leaves, and between its effect and its answer. */
  readonly heldBeforeMs: number;
  readonly heldAfterMs: number;
  /** The invocation's own stream. */
  readonly random: Random;
}

export type Handler = (event: unknown, context: Context) => Promise<unknown>;

/**
 * What became of an invocation: it returned, it threw, or the sandbox was lost under it.
 */
export type Ending =
  | { readonly kind: "returned"; readonly value: unknown }
  | { readonly kind: "threw" | "crashed" | "timed-out" };

interface Invocation {
  readonly name: string;
  readonly random: Random;
  readonly deadlineMs: number;
  readonly ended: (ending: Ending) => void;
  points: number;
  /** What the middleware does shortly before the deadline. */
  expire: (() => void) | undefined;
  expiresAtMs: number;
}

export interface SandboxSettings {
  readonly timeline: Timeline;
  readonly plan: FaultPlan;
  readonly functionName: string;
  readonly timeoutMs: number;
}

/**
 * One copy of a function: takes one invocation at a time and is used again while it is warm. Everything the handler
 * awaits passes `call`, so that it can be lost, stand still or be ended between any two lines.
 */
export class Sandbox {
  readonly #settings: SandboxSettings;
  readonly #held: (() => void)[] = [];
  #handler: Handler | undefined;
  /** The present invocation, or the last one: its code may still run. */
  #invocation: Invocation | undefined;
  #isBusy = false;
  #isGone = false;
  #isDetached = false;
  #frozenUntilMs = 0;
  #watchedMs = Number.POSITIVE_INFINITY;

  constructor(settings: SandboxSettings) {
    this.#settings = settings;
  }

  /** False once it is lost, or must not be used again. */
  get isUsable(): boolean {
    return !this.#isGone && !this.#isDetached;
  }

  /** Whose code runs in it: the present invocation's, or the last one's. */
  get invocation(): string {
    return this.#invocation?.name ?? "";
  }

  load(handler: Handler): void {
    this.#handler = handler;
  }

  /** @param ended called once: at the end of the handler, or when the sandbox is lost or its time is over. */
  invoke(name: string, event: unknown, random: Random, ended: (ending: Ending) => void): void {
    const { timeline, timeoutMs, functionName } = this.#settings;
    const startedAtMs = timeline.nowMs;
    const deadlineMs = startedAtMs + timeoutMs;
    const expiresAtMs = Number.POSITIVE_INFINITY;
    const invocation: Invocation = {
      ...{ name, random, deadlineMs, ended },
      ...{ points: 0, expire: undefined, expiresAtMs },
    };
    this.#invocation = invocation;
    this.#isBusy = true;
    for (const settle of this.#held.splice(0)) this.#deliver(settle);
    const context = contextOf(functionName, () => Math.max(0, deadlineMs - timeline.nowMs));
    timeline.woke();
    const result = withTimers(
      (expire, delayMs) => {
        invocation.expire = expire;
        invocation.expiresAtMs = timeline.nowMs + delayMs;
      },
      () => (this.#handler as Handler)(event, context),
    );
    this.#watch(Math.min(invocation.expiresAtMs, deadlineMs));
    result.then(
      (value) => this.#end(invocation, { kind: "returned", value }),
      () => this.#end(invocation, { kind: "threw" }),
    );
  }

  /**
   * The one way out of a handler: its call number n. Takes as long as the model says, and meets what the plan says.
   * Never settles in a sandbox that is lost.
   */
  call<Result>(
    service: Service,
    operation: string,
    exchangeOf: (conditions: CallConditions) => Exchange<Result>,
  ): Promise<Result> {
    const invocation = this.#invocation;
    if (this.#isGone || !invocation) return new Promise(() => undefined);
    invocation.points += 1;
    const { plan, timeline } = this.#settings;
    const { name, points: number, random } = invocation;
    const fault = plan.at({ invocation: name, number, service, operation, atMs: timeline.nowMs }, random);
    const heldBeforeMs = heldMs(fault, "freeze-before");
    const heldAfterMs = heldMs(fault, "freeze-after");
    const answer = fault?.kind === "answer" ? fault.answer : undefined;
    const { thereMs, backMs, perform } = exchangeOf({ answer, heldBeforeMs, heldAfterMs, random });
    if (fault?.kind === "crash-before") {
      this.#lose("crashed");
      return new Promise(() => undefined);
    }
    if (heldBeforeMs > 0) this.#freeze(heldBeforeMs);
    return new Promise((resolve, reject) => {
      timeline.after(heldBeforeMs + thereMs, () => {
        // What had not left when the sandbox was lost has no effect; what had left has.
        if (this.#isGone && heldBeforeMs > 0) return;
        let settle: () => void;
        try {
          const result = perform();
          settle = () => resolve(result);
        } catch (error) {
          settle = () => reject(error);
        }
        if (this.#isGone) return;
        if (fault?.kind === "crash-after") {
          this.#lose("crashed");
          return;
        }
        if (heldAfterMs > 0) this.#freeze(heldAfterMs);
        timeline.after(backMs, () => this.#deliver(settle));
      });
    });
  }

  /** Resumes the handler; later if the sandbox stands still, with the next invocation if it has none. */
  #deliver(settle: () => void): void {
    const { timeline } = this.#settings;
    if (this.#isGone) return;
    if (!this.#isBusy && !this.#isDetached) {
      this.#held.push(settle);
      return;
    }
    if (timeline.nowMs < this.#frozenUntilMs) {
      timeline.at(this.#frozenUntilMs, () => this.#deliver(settle));
      return;
    }
    timeline.woke();
    settle();
  }

  #freeze(forMs: number): void {
    this.#frozenUntilMs = Math.max(this.#frozenUntilMs, this.#settings.timeline.nowMs + forMs);
  }

  /** One look per sandbox at a time, however many invocations come and go before it. */
  #watch(atMs: number): void {
    if (atMs >= this.#watchedMs) return;
    this.#watchedMs = atMs;
    this.#settings.timeline.at(atMs, () => this.#look(atMs));
  }

  #look(atMs: number): void {
    if (this.#watchedMs !== atMs) return;
    this.#watchedMs = Number.POSITIVE_INFINITY;
    const invocation = this.#invocation;
    if (!invocation || !this.#isBusy || this.#isGone) return;
    const { timeline, plan } = this.#settings;
    const now = timeline.nowMs;
    if (now >= invocation.deadlineMs) {
      if (plan.outlives(invocation.name, invocation.random)) {
        this.#isDetached = true;
        this.#end(invocation, { kind: "timed-out" });
      } else {
        this.#lose("timed-out");
      }
      return;
    }
    if (now >= invocation.expiresAtMs && now >= this.#frozenUntilMs) {
      const { expire } = invocation;
      invocation.expiresAtMs = Number.POSITIVE_INFINITY;
      timeline.woke();
      expire?.();
    }
    this.#watch(Math.min(Math.max(invocation.expiresAtMs, this.#frozenUntilMs), invocation.deadlineMs));
  }

  #lose(kind: "crashed" | "timed-out"): void {
    this.#isGone = true;
    const invocation = this.#invocation;
    if (invocation && this.#isBusy) this.#end(invocation, { kind });
  }

  #end(invocation: Invocation, ending: Ending): void {
    if (invocation !== this.#invocation || !this.#isBusy) return;
    this.#isBusy = false;
    invocation.ended(ending);
  }
}

function heldMs(fault: Fault | undefined, kind: "freeze-before" | "freeze-after"): number {
  return fault?.kind === kind ? fault.forMs : 0;
}

const CONTEXT = {
  callbackWaitsForEmptyEventLoop: true,
  functionVersion: "$LATEST",
  memoryLimitInMB: "512",
  awsRequestId: "00000000-0000-4000-8000-000000000000",
  logGroupName: "",
  logStreamName: "",
  done: () => undefined,
  fail: () => undefined,
  succeed: () => undefined,
};

function contextOf(functionName: string, getRemainingTimeInMillis: () => number): Context {
  return { ...CONTEXT, functionName, invokedFunctionArn: functionName, getRemainingTimeInMillis };
}
