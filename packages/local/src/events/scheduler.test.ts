import { describe, expect, test } from "vitest";
import { LocalClock } from "../clock/index.ts";
import type { InvocationResult } from "../lambda/index.ts";
import { Scheduler } from "./index.ts";

const minuteMs = 60_000;
const dayMs = 24 * 60 * minuteMs;

/** A scheduler with one function, `sweeper`, that runs every minute, and the minutes it ran at. */
function aScheduler(onRun: (minute: number, scheduler: Scheduler) => void = () => {}, expression = "rate(1 minute)") {
  const clock = new LocalClock();
  const startedAt = clock.now();
  const minutes: number[] = [];
  const events: unknown[] = [];
  let running = 0;
  const scheduler = new Scheduler({
    clock,
    accountId: "000000000000",
    region: "us-east-1",
    schedules: [{ name: "sweeper", ruleName: "dev-sweeper", expression, functionArn: "arn:sweeper", input: undefined }],
    invoke: async (_arn, event): Promise<InvocationResult> => {
      running++;
      const minute = Math.round((clock.now() - startedAt) / minuteMs);
      minutes.push(minute);
      events.push(event);
      await new Promise((resolve) => setImmediate(resolve));
      onRun(minute, scheduler);
      running--;
      return { kind: "returned", payload: null };
    },
  });
  const settle = async () => {
    do await new Promise((resolve) => setImmediate(resolve));
    while (running > 0);
  };
  return { clock, scheduler, minutes, events, advance: (ms: number) => scheduler.advance(ms, settle) };
}

test("a schedule runs at every due time of a short jump", async () => {
  const { minutes, advance } = aScheduler();

  await advance(5.5 * minuteMs);

  expect(minutes).toEqual([1, 2, 3, 4, 5]);
});

test("its function gets EventBridge's event", async () => {
  const { events, advance } = aScheduler();

  await advance(minuteMs + 500);

  expect(events).toEqual([
    {
      version: "0",
      id: expect.any(String),
      "detail-type": "Scheduled Event",
      source: "aws.events",
      account: "000000000000",
      time: expect.stringMatching(/^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\dZ$/),
      region: "us-east-1",
      resources: ["arn:aws:events:us-east-1:000000000000:rule/dev-sweeper"],
      detail: {},
    },
  ]);
});

describe("a month in one jump", () => {
  const month = 30 * dayMs + minuteMs / 2;
  const stride = Math.ceil(month / 30 / minuteMs);

  test("skips idle runs: the first three, then a thirtieth of the way apart, and the last due time", async () => {
    const { minutes, advance } = aScheduler();

    await advance(month);

    expect(minutes.slice(0, 4)).toEqual([1, 2, 3, 3 + stride]);
    expect(minutes.length).toBeLessThan(40);
    expect(minutes.at(-1)).toBe(30 * 24 * 60);
  });

  test("goes back to every due time when a run has written something", async () => {
    const found = 3 + stride;
    const { minutes, advance } = aScheduler((minute, scheduler) => {
      if (minute === found) scheduler.noteWrite();
    });

    await advance(month);

    expect(minutes.slice(3, 8)).toEqual([found, found + 1, found + 2, found + 3, found + 3 + stride]);
  });

  test("goes back to every due time when something else writes on the way", async () => {
    const { clock, scheduler, minutes, advance } = aScheduler();
    clock.schedule(100.5 * minuteMs, () => scheduler.noteWrite());

    await advance(month);

    expect(minutes.slice(0, 7)).toEqual([1, 2, 3, 101, 102, 103, 103 + stride]);
  });

  test("runs a daily schedule on every day", async () => {
    const { minutes, advance } = aScheduler(() => {}, "rate(1 day)");

    await advance(month);

    expect(minutes).toEqual(Array.from({ length: 30 }, (_, day) => (day + 1) * 24 * 60));
  });
});

test("a schedule can be run by name at any time", async () => {
  const { scheduler, minutes } = aScheduler();

  expect(await scheduler.runNow("sweeper")).toEqual({ kind: "returned", payload: null });
  expect(await scheduler.runNow("retention")).toBeUndefined();
  expect(scheduler.names).toEqual(["sweeper"]);
  expect(minutes).toEqual([0]);
});
