import { mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, beforeEach, expect, test } from "vitest";
import { openClock } from "./kept-clock.ts";

const DAY = 24 * 60 * 60_000;
let folder: string;

beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), "jules-clock-"));
});

afterEach(() => rm(folder, { recursive: true }));

test("a clock goes on from where it was moved to", async () => {
  const first = await openClock(folder, true);
  await first.clock.advance(3 * DAY, async () => {});
  await first.moved();

  const before = first.clock.now();
  const again = await openClock(folder, true);

  expect(again.clock.now()).toBeGreaterThanOrEqual(before);
});

test("a stack that is killed while time moves does not go back before what it wrote", async () => {
  const killed = await openClock(folder, true);
  await killed.moving(3 * DAY);
  await killed.clock.advance(2 * DAY, async () => {});

  const before = killed.clock.now();
  const again = await openClock(folder, true);

  expect(again.clock.now()).toBeGreaterThanOrEqual(before);
});

test("a clock is real time when it was never moved, was kept behind, or is not the stack's own", async () => {
  expect((await openClock(folder, true)).clock.offsetMs).toBe(0);
  await writeFile(join(folder, "clock.json"), JSON.stringify({ aheadMs: -DAY }));
  expect((await openClock(folder, true)).clock.offsetMs).toBe(0);
  await writeFile(join(folder, "clock.json"), JSON.stringify({ aheadMs: DAY }));
  expect((await openClock(folder, false)).clock.offsetMs).toBe(0);
});

test.each(["{", "[]", '{"aheadMs":"a day"}'])("a file that holds %s is named, and the way out", async (content) => {
  await writeFile(join(folder, "clock.json"), content);

  await expect(openClock(folder, true)).rejects.toThrow(/clock\.json cannot be used: .* --fresh/);
});
