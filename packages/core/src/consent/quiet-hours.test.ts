import { describe, expect, test } from "vitest";
import { type Instant, instant, type PhoneNumber } from "../kernel/index.ts";
import type { TimeZone } from "../numbering/index.ts";
import { limitsAt } from "../rules/index.ts";
import { mayTextFirstAt } from "./index.ts";

const inAreaCode = (code: string) => `+1${code}5550123` as PhoneNumber;
const limits = limitsAt(instant("2026-11-20T17:00:00.000Z"));

describe("the hours at which somebody may be texted first", () => {
  test.each<[string, string, string, string]>([
    ["New York", "212", "2026-11-20", "13:00-00:59"],
    ["Chicago", "312", "2026-11-20", "14:00-01:59"],
    ["Denver", "303", "2026-11-20", "15:00-02:59"],
    ["Los Angeles", "213", "2026-11-20", "16:00-03:59"],
  ])("are 8:00 to 20:00 in %s (%s)", (_name, code, day, expected) => {
    expect(windowFrom(`${day}T12:00:00Z`, inAreaCode(code))).toBe(expected);
  });

  test.each<[string, string, string, string]>([
    ["Honolulu", "808", "2026-11-20T12:00:00Z", "18:00-05:59"],
    ["Anchorage, of which a part has the clocks of Hawaii", "907", "2026-11-20T12:00:00Z", "18:00-04:59"],
    ["San Juan", "787", "2026-11-20T10:00:00Z", "12:00-23:59"],
    ["Guam", "671", "2026-11-20T12:00:00Z", "22:00-09:59"],
    ["Phoenix in winter", "602", "2026-11-20T12:00:00Z", "15:00-02:59"],
    ["Phoenix in summer, whose clocks are not moved", "602", "2026-07-20T12:00:00Z", "15:00-02:59"],
    ["the Florida Panhandle, in two zones", "850", "2026-11-20T12:00:00Z", "14:00-00:59"],
    ["a number of no place: 11:00 to 20:00 in New York", "800", "2026-11-20T12:00:00Z", "16:00-00:59"],
    ["New York on the day before the clocks go forward", "212", "2026-03-07T11:00:00Z", "13:00-00:59"],
    ["New York on the day they do", "212", "2026-03-08T11:00:00Z", "12:00-23:59"],
    ["New York on the day before they go back", "212", "2026-10-31T11:00:00Z", "12:00-23:59"],
    ["New York on the day they do (back)", "212", "2026-11-01T11:00:00Z", "13:00-00:59"],
    ["a number of no place, on the day they go forward", "800", "2026-03-08T11:00:00Z", "15:00-23:59"],
  ])("%s (%s) from %s: %s", (_name, code, from, expected) => {
    expect(windowFrom(from, inAreaCode(code))).toBe(expected);
  });

  test.each<[string, TimeZone, string]>([
    ["212", "America/New_York", "13:00-00:59"],
    ["212", "America/Los_Angeles", "16:00-00:59"],
    ["213", "America/New_York", "16:00-00:59"],
    ["800", "America/Los_Angeles", "16:00-03:59"],
    ["212", "Pacific/Honolulu", "18:00-00:59"],
    ["212", "Pacific/Guam", "22:00-00:59"],
  ])("of %s who says to live in %s are those that suit both: %s", (code, stated, expected) => {
    expect(windowFrom("2026-11-20T12:00:00Z", inAreaCode(code), stated)).toBe(expected);
  });

  test("every zone has twelve hours a day, on days when clocks are moved too", () => {
    for (const code of ["212", "312", "303", "213", "602", "787", "808", "671", "684"]) {
      for (const day of ["2026-03-08", "2026-11-01", "2026-12-31", "2027-01-31"]) {
        const from = Date.parse(`${day}T00:00:00Z`);
        const minutes = Array.from({ length: 24 * 60 }, (_, minute) => instant(from + minute * 60_000));
        const open = minutes.filter((at: Instant) => mayTextFirstAt(inAreaCode(code), at, limits)).length;
        // A day of UTC holds parts of two days of theirs, whose hours differ by the one that the clock was moved.
        expect(Math.abs(open - 12 * 60)).toBeLessThanOrEqual(60);
      }
    }
  });
});

/** From the first minute after `from` at which it may be, to the last one in a row, as UTC. */
function windowFrom(from: string, number: PhoneNumber, stated?: TimeZone): string {
  const may = (at: number) => mayTextFirstAt(number, instant(at), limits, stated);
  const hourOf = (at: number) => instant(at).slice(11, 16);
  let first = Date.parse(from);
  while (!may(first)) first += 60_000;
  let last = first;
  while (may(last + 60_000)) last += 60_000;
  return `${hourOf(first)}-${hourOf(last)}`;
}
