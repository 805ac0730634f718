import { afterEach, describe, expect, test } from "vitest";
import { ALL, CALM } from "./faults/index.ts";
import { worldOf } from "./run.ts";
import { runShared } from "./workers.ts";
import { runWorld } from "./world/index.ts";

/** A million is for `npm run simulate`. */
const TURNS = 2_000;
const WORKERS = 2;

test("whatever goes wrong, nothing is violated", { timeout: 400_000 }, async () => {
  const totals = await runShared({ seed: "test", turns: TURNS }, WORKERS);
  expect(totals.broken).toBeUndefined();
  expect(totals.turns).toBeGreaterThanOrEqual(TURNS);
  // Of everything that can go wrong something did.
  const faults = Object.fromEntries(totals.faults);
  expect(faults["callback-duplicated"]).toBeGreaterThan(totals.texts / 20);
  expect((faults["crash-before"] ?? 0) + (faults["crash-after"] ?? 0)).toBeGreaterThan(TURNS / 50);
  for (const kind of [
    "freeze-after",
    "zombie",
    "outage",
    "carrier.unheard",
    "table.repeated",
    "status-late",
  ] as const) {
    expect(faults[kind]).toBeGreaterThan(0);
  }
});

describe("a seed", () => {
  test("decides everything: two runs do the same, to the last effect", async () => {
    const settings = worldOf("same", 1);
    const [one, other] = [await runWorld(settings), await runWorld(settings)];
    expect(other.digest).toBe(one.digest);
    expect([other.faults, other.invocations, other.events]).toEqual([one.faults, one.invocations, one.events]);
  });

  test("makes another world than another seed", async () => {
    const one = await runWorld({ seed: "one", weather: CALM, bursts: 20 });
    const other = await runWorld({ seed: "other", weather: CALM, bursts: 20 });
    expect(other.digest).not.toBe(one.digest);
  });
});

describe("the machine's clock and dice", () => {
  const real = { Date, random: Math.random, setTimeout };
  afterEach(() => {
    globalThis.Date = real.Date;
    Math.random = real.random;
    globalThis.setTimeout = real.setTimeout;
  });

  test("are never asked", async () => {
    const asked = new Set<string>();
    class WatchedDate extends real.Date {
      constructor(...given: [number | string | Date] | []) {
        if (given.length === 0) asked.add("new Date()");
        super(...(given as [number]));
      }
      static override now(): number {
        asked.add("Date.now()");
        return real.Date.now();
      }
    }
    globalThis.Date = WatchedDate as DateConstructor;
    Math.random = () => {
      asked.add("Math.random()");
      return real.random();
    };
    globalThis.setTimeout = ((...given: Parameters<typeof setTimeout>) => {
      asked.add("setTimeout()");
      return real.setTimeout(...given);
    }) as typeof setTimeout;
    const world = await runWorld({ seed: "clock", weather: ALL, bursts: 150 });
    expect(world.invocations).toBeGreaterThan(300);
    expect([...asked]).toEqual([]);
  });
});
