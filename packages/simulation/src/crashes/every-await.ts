import { describe, expect, test } from "vitest";
import { enumerate, SCENARIOS } from "./index.ts";

/** Of a plain turn many pairs are tried, of other stories some; all of them are for `npm run simulate -- --crashes`. */
const CLOSELY = new Set(["a plain turn", "a crisis"]);
const EVERY_NTH_PAIR_CLOSELY = 15;
const EVERY_NTH_PAIR = 150;

/** The stories in two halves, each a test file of its own, so that two cores share them. */
export function everyAwait(half: 0 | 1): void {
  const scenarios = SCENARIOS.filter((_scenario, index) => index % 2 === half);
  describe("a sandbox that is lost, or overtaken, at any await point", () => {
    test.each(scenarios.map((scenario) => [scenario.name, scenario] as const))(
      "during %s",
      { timeout: 180_000 },
      async (_name, scenario) => {
        const { broken, points, singles, pairs } = await enumerate(scenario, {
          everyNthPair: CLOSELY.has(scenario.name) ? EVERY_NTH_PAIR_CLOSELY : EVERY_NTH_PAIR,
        });
        expect(broken).toEqual([]);
        expect(points).toBeGreaterThanOrEqual(8);
        expect(singles).toBe(3 * points);
        expect(pairs).toBeGreaterThan(points / 25);
      },
    );
  });
}
