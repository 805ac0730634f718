import { type ReferralCounters, referralYears, totalOf } from "@jules/core/crisis";
import { type Clock, Failure } from "@jules/core/kernel";

/** How many referrals a year had. Totals alone: a small number of a small state could be somebody. */
export interface YearCount {
  readonly year: number;
  readonly referralNotifications: number;
  readonly isOver: boolean;
}

/**
 * The counts of every year since the first, the present one first.
 * @throws Failure when they cannot be had within the time.
 */
export async function countsOfAllYears(
  counters: ReferralCounters,
  clock: Clock,
  timeoutMs: number,
): Promise<readonly YearCount[]> {
  const years = referralYears(clock.now());
  const counting = Promise.all(years.map((year) => counters.ofYear(year)));
  const counts = await within(timeoutMs, counting);
  return years.map((year, index) => ({
    year,
    referralNotifications: totalOf(counts[index] ?? []),
    isOver: index > 0,
  }));
}

/** The page is worth more at once and without a number than with one and late. */
async function within<Result>(timeoutMs: number, working: Promise<Result>): Promise<Result> {
  let timer: NodeJS.Timeout | undefined;
  const late = new Promise<never>((_, reject) => {
    timer = setTimeout(() => reject(new Failure("counters.slow", "the counters took too long")), timeoutMs);
  });
  try {
    return await Promise.race([working, late]);
  } finally {
    clearTimeout(timer);
  }
}
