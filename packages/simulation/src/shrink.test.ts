import { expect, test } from "vitest";
import type { Weather } from "./faults/index.ts";
import type { Invariant } from "./invariants/index.ts";
import { shrink } from "./shrink.ts";
import { runWorld } from "./world/index.ts";

/** Broken by two texts and one fault, among everything else that happens. */
const NO_CRISIS_TWICE: Invariant = {
  code: "no-crisis-twice",
  sentence: "Once somebody has said STOP, no text of a crisis is brought a second time.",
  on: {
    arrived({ text }, ledger) {
      const isFirst = ledger.texts.get(text.id)?.firstArrivedAtMs === ledger.nowMs;
      const hasStopped = [...ledger.texts.values()].some((record) => record.text.kind === "stop");
      return text.kind === "crisis" && !isFirst && hasStopped ? `${text.id} came again` : undefined;
    },
  },
};

const TWICE: Weather = { name: "twice", rates: { "callback-duplicated": 0.4, "status-late": 0.4 }, outages: [] };

test("of a world that violates something only what matters is left", async () => {
  const settings = { seed: "k", weather: TWICE, bursts: 50, invariants: [NO_CRISIS_TWICE] };
  const world = await runWorld(settings);
  expect(world.violation?.code).toBe("no-crisis-twice");
  expect(world.faults.length).toBeGreaterThan(20);
  const { result } = await shrink(settings, world);
  expect(result.violation?.code).toBe("no-crisis-twice");
  const kinds = result.script
    .flatMap((action) => (action.kind === "burst" ? action.texts : []))
    .map(({ kind }) => kind);
  expect(kinds.toSorted()).toEqual(["crisis", "stop"]);
  expect(result.faults).toEqual([expect.stringMatching(/:callback-duplicated$/)]);
});
