import { describe, expect, test } from "vitest";
import { parseScheduleExpression } from "./schedule-expression.ts";

const startedAt = Date.parse("2026-11-23T22:30:30Z");

function nextTimes(expression: string, count: number, after = startedAt): string[] {
  const schedule = parseScheduleExpression(expression, startedAt);
  const times: string[] = [];
  for (let time = after; times.length < count; ) {
    time = schedule.next(time);
    times.push(new Date(time).toISOString().slice(0, 16));
  }
  return times;
}

test.each([
  ["rate(1 minute)", ["2026-11-23T22:31", "2026-11-23T22:32"]],
  ["rate(6 hours)", ["2026-11-24T04:30", "2026-11-24T10:30"]],
  ["cron(0/15 * * * ? *)", ["2026-11-23T22:45", "2026-11-23T23:00"]],
  ["cron(5 3 * * ? *)", ["2026-11-24T03:05", "2026-11-25T03:05"]],
  ["cron(0 12 1,15 * ? *)", ["2026-12-01T12:00", "2026-12-15T12:00"]],
  ["cron(30 9 ? * MON-FRI *)", ["2026-11-24T09:30", "2026-11-25T09:30"]],
  ["cron(0 0 29 FEB ? *)", ["2028-02-29T00:00", "2032-02-29T00:00"]],
])("%s is due at", (expression, times) => {
  expect(nextTimes(expression, 2)).toEqual(times);
});

test("a due time itself is not the next one", () => {
  expect(nextTimes("cron(0 12 * * ? *)", 1, Date.parse("2026-11-24T12:00:00Z"))).toEqual(["2026-11-25T12:00"]);
});

test("a year that is over is never due", () => {
  expect(parseScheduleExpression("cron(0 0 1 1 ? 2020)", startedAt).next(startedAt)).toBe(Number.POSITIVE_INFINITY);
});

describe("refused", () => {
  test.each([
    "every minute",
    "rate(0 minutes)",
    "cron(* * * * *)",
    "cron(0 0 L * ? *)",
    "cron(0 0 ? * MON#1 *)",
    "cron(60 * * * ? *)",
    "cron(0/0 * * * ? *)",
  ])("%s", (expression) => {
    expect(() => parseScheduleExpression(expression, startedAt)).toThrow();
  });
});
