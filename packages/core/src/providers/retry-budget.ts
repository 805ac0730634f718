/**
 * How many retries a provider is asked for: one for every five first attempts, and one in thirty seconds whatever the
 * traffic, so that a lonely text is still tried again. A hundred can be saved up.
 *
 * Counted in fifths of a retry, which are whole numbers.
 */
export interface RetryBudget {
  readonly fifths: number;
  /** Up to when the time that passed is in it, in milliseconds since the epoch. */
  readonly at: number;
}

/** What a retry costs. A first attempt brings in one. */
export const RETRY_FIFTHS = 5;
export const START_FIFTHS = 5 * RETRY_FIFTHS;
export const MOST_FIFTHS = 100 * RETRY_FIFTHS;
/** So often there is a retry that nobody has earned. */
export const FREE_RETRY_MS = 30_000;

export function startBudget(now: number): RetryBudget {
  return { fifths: START_FIFTHS, at: now };
}

/** With what first attempts and time have brought in. */
export function earned(budget: RetryBudget, firstAttempts: number, now: number): RetryBudget {
  const passed = ((now - budget.at) / FREE_RETRY_MS) * RETRY_FIFTHS;
  return { fifths: Math.min(budget.fifths + firstAttempts + passed, MOST_FIFTHS), at: now };
}

/** Without the price of a retry; undefined when it cannot be paid. */
export function spent(budget: RetryBudget): RetryBudget | undefined {
  return budget.fifths < RETRY_FIFTHS ? undefined : { ...budget, fifths: budget.fifths - RETRY_FIFTHS };
}
