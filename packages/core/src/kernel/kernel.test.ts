import { expect, test } from "vitest";
import { instant, isTollFree, memberId, type PhoneNumber, phoneNumber, textId } from "./index.ts";

test.each(["2026-11-20T17:00:16Z", "2026-11-20T17:00:16.000000Z", "2026-11-20T12:00:16-05:00"])(
  "%s is brought to milliseconds in UTC",
  (value) => {
    expect(instant(value)).toBe("2026-11-20T17:00:16.000Z");
  },
);

test.each(["4155550123", "+0155550123", "+1415555012345678", "+1 415 555 0123", "tel:+14155550123", ""])(
  "%j is no phone number",
  (value) => {
    expect(phoneNumber(value)).toBeUndefined();
  },
);

test("toll-free numbers are told from local ones", () => {
  const numbers = ["+18005550100", "+18885550100", "+18335550100", "+19195550100", "+18015550100"] as PhoneNumber[];
  expect(numbers.map(isTollFree)).toEqual([true, true, true, false, false]);
});

test("ids that cannot be ours are refused", () => {
  expect(() => memberId("m_1")).toThrow(RangeError);
  expect(() => textId("a b")).toThrow(RangeError);
  expect(() => textId("x".repeat(65))).toThrow(RangeError);
});
