import { describe, expect, test } from "vitest";
import { enumerate, SCENARIOS } from "./index.ts";

/** Pairs grow with the square of the await points; the rest of them is for `npm run simulate -- --crashes`. */
const EVERY_NTH_PAIR = 60;

describe("a sandbox that is lost, or overtaken, at any await point", () => {
  test.each(SCENARIOS.map((scenario) => [scenario.name, scenario] as const))("during %s", async (_name, scenario) => {
    const { broken, points, singles, pairs } = await enumerate(scenario, { everyNthPair: EVERY_NTH_PAIR });
    expect(broken).toEqual([]);
    expect(points).toBeGreaterThanOrEqual(8);
    expect(singles).toBe(3 * points);
    expect(pairs).toBeGreaterThan(points / 8);
  });
});
