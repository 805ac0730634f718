import { type Clock, millisecondsOf } from "../kernel/index.ts";
import {
  type Breaker,
  breakerText,
  type Call,
  CLOSED,
  callText,
  hasToOpen,
  isHalfOpen,
  isWell,
  opened,
  parseBreaker,
  parseCalls,
} from "./breaker.ts";
import {
  earned,
  FREE_RETRY_MS,
  MOST_FIFTHS,
  RETRY_FIFTHS,
  type RetryBudget,
  START_FIFTHS,
  spent,
  startBudget,
} from "./retry-budget.ts";
import type { SharedState } from "./shared-state.ts";

export interface GuardSettings {
  /** A short name; it is part of the keys of the shared state. */
  readonly provider: string;
  readonly state: SharedState;
  readonly clock: Clock;
  /** From 0 to 1. */
  readonly random: () => number;
}

/** Leave to call the provider once. */
export interface Leave {
  readonly at: number;
  readonly isProbe: boolean;
}

/** Why a call is not made. */
export type Refusal = "breaker-open" | "retry-budget";

/** How old the word of the others may be. */
const LOOK_EVERY_MS = 1_000;
/** A shared state that failed is left alone for this long. */
const ALONE_MS = 5_000;
/** For so long after a failure, and after the end of an outage, successes are shared too. */
const REMEMBERED_MS = 3 * 60_000;
/** How many calls are judged by: all of the last half minute, or this many where traffic is dense. */
const SHARED_CALLS = 200;
/** What a probe may take beyond its time-out before another one takes its place. */
const PROBE_GRACE_MS = 2_000;
/** Saved up by one sandbox, which speaks for no more than itself. */
const MOST_FIRSTS = 2 * RETRY_FIFTHS;
/** Nobody is refused for longer than this because of what a shared state says. */
const BELIEVED_MS = 5 * 60_000;

/**
 * Gives leave to call a provider, or refuses it. All sandboxes that share a state act as one; without the state each goes
 * by what it has seen itself, which is always kept.
 */
export class ProviderGuard {
  readonly #settings: GuardSettings;
  #breaker = CLOSED;
  /** What the shared state said last of the breaker. */
  #word: string | undefined;
  /** Whether something was wrong lately, so that successes count for the others too. */
  #isTroubled = false;
  #ownCalls: readonly Call[] = [];
  #unsharedCalls: readonly Call[] = [];
  /** The calls of all sandboxes as last read, as texts. */
  #sharedCalls: readonly string[] = [];
  #budget: RetryBudget;
  #unsharedFirsts = 0;
  #isWarm = false;
  #lookedAt = Number.NEGATIVE_INFINITY;
  #looking: Promise<void> = Promise.resolve();
  #aloneUntil = Number.NEGATIVE_INFINITY;
  /** The last probe from here: of which opening, and how long it may take. */
  #probe = { until: 0, endsAt: 0 };
  /** Since when the shared state has let nothing through here. */
  #heldSince: number | undefined;

  constructor(settings: GuardSettings) {
    this.#settings = settings;
    this.#budget = startBudget(this.#now());
  }

  /** Reads what the others know, unless that was done within the last second. */
  async #look(): Promise<void> {
    if (this.#now() - this.#lookedAt >= LOOK_EVERY_MS) this.#looking = this.#readWord();
    await this.#looking;
  }

  /** A probe needs no token: the breaker itself sees to it that there are few. */
  async admit({ timeoutMs, again }: { readonly timeoutMs: number; readonly again: boolean }): Promise<Leave | Refusal> {
    this.#earn(again ? 0 : 1);
    // The first call of a cold sandbox would wait for the shared state to be connected to, to learn that all is well.
    if (this.#isWarm || again) await this.#look();
    this.#isWarm = true;
    const breaker = this.#breaker;
    if (breaker.kind === "open") {
      const probes = isHalfOpen(breaker, this.#now()) && (await this.#mayProbe(breaker.until, timeoutMs));
      return probes ? { at: this.#now(), isProbe: true } : "breaker-open";
    }
    if (again && !(await this.#mayRetry())) return "retry-budget";
    return { at: this.#now(), isProbe: false };
  }

  /** Takes in how a call went. One that is never reported counts for nothing, and a probe ends by itself. */
  async settle({ at, isProbe }: Leave, failed: boolean): Promise<void> {
    if (isProbe) {
      await this.#become(failed ? this.#opened() : { kind: "closed", since: this.#now() });
      return;
    }
    const call = { at, failed };
    this.#ownCalls = [...this.#ownCalls, call].slice(-SHARED_CALLS);
    this.#unsharedCalls = [...this.#unsharedCalls, call].slice(-SHARED_CALLS);
    if (failed || this.#isTroubled) await this.#shareCalls();
    if (!failed || !this.#hasToOpen()) return;
    // Others may have opened it meanwhile, and even closed it again.
    await this.#readWord();
    if (this.#hasToOpen()) await this.#become(this.#opened());
  }

  #hasToOpen(): boolean {
    return hasToOpen(this.#breaker, this.#calls(), this.#now());
  }

  /** Those of all sandboxes, and any of its own that a shared state has lost. */
  #calls(): readonly Call[] {
    const shared = new Set(this.#sharedCalls);
    return [...parseCalls(this.#sharedCalls), ...this.#ownCalls.filter((call) => !shared.has(callText(call)))];
  }

  #opened(): Breaker {
    return opened(this.#breaker, this.#now(), this.#settings.random());
  }

  async #become(breaker: Breaker): Promise<void> {
    this.#breaker = breaker;
    await this.#ask((state) => state.set(this.#key("breaker"), breakerText(breaker), REMEMBERED_MS));
  }

  async #readWord(): Promise<void> {
    this.#lookedAt = this.#now();
    const read = await this.#ask(async (state) => ({ word: await state.get(this.#key("breaker")) }));
    if (!read) return;
    this.#isTroubled = read.word !== undefined;
    // The same word is heeded once, so that one which never changes cannot hold calls back for ever.
    if (read.word === undefined || read.word === this.#word) return;
    this.#word = read.word;
    this.#heldSince = undefined;
    this.#breaker = parseBreaker(read.word, this.#now()) ?? this.#breaker;
  }

  async #shareCalls(): Promise<void> {
    const mine = this.#unsharedCalls.map(callText);
    this.#unsharedCalls = [];
    const all = await this.#ask((state) => state.append(this.#key("calls"), mine, SHARED_CALLS, REMEMBERED_MS));
    if (!all) return;
    this.#sharedCalls = all;
    if (this.#isTroubled) return;
    this.#isTroubled = true;
    // Tells the others to share their successes as well: failures alone say nothing about how many there are.
    await this.#ask((state) => state.claim(this.#key("breaker"), breakerText(CLOSED), REMEMBERED_MS));
  }

  async #mayProbe(until: number, timeoutMs: number): Promise<boolean> {
    const leaseMs = timeoutMs + PROBE_GRACE_MS;
    const claimed = await this.#ask((state) => state.claim(this.#key(`probe:${until}`), "", leaseMs));
    const isFree = this.#probe.until !== until || this.#now() >= this.#probe.endsAt;
    if (!this.#goesAhead(claimed ?? isFree)) return false;
    this.#probe = { until, endsAt: this.#now() + leaseMs };
    return true;
  }

  async #mayRetry(): Promise<boolean> {
    // After an outage there is a text to try again for everyone who waited, and no harm in it.
    if (isWell(this.#breaker, this.#calls(), this.#now())) return true;
    const firsts = this.#unsharedFirsts;
    const paid = await this.#ask((state) => this.#payTogether(state, firsts));
    if (paid !== undefined) {
      this.#unsharedFirsts = 0;
      return this.#goesAhead(paid);
    }
    const budget = spent(this.#budget);
    this.#budget = budget ?? this.#budget;
    return budget !== undefined;
  }

  /** The budget of all sandboxes, less what they have at the start: what was never written is the start. */
  async #payTogether(state: SharedState, firsts: number): Promise<boolean> {
    const key = this.#key("retries");
    const left = START_FIFTHS + (await state.add(key, firsts - RETRY_FIFTHS, REMEMBERED_MS));
    if (left > MOST_FIFTHS) await state.add(key, MOST_FIFTHS - left, REMEMBERED_MS);
    if (left >= 0) return true;
    await state.add(key, RETRY_FIFTHS, REMEMBERED_MS);
    return state.claim(this.#key("free-retry"), "", FREE_RETRY_MS);
  }

  #earn(firstAttempts: number): void {
    this.#budget = earned(this.#budget, firstAttempts, this.#now());
    this.#unsharedFirsts = Math.min(this.#unsharedFirsts + firstAttempts, MOST_FIRSTS);
  }

  /** What the shared state says, unless it has been no for so long that it cannot be right. */
  #goesAhead(said: boolean): boolean {
    this.#heldSince ??= this.#now();
    const goes = said || this.#now() - this.#heldSince >= BELIEVED_MS;
    if (goes) this.#heldSince = undefined;
    return goes;
  }

  /** The answer of the shared state; undefined when it has none or is left alone. */
  async #ask<Answer>(question: (state: SharedState) => Promise<Answer>): Promise<Answer | undefined> {
    if (this.#now() < this.#aloneUntil) return undefined;
    try {
      return await question(this.#settings.state);
    } catch {
      this.#aloneUntil = this.#now() + ALONE_MS;
      return undefined;
    }
  }

  #key(name: string): string {
    return `${this.#settings.provider}:${name}`;
  }

  #now(): number {
    return millisecondsOf(this.#settings.clock.now());
  }
}
