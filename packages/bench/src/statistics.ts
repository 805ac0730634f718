export interface Estimate {
  readonly median: number;
  /** Bounds of the 95 % interval. */
  readonly low: number;
  readonly high: number;
}

const RESAMPLES = 2_000;

/** @throws RangeError when there is no value. */
export function median(values: readonly number[]): number {
  const sorted = [...values].sort((a, b) => a - b);
  const [lower, upper] = [sorted[(sorted.length - 1) >> 1], sorted[sorted.length >> 1]];
  if (lower === undefined || upper === undefined) throw new RangeError("no values");
  return (lower + upper) / 2;
}

/**
 * @param share from 0, the smallest value, to 1, the largest.
 * @throws RangeError when there is no value.
 */
export function quantile(values: readonly number[], share: number): number {
  const value = [...values].sort((a, b) => a - b)[Math.round(share * (values.length - 1))];
  if (value === undefined) throw new RangeError("no values");
  return value;
}

/**
 * The median of ratios `ours / theirs`, round by round, with its 95 % interval by bootstrap (percentiles of the medians
 * of resampled rounds).
 * @param random uniform in [0, 1).
 */
export function medianRatio(ours: readonly number[], theirs: readonly number[], random = Math.random): Estimate {
  const ratios = ours.map((value, round) => value / (theirs[round] ?? Number.NaN));
  const pick = () => ratios[Math.floor(random() * ratios.length)] ?? Number.NaN;
  const medians = Array.from({ length: RESAMPLES }, () => median(ratios.map(pick)));
  return { median: median(ratios), low: quantile(medians, 0.025), high: quantile(medians, 0.975) };
}

export type Limit = { readonly atMost: number } | { readonly atLeast: number };

/** Whether a limit is kept, as far as can be told: it is broken when the whole interval lies beyond it. */
export function keeps({ low, high }: Estimate, limit: Limit): boolean {
  return "atMost" in limit ? low <= limit.atMost : high >= limit.atLeast;
}
