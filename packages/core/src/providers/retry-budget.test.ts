import { expect, test } from "vitest";
import { earned, type RetryBudget, spent, startBudget } from "./retry-budget.ts";

/** How many retries it pays for in a row. */
function retriesIn(budget: RetryBudget): number {
  let left: RetryBudget | undefined = budget;
  let retries = -1;
  for (; left; retries++) left = spent(left);
  return retries;
}

const empty: RetryBudget = { fifths: 0, at: 0 };

test("at the start there are five retries", () => {
  expect(retriesIn(startBudget(0))).toBe(5);
});

test("five first attempts bring in a retry", () => {
  expect(retriesIn(earned(empty, 4, 0))).toBe(0);
  expect(retriesIn(earned(empty, 5, 0))).toBe(1);
});

test("thirty seconds bring in a retry, in however many steps they pass", () => {
  expect(retriesIn(earned(empty, 0, 29_999))).toBe(0);
  expect(retriesIn(earned(empty, 0, 30_000))).toBe(1);
  let budget = empty;
  for (let at = 1_000; at <= 30_000; at += 1_000) budget = earned(budget, 0, at);
  expect(budget.fifths).toBeCloseTo(5);
});

test("no more than a hundred are saved up", () => {
  expect(retriesIn(earned(empty, 10_000, 0))).toBe(100);
  expect(retriesIn(earned(empty, 0, 86_400_000))).toBe(100);
});
