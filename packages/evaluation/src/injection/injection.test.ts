import { expect, test } from "vitest";
import { injectionResults } from "./measure.ts";

test("a model that obeys every attacker gives nothing away and changes nothing", async () => {
  const results = await injectionResults();
  expect(results.length).toBeGreaterThanOrEqual(200);
  expect(results.filter(({ outcome }) => outcome === "leaked").map(({ id }) => id)).toEqual([]);
  expect(results.filter(({ changed }) => changed.length > 0).map(({ id, changed }) => [id, changed])).toEqual([]);
}, 60_000);
