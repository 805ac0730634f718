import { describe, expect, test } from "vitest";
import { type Instant, instant, instantPlus, millisecondsOf } from "../kernel/index.ts";
import { TIME_ZONES } from "../preferences/index.ts";
import { instantOf, instantsOf, type LocalTime, localTimeOf, plusDays } from "./wall-clock.ts";

const local = (value: string) => value as LocalTime;
const MINUTE_MS = 60_000;

describe("a time on somebody's clock", () => {
  test.each([
    ["a winter's morning", "2026-11-27T09:00", "America/Los_Angeles", "2026-11-27T17:00:00.000Z"],
    ["a summer's morning", "2026-07-01T09:00", "America/Los_Angeles", "2026-07-01T16:00:00.000Z"],
    ["a summer where clocks are never moved", "2026-07-01T09:00", "America/Phoenix", "2026-07-01T16:00:00.000Z"],
    ["the first of two, when clocks go back", "2026-11-01T01:30", "America/New_York", "2026-11-01T05:30:00.000Z"],
    ["the first minute after the jump", "2027-03-14T02:30", "America/New_York", "2027-03-14T07:00:00.000Z"],
    ["the same from its first minute on", "2027-03-14T02:00", "America/Denver", "2027-03-14T09:00:00.000Z"],
    ["a day that began elsewhere", "2026-11-27T09:00", "Pacific/Guam", "2026-11-26T23:00:00.000Z"],
  ] as const)("is %s", (_name, at, timeZone, moment) => {
    expect(instantOf(local(at), timeZone)).toBe(moment);
  });

  test("is shown twice when clocks go back, and is one after the other", () => {
    expect(instantsOf(local("2026-11-01T01:30"), "America/Chicago")).toEqual([
      "2026-11-01T06:30:00.000Z",
      "2026-11-01T07:30:00.000Z",
    ]);
  });

  test.each(["2026-13-01T09:00", "tomorrow", ""])("is none: %j", (value) => {
    expect(() => instantOf(local(value), "America/Denver")).toThrow(RangeError);
  });
});

/** Around both changes of both years, and some days of the year. */
const DAYS = [
  ...["2026-03-07", "2026-03-08", "2026-11-01", "2026-11-02", "2026-12-31"],
  ...["2027-03-13", "2027-03-14", "2027-11-07", "2027-11-08"],
];

test.each(TIME_ZONES)("every half hour around every change is found again in %s", (timeZone) => {
  for (const day of DAYS) {
    let before: Instant | undefined;
    for (let minute = 0; minute < 24 * 60; minute += 30) {
      const time = `${String(Math.floor(minute / 60)).padStart(2, "0")}:${String(minute % 60).padStart(2, "0")}`;
      const wanted = local(`${day}T${time}`);
      const all = instantsOf(wanted, timeZone);
      const [first] = all;
      const shown = localTimeOf(first, timeZone);
      // A time that exists is shown; one that does not is the first that does, and nothing lies between.
      if (shown !== wanted) {
        expect(shown > wanted).toBe(true);
        expect(localTimeOf(instantPlus(first, -MINUTE_MS), timeZone) < wanted).toBe(true);
      }
      expect(all.every((at) => localTimeOf(at, timeZone) === shown)).toBe(true);
      expect(before === undefined || first >= before).toBe(true);
      before = first;
    }
  }
});

test.each(TIME_ZONES)("every half hour that passes in %s is found by what its clocks show", (timeZone) => {
  for (const day of DAYS) {
    const midnight = millisecondsOf(instant(`${day}T00:00:00Z`));
    for (let at = midnight; at < midnight + 24 * 60 * MINUTE_MS; at += 30 * MINUTE_MS) {
      expect(instantsOf(localTimeOf(instant(at), timeZone), timeZone)).toContain(instant(at));
    }
  }
});

test("days on the calendar are days, however long they are", () => {
  expect(plusDays(local("2026-10-31T09:00"), 1)).toBe("2026-11-01T09:00");
  expect(plusDays(local("2026-12-31T23:59"), 1)).toBe("2027-01-01T23:59");
  expect(plusDays(local("2027-02-28T09:00"), 7)).toBe("2027-03-07T09:00");
});
