import type { Fact, Memory } from "../memory/index.ts";

/** What of a memory fits into so many tokens. */
export interface Recollection {
  readonly facts: readonly Fact[];
  /** What was so, and is not any more. */
  readonly past: readonly Fact[];
}

/** Of what was once so, the last few are enough to follow what somebody means. */
const MOST_PAST = 8;

/**
 * What was asked to be remembered first, then what is newest, and of what is past as much as there is room for.
 * @param tokensOf what one fact takes.
 */
export function recollected({ facts }: Memory, budgetTokens: number, tokensOf: (fact: Fact) => number): Recollection {
  let left = budgetTokens;
  const fitting = (candidates: readonly Fact[]) =>
    candidates.filter((fact) => {
      const tokens = tokensOf(fact);
      if (tokens > left) return false;
      left -= tokens;
      return true;
    });
  const newestFirst = facts.toSorted((one, other) => (one.learnedAt > other.learnedAt ? -1 : 1));
  const current = newestFirst.filter(({ superseded }) => !superseded);
  const asked = current.filter(({ isAskedFor }) => isAskedFor);
  const kept = fitting([...asked, ...current.filter(({ isAskedFor }) => !isAskedFor)]);
  const past = fitting(newestFirst.filter(({ superseded }) => superseded).slice(0, MOST_PAST));
  return { facts: kept, past };
}
