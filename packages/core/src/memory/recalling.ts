import { estimatedTokens, type Instant } from "../kernel/index.ts";
import type { Day, Fact, Memory } from "./memory.ts";

/** What is told to the model of what is remembered, beside the summary. */
export interface Recalled {
  /** What is so, the most telling first, each in the member's own voice. */
  readonly facts: readonly Fact[];
  /** What was so and is no longer: to be understood by, never to be said as what is. */
  readonly past: readonly Fact[];
}

const DAY_MS = 24 * 60 * 60_000;
/** A day that is so near is on somebody's mind. */
const AHEAD_DAYS = 45;
const BEHIND_DAYS = 7;
/** So much of what was is enough to follow what somebody means. */
const MOST_PAST = 8;

/**
 * What of a memory goes into a prompt: what they asked for to be remembered, the days that are near, then what is so, newest
 * first; and what is no longer so where room is left.
 * @param budgetTokens of all of it.
 * @param tokensOf what one fact takes; its words, if not said.
 */
export function recalled(
  { facts: all }: Memory,
  budgetTokens: number,
  at: Instant,
  tokensOf: (fact: Fact) => number = ({ text }) => estimatedTokens(text),
): Recalled {
  let left = budgetTokens;
  const fitting = (some: readonly Fact[]) =>
    some.filter((fact) => {
      const cost = tokensOf(fact);
      if (cost > left) return false;
      left -= cost;
      return true;
    });
  const facts = fitting(byImportance(all.filter(isCurrent), at));
  const past = fitting(
    all
      .filter((fact) => !isCurrent(fact))
      .sort(newestFirst)
      .slice(0, MOST_PAST),
  );
  return { facts, past };
}

export function isCurrent({ superseded }: Fact): boolean {
  return superseded === undefined;
}

/** What is so, the most telling first. */
export function currentFacts({ facts }: Memory, at: Instant): readonly Fact[] {
  return byImportance(facts.filter(isCurrent), at);
}

function byImportance(facts: readonly Fact[], at: Instant): readonly Fact[] {
  return facts.toSorted((one, other) => rank(one, at) - rank(other, at) || newestFirst(one, other));
}

function rank({ isAskedFor, day }: Fact, at: Instant): number {
  if (isAskedFor) return 0;
  if (!day) return 2;
  const ahead = daysAhead(day, at);
  if (ahead < -BEHIND_DAYS) return 3;
  return ahead <= AHEAD_DAYS ? 1 : 2;
}

/** How many days from `at` on; negative for one that is over. */
export function daysAhead(day: Day, at: Instant): number {
  return Math.round((Date.parse(`${day}T12:00:00Z`) - Date.parse(at)) / DAY_MS);
}

export function newestFirst(one: Fact, other: Fact): number {
  return one.learnedAt < other.learnedAt ? 1 : one.learnedAt > other.learnedAt ? -1 : 0;
}
