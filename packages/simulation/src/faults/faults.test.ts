import { expect, test } from "vitest";
import { createRandom, createTimeline } from "../engine/index.ts";
import { ALL, CALM, createFaults } from "./index.ts";

const UNTIL_MS = 900_000;

/** What a plan does to a thousand await points of as many invocations. */
function met(only?: ReadonlySet<string>, weather = ALL) {
  const timeline = createTimeline(0);
  const faults = createFaults({ weather, seed: 5, timeline, untilMs: UNTIL_MS, only });
  const random = createRandom("faults");
  const kinds = Array.from({ length: 5_000 }, (_, index) => {
    const invocation = `turn/${index}/1`;
    return faults.at(
      { invocation, number: 3, service: "table", operation: "UpdateCommand", atMs: 0 },
      random.fork(invocation),
    );
  });
  return { faults, kinds };
}

test("of two runs with one seed the same goes wrong", () => {
  expect(met().kinds).toEqual(met().kinds);
  expect(met().faults.happened.length).toBeGreaterThan(20);
});

test("where it is calm nothing goes wrong", () => {
  expect(met(undefined, CALM).faults.happened).toEqual([]);
});

test("leaving some faults out moves none of the others", () => {
  const all = met();
  const kept = all.faults.happened.filter((_, index) => index % 3 === 0);
  const some = met(new Set(kept));
  expect(some.faults.happened).toEqual(kept);
  for (const [index, fault] of some.kinds.entries()) if (fault) expect(fault).toEqual(all.kinds[index]);
});

test("after their time nothing goes wrong any more", async () => {
  const timeline = createTimeline(0);
  const faults = createFaults({ weather: ALL, seed: 5, timeline, untilMs: 10, only: undefined });
  await timeline.run(10);
  expect(faults.happens("callback-duplicated", () => "text")).toBe(false);
  const points = Array.from({ length: 1_000 }, (_, index) => `turn/${index}/1`);
  for (const invocation of points) {
    const point = { invocation, number: 1, service: "table", operation: "GetCommand", atMs: 10 } as const;
    expect(faults.at(point, createRandom(invocation))).toBeUndefined();
  }
});
