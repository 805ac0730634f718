import { describe, expect, test } from "vitest";
import { createDigest, createRandom, createTimeline, drawOf } from "./index.ts";

const drawn = (random: { next(): number }, count: number) => Array.from({ length: count }, () => random.next());

describe("random numbers", () => {
  test("of one seed are the same, of two seeds are others", () => {
    expect(drawn(createRandom("a"), 5)).toEqual(drawn(createRandom("a"), 5));
    expect(drawn(createRandom("a"), 5)).not.toEqual(drawn(createRandom("b"), 5));
  });

  test("of a fork do not depend on how much was drawn before it", () => {
    const used = createRandom("a");
    drawn(used, 100);
    expect(drawn(used.fork("carrier"), 5)).toEqual(drawn(createRandom("a").fork("carrier"), 5));
    expect(drawn(used.fork("carrier"), 5)).not.toEqual(drawn(used.fork("people"), 5));
  });

  test("fill their range evenly", () => {
    const random = createRandom("even");
    const tenths = Array.from({ length: 10 }, () => 0);
    for (let count = 0; count < 100_000; count++) tenths[random.below(10)] = (tenths[random.below(10)] ?? 0) + 1;
    for (const times of tenths) expect(Math.abs(times - 10_000)).toBeLessThan(500);
  });

  test("under a name are even too, and others for each time", () => {
    const draws = Array.from({ length: 10_000 }, (_, nth) => drawOf(7, "turn/1", nth));
    expect(new Set(draws).size).toBeGreaterThan(9_990);
    expect(draws.reduce((sum, draw) => sum + draw, 0) / draws.length).toBeCloseTo(0.5, 1);
  });
});

describe("the timeline", () => {
  test("lets things happen in the order of time, and at one moment in the order of asking", async () => {
    const timeline = createTimeline(1_000);
    const happened: string[] = [];
    const note = (name: string) => () => void happened.push(`${name} ${timeline.nowMs}`);
    timeline.at(3_000, note("late"));
    timeline.at(2_000, note("first"));
    timeline.at(2_000, note("second"));
    timeline.after(500, note("soon"));
    timeline.at(0, note("past"));
    await timeline.run(2_500);
    expect(happened).toEqual(["past 1000", "soon 1500", "first 2000", "second 2000"]);
    expect(timeline.nowMs).toBe(2_500);
    await timeline.run(10_000);
    expect(happened.at(-1)).toBe("late 3000");
  });

  test("happens in order however much there is", async () => {
    const timeline = createTimeline(0);
    const random = createRandom("heap");
    const happened: number[] = [];
    for (let count = 0; count < 5_000; count++) {
      const atMs = random.below(100_000);
      timeline.at(atMs, () => void happened.push(atMs));
    }
    await timeline.run(100_000);
    expect(happened).toEqual(happened.toSorted((one, other) => one - other));
    expect(happened).toHaveLength(5_000);
  });

  test("lets code that was resumed run on until it awaits, before the next event", async () => {
    const timeline = createTimeline(0);
    const happened: string[] = [];
    timeline.at(10, () => {
      timeline.woke();
      void (async () => {
        for (let step = 0; step < 50; step++) await Promise.resolve();
        happened.push("code");
      })();
    });
    timeline.at(10, () => void happened.push("event"));
    await timeline.run(20);
    expect(happened).toEqual(["code", "event"]);
  });

  test("ends when it is stopped, and with what an event throws", async () => {
    const timeline = createTimeline(0);
    timeline.at(10, () => timeline.stop());
    timeline.at(20, () => {
      throw new Error("broken");
    });
    await timeline.run(100);
    expect(timeline.nowMs).toBe(10);
    await expect(timeline.run(100)).rejects.toThrow("broken");
  });
});

test("a digest knows order and every character", () => {
  const digestOf = (...facts: readonly string[]) => {
    const digest = createDigest();
    for (const fact of facts) digest.add(fact);
    return digest.value();
  };
  expect(digestOf("a", "b")).toBe(digestOf("a", "b"));
  expect(
    new Set([digestOf("a", "b"), digestOf("b", "a"), digestOf("ab"), digestOf("a", "c"), digestOf("a")]).size,
  ).toBe(5);
});
