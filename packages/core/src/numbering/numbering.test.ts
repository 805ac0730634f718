import { describe, expect, test } from "vitest";
import type { PhoneNumber } from "../kernel/index.ts";
import { AREA_CODES, stateOf, timeZoneOf, timeZonesOf } from "./index.ts";
import { ALSO_IN, ZONES } from "./states.ts";

const inAreaCode = (code: string) => `+1${code}5550123` as PhoneNumber;
const ALL_CODES = Object.values(AREA_CODES).flatMap((codes) => codes.split(" "));

describe("the state of a number", () => {
  test.each([
    ["415", "CA"],
    ["628", "CA"],
    ["212", "NY"],
    ["917", "NY"],
    ["206", "WA"],
    ["503", "OR"],
    ["303", "CO"],
    ["983", "CO"],
    ["202", "DC"],
    ["907", "AK"],
    ["808", "HI"],
    ["787", "PR"],
    ["340", "VI"],
    ["671", "GU"],
    ["670", "MP"],
    ["684", "AS"],
  ])("%s is in %s", (code, state) => {
    expect(stateOf(inAreaCode(code))).toBe(state);
  });

  test.each([
    ["Toronto", "416"],
    ["Vancouver", "604"],
    ["Bermuda", "441"],
    ["Jamaica", "876"],
    ["the Dominican Republic", "809"],
    ["a toll-free code", "800"],
    ["a new toll-free code", "833"],
    ["a premium code", "900"],
    ["a personal code", "500"],
    ["a code that nobody has", "999"],
    ["a service code", "911"],
  ])("%s (%s) is none of ours", (_name, code) => {
    expect(stateOf(inAreaCode(code))).toBeUndefined();
    expect(timeZoneOf(inAreaCode(code))).toBeUndefined();
  });

  test.each(["+447911123456", "+525512345678", "+1415555012", "+141555501234", "+14151550123"])(
    "%s is no number of the North American plan",
    (number) => {
      expect(stateOf(number as PhoneNumber)).toBeUndefined();
    },
  );
});

describe("the area codes", () => {
  test("belong to one state each", () => {
    expect(new Set(ALL_CODES).size).toBe(ALL_CODES.length);
  });

  test("have the form that the plan prescribes: no 0 or 1 in front, no 9 in the middle, no N11", () => {
    expect(ALL_CODES.filter((code) => !/^[2-9][0-8]\d$/.test(code) || code.endsWith("11"))).toEqual([]);
  });

  test("cover the fifty states, the capital and five territories, each in one zone", () => {
    const states = Object.keys(AREA_CODES);
    expect(states).toHaveLength(56);
    expect(Object.values(ZONES).flat().sort()).toEqual(states.sort());
  });

  test("all have a state and a zone that the platform knows", () => {
    for (const code of ALL_CODES) {
      expect(stateOf(inAreaCode(code))).toBeDefined();
      const timeZone = timeZoneOf(inAreaCode(code));
      expect(() => new Intl.DateTimeFormat("en-US", { timeZone })).not.toThrow();
    }
  });
});

describe("the clocks of a number", () => {
  test.each([
    ["the Florida Panhandle", "850", ["America/New_York", "America/Chicago"]],
    ["eastern Oregon", "541", ["America/Denver", "America/Los_Angeles"]],
    ["Alaska with its islands", "907", ["America/Anchorage", "Pacific/Honolulu"]],
    ["San Francisco, in one zone", "415", ["America/Los_Angeles"]],
    ["Toronto, of which nothing is known", "416", []],
  ])("%s (%s): all that it may have are %j", (_name, code, zones) => {
    expect(timeZonesOf(inAreaCode(code))).toEqual(zones);
  });

  test("of a code that reaches into a second zone are two, and never the same one twice", () => {
    for (const code of Object.values(ALSO_IN).flatMap((codes) => codes.split(" "))) {
      const zones = timeZonesOf(inAreaCode(code));
      expect([code, new Set(zones).size]).toEqual([code, 2]);
    }
  });

  test.each([
    ["New York", "212", "America/New_York"],
    ["Nashville, in a state of two zones", "615", "America/Chicago"],
    ["Knoxville, in the same state", "865", "America/New_York"],
    ["El Paso, in a state of two zones", "915", "America/Denver"],
    ["Houston, in the same state", "713", "America/Chicago"],
    ["Phoenix, whose clocks are never moved", "602", "America/Phoenix"],
    ["Portland, in a state of two zones", "503", "America/Los_Angeles"],
    ["Las Vegas", "702", "America/Los_Angeles"],
    ["Honolulu", "808", "Pacific/Honolulu"],
    ["San Juan", "787", "America/Puerto_Rico"],
  ])("%s (%s): %s", (_name, code, timeZone) => {
    expect(timeZoneOf(inAreaCode(code))).toBe(timeZone);
  });

  test.each([
    ["the Florida Panhandle", "850", "America/New_York"],
    ["western Kentucky", "270", "America/New_York"],
    ["Idaho", "208", "America/Denver"],
    ["eastern Oregon", "541", "America/Denver"],
    ["the Navajo Nation", "928", "America/Denver"],
    ["North Dakota", "701", "America/Chicago"],
  ])("%s (%s) lies in two zones and has the one where evening comes first: %s", (_name, code, timeZone) => {
    expect(timeZoneOf(inAreaCode(code))).toBe(timeZone);
  });
});
