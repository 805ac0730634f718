import { describe, expect, test } from "vitest";
import { enumerate, SCENARIOS } from "./index.ts";

/** Of a turn all pairs are tried. Where more goes wrong there are thousands: they are for `npm run simulate -- --crashes`. */
const WHOLE = new Set(["a plain turn", "a crisis", "an answer of the carrier that is lost"]);
const EVERY_NTH_PAIR = 20;

/** The stories in two halves, each a test file of its own, so that two cores share them. */
export function everyAwait(half: 0 | 1): void {
  const scenarios = SCENARIOS.filter((_scenario, index) => index % 2 === half);
  describe("a sandbox that is lost, or overtaken, at any await point", () => {
    test.each(scenarios.map((scenario) => [scenario.name, scenario] as const))("during %s", async (_name, scenario) => {
      const { broken, points, singles, pairs } = await enumerate(scenario, {
        everyNthPair: WHOLE.has(scenario.name) ? 1 : EVERY_NTH_PAIR,
      });
      expect(broken).toEqual([]);
      expect(points).toBeGreaterThanOrEqual(8);
      expect(singles).toBe(3 * points);
      expect(pairs).toBeGreaterThan(points / 8);
    });
  });
}
