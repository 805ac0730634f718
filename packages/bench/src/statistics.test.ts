import { describe, expect, test } from "vitest";
import { keeps, median, medianRatio, quantile } from "./statistics.ts";

/** The same numbers on every run (Lehmer, minimal standard). */
function repeatable(): () => number {
  let state = 1;
  return () => {
    state = (state * 48_271) % 2_147_483_647;
    return state / 2_147_483_647;
  };
}

test("the median is the middle, or halfway between the two in the middle", () => {
  expect(median([3, 1, 2])).toBe(2);
  expect(median([4, 1, 3, 2])).toBe(2.5);
  expect(() => median([])).toThrow(RangeError);
});

test("a quantile is one of the values", () => {
  expect([0, 0.5, 0.95, 1].map((share) => quantile([30, 10, 50, 20, 40], share))).toEqual([10, 30, 50, 50]);
  expect(() => quantile([], 0.5)).toThrow(RangeError);
});

describe("a ratio", () => {
  test("is taken round by round, so that a slow round does not count", () => {
    const ratio = medianRatio([10, 200, 10, 12, 8], [10, 200, 10, 12, 8], repeatable());
    expect(ratio).toEqual({ median: 1, low: 1, high: 1 });
  });

  test("has an interval that holds most of what was seen around the median", () => {
    const ours = Array.from({ length: 31 }, (_, round) => 100 + (round % 5));
    const { median: middle, low, high } = medianRatio(ours, Array(31).fill(100), repeatable());
    expect(low).toBeGreaterThanOrEqual(1);
    expect(low).toBeLessThanOrEqual(middle);
    expect(high).toBeGreaterThanOrEqual(middle);
    expect(high).toBeLessThanOrEqual(1.04);
  });
});

describe("a limit", () => {
  const estimate = { median: 1.2, low: 1.1, high: 1.3 };

  test("is broken only when the whole interval is beyond it", () => {
    expect(keeps(estimate, { atMost: 1.15 })).toBe(true);
    expect(keeps(estimate, { atMost: 1.09 })).toBe(false);
    expect(keeps(estimate, { atLeast: 1.25 })).toBe(true);
    expect(keeps(estimate, { atLeast: 1.31 })).toBe(false);
  });
});
