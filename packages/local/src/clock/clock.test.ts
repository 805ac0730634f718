import { expect, test } from "vitest";
import { LocalClock } from "./index.ts";

const HOUR = 60 * 60_000;
const settled = async () => undefined;

test("time goes on from where it was moved to", async () => {
  const clock = new LocalClock();
  const before = clock.now();
  await clock.advance(3 * HOUR, settled);
  expect(clock.now() - before).toBeGreaterThanOrEqual(3 * HOUR);
  expect(clock.now() - before).toBeLessThan(4 * HOUR);
});

test("what falls due on the way runs at its own time and in its order, also what that starts", async () => {
  const clock = new LocalClock();
  const start = clock.now();
  const ran: [string, number][] = [];
  const at = (name: string, more?: () => void) => () => {
    ran.push([name, Math.round((clock.now() - start) / HOUR)]);
    more?.();
  };
  clock.schedule(2 * HOUR, at("second"));
  clock.schedule(
    HOUR,
    at("first", () => clock.schedule(2 * HOUR, at("third"))),
  );
  clock.schedule(5 * HOUR, at("later"));
  await clock.advance(4 * HOUR, settled);
  expect(ran).toEqual([
    ["first", 1],
    ["second", 2],
    ["third", 3],
  ]);
});

test("the next timer waits until the work of the last one is done", async () => {
  const clock = new LocalClock();
  const order: string[] = [];
  let working = false;
  clock.schedule(HOUR, () => {
    order.push("starts work");
    working = true;
  });
  clock.schedule(2 * HOUR, () => order.push("next timer"));
  await clock.advance(3 * HOUR, async () => {
    if (!working) return;
    await new Promise((resolve) => setTimeout(resolve, 5));
    working = false;
    order.push("work done");
  });
  expect(order).toEqual(["starts work", "work done", "next timer"]);
});

test("a cancelled timer does not run", async () => {
  const clock = new LocalClock();
  let ran = false;
  clock
    .schedule(HOUR, () => {
      ran = true;
    })
    .cancel();
  await clock.advance(2 * HOUR, settled);
  expect(ran).toBe(false);
});

test("without being moved, timers run in real time", async () => {
  const clock = new LocalClock();
  await new Promise<void>((resolve) => clock.schedule(5, resolve));
});
