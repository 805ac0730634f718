import { describe, expect, test } from "vitest";
import { estimatedTokens, instant, isTollFree, memberId, type PhoneNumber, phoneNumber, textId } from "./index.ts";

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

describe("an estimate of tokens", () => {
  test.each([
    ["", 1],
    ["hey", 2],
    ["How did it go?", 6],
    ["(told Nov 22)", 7],
    ["librarian", 4],
    ["\u{1F600}", 5],
  ])("of %j is on the high side, and no more than that", (text, tokens) => {
    expect(estimatedTokens(text)).toBe(tokens);
  });

  test("grows with the text, whatever is in it", () => {
    for (const piece of ["a", "1", " ", "\n", "<", "\u00E9", "\u{1F600}"]) {
      const long = estimatedTokens(piece.repeat(10_000));
      expect(long).toBeGreaterThanOrEqual(estimatedTokens(piece.repeat(5_000)));
      expect(long).toBeLessThanOrEqual(40_001);
    }
  });
});
