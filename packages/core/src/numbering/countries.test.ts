import { describe, expect, test } from "vitest";
import { type PhoneNumber, phoneNumber } from "../kernel/index.ts";
import { AREA_CODES, countryOf, isServed, servedFrom, UNITED_STATES } from "./index.ts";

const number = (value: string) => phoneNumber(value) as PhoneNumber;

test("every area code of the United States and its territories is one of theirs", () => {
  for (const areaCode of Object.values(AREA_CODES).flatMap((codes) => codes.split(" "))) {
    expect(countryOf(number(`+1${areaCode}5550123`)), areaCode).toBe("US");
  }
});

test.each([
  ["+14165550123", "CA"],
  ["+16135550123", "CA"],
  ["+18765550123", "JM"],
  ["+12425550123", "BS"],
  ["+18095550123", "DO"],
  ["+17875550123", "US"],
  // A new overlay that nobody has told us of.
  ["+12295550123", "US"],
  ["+18845550123", "US"],
  ["+18005550123", undefined],
  ["+19005550123", undefined],
  ["+447700900123", undefined],
  ["+14155", undefined],
])("%s is a number of %s", (value, country) => {
  expect(countryOf((phoneNumber(value) ?? value) as PhoneNumber)).toBe(country);
});

describe("who is texted with", () => {
  test("are numbers of the United States, if not said otherwise", () => {
    expect(isServed(number("+14155550123"), UNITED_STATES)).toBe(true);
    for (const foreign of ["+14165550123", "+447700900123", "+525512345678", "+18005550123"]) {
      expect(isServed(number(foreign), UNITED_STATES), foreign).toBe(false);
    }
  });

  test("can be others as well, by country or calling code", () => {
    const served = servedFrom("US, CA,+52");
    if (!served) throw new Error("it should have been read");
    expect(isServed(number("+14165550123"), served)).toBe(true);
    expect(isServed(number("+525512345678"), served)).toBe(true);
    expect(isServed(number("+447700900123"), served)).toBe(false);
    expect(isServed(number("+18765550123"), served)).toBe(false);
  });

  test.each(["", "us", "US;CA", "FR", "+1", "+1416", "US,,CA"])("are not named by %j", (text) => {
    expect(servedFrom(text)).toBeUndefined();
  });
});
