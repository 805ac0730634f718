/**
 * When a provider is spared, as rules over its recent calls.
 *
 *            five in a row failed, or half of twenty
 *   closed ───────────────────────────────────────────> open ──5 s, then 10, 20, 30──> half-open: one call, the probe
 *      ^                                                  ^                                 │             │
 *      │                                                  └──────────── it failed ──────────┘             │
 *      └────────────────────────────────────── it was answered ───────────────────────────────────────────┘
 */
export type Breaker =
  /** Calls are made; those that began before `since` count no more. */
  | { readonly kind: "closed"; readonly since: number }
  /** No call is made before `until`, and from then on one at a time. `openMs` is its length before the spread. */
  | { readonly kind: "open"; readonly until: number; readonly openMs: number };

/** One call of the provider that has ended. */
export interface Call {
  /** When it began, in milliseconds since the epoch. */
  readonly at: number;
  readonly failed: boolean;
}

const WINDOW_MS = 30_000;
const MANY_CALLS = 20;
const FAILED_SHARE = 0.5;
/** Where calls are few, this many without a success between them are enough. */
const FAILED_IN_A_ROW = 5;

/** Before it is judged again: what fails is known sooner than what is answered, and would be all there is to see. */
const SETTLING_MS = 5_000;

const FIRST_OPEN_MS = 5_000;
const LONGEST_OPEN_MS = 30_000;

/** Another sandbox's word that no call be made is not honoured for longer than this. */
const LONGEST_HONOURED_MS = 60_000;

const FEW_CALLS = 10;
const HEALTHY_SHARE = 0.1;

export const CLOSED: Breaker = { kind: "closed", since: 0 };

export function isHalfOpen(breaker: Breaker, now: number): boolean {
  return breaker.kind === "open" && now >= breaker.until;
}

/** Whether a breaker that is closed has to open. */
export function hasToOpen(breaker: Breaker, calls: readonly Call[], now: number): boolean {
  if (breaker.kind === "open" || now < breaker.since + SETTLING_MS) return false;
  const recent = recentCalls(breaker.since, calls, now);
  if (recent.length >= MANY_CALLS) return failedShare(recent) >= FAILED_SHARE;
  return recent.length >= FAILED_IN_A_ROW && recent.slice(-FAILED_IN_A_ROW).every((call) => call.failed);
}

/**
 * Whether the provider is well: one in ten of its recent calls may have failed. With little traffic its last call is all
 * there is to see: those who waited for the end of an outage are the traffic.
 */
export function isWell(breaker: Breaker, calls: readonly Call[], now: number): boolean {
  if (breaker.kind === "open") return false;
  const recent = recentCalls(breaker.since, calls, now);
  if (recent.length >= FEW_CALLS) return failedShare(recent) <= HEALTHY_SHARE;
  const last = calls.filter(({ at }) => at >= breaker.since).reduce<Call | undefined>(later, undefined);
  return !last?.failed;
}

function later(one: Call | undefined, other: Call): Call {
  return one && one.at > other.at ? one : other;
}

/**
 * Opens a closed breaker for five seconds, and one whose probe failed for twice its last time, up to thirty.
 * @param random from 0 to 1; spreads the time from 0.8 to 1.2 of itself.
 */
export function opened(breaker: Breaker, now: number, random: number): Breaker {
  const openMs = breaker.kind === "open" ? Math.min(breaker.openMs * 2, LONGEST_OPEN_MS) : FIRST_OPEN_MS;
  return { kind: "open", until: now + Math.round(openMs * (0.8 + 0.4 * random)), openMs };
}

/** The breaker as a text for others. */
export function breakerText(breaker: Breaker): string {
  return breaker.kind === "open" ? `open:${breaker.until}:${breaker.openMs}` : `closed:${breaker.since}`;
}

/** The breaker that others wrote down, within the bounds of what is believed of them; undefined when it is none. */
export function parseBreaker(text: string, now: number): Breaker | undefined {
  const [kind, first, second] = text.split(":");
  const [moment, openMs] = [Number(first), Number(second)];
  if (kind === "closed" && Number.isFinite(moment)) return { kind, since: Math.min(moment, now) };
  if (kind !== "open" || !Number.isFinite(moment) || !Number.isFinite(openMs)) return undefined;
  return {
    kind,
    until: Math.min(moment, now + LONGEST_HONOURED_MS),
    openMs: Math.min(Math.max(openMs, FIRST_OPEN_MS), LONGEST_OPEN_MS),
  };
}

/** The call as a text for others. */
export function callText(call: Call): string {
  return `${call.at}${call.failed ? "-" : "+"}`;
}

/** The calls that others wrote down, without what is none. */
export function parseCalls(texts: readonly string[]): readonly Call[] {
  return texts
    .map((text) => ({ at: Number(text.slice(0, -1)), failed: text.endsWith("-") }))
    .filter((call) => Number.isFinite(call.at));
}

function recentCalls(since: number, calls: readonly Call[], now: number): readonly Call[] {
  return calls.filter(({ at }) => at >= since && at > now - WINDOW_MS).sort((one, other) => one.at - other.at);
}

function failedShare(calls: readonly Call[]): number {
  return calls.filter((call) => call.failed).length / calls.length;
}
