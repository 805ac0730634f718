import { expect, test } from "vitest";
import { textThoughts } from "./index.ts";

const SEEDS = ["one"];

test.each(SEEDS)(
  "a burst within two seconds gets one answer in 98 of 100, seed %s",
  { timeout: 180_000 },
  async (seed) => {
    const { bursts, answered, waitedMs } = await textThoughts(seed);
    expect(answered).toEqual({ count: 1_000, of: 1_000 });
    expect(bursts.of).toBe(500);
    expect(bursts.count / bursts.of).toBeGreaterThanOrEqual(0.98);
    const sorted = waitedMs.toSorted((one, other) => one - other);
    expect(sorted.length).toBeGreaterThanOrEqual(1_000);
    expect(sorted[sorted.length >> 1]).toBeLessThanOrEqual(1_000);
    expect(sorted[0]).toBe(0);
  },
);
