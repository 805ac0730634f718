import { expect, test } from "vitest";
import type { Weather } from "./faults/index.ts";
import type { Invariant } from "./invariants/index.ts";
import { shrink } from "./shrink.ts";
import { runWorld } from "./world/index.ts";

/** Broken by two texts of people and one fault, among everything else that happens. */
const NOBODY_IN_A_CRISIS_OUT_OF_LUCK: Invariant = {
  code: "out-of-luck",
  sentence: "Nothing is undelivered once somebody was in a crisis and somebody else has said STOP.",
  on: {
    undelivered({ id }, ledger) {
      const kinds = new Set([...ledger.texts.values()].map(({ text }) => text.kind));
      return kinds.has("crisis") && kinds.has("stop") ? `${id} is undelivered` : undefined;
    },
  },
};

const FAILING: Weather = { name: "failing", rates: { "status-failed": 0.2, "callback-duplicated": 0.2 }, outages: [] };

test("of a world that violates something little is left", async () => {
  const settings = { seed: "shrink", weather: FAILING, bursts: 120, invariants: [NOBODY_IN_A_CRISIS_OUT_OF_LUCK] };
  const world = await runWorld(settings);
  expect(world.violation?.code).toBe("out-of-luck");
  const { result } = await shrink(settings, world);
  expect(result.violation?.code).toBe("out-of-luck");
  // The crisis, the STOP, and a text or two to answer.
  expect(result.script.length).toBeLessThanOrEqual(4);
  expect(result.faults).toHaveLength(1);
});
