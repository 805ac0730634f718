import { expect, test } from "vitest";
import { countSegments, smsEncoding } from "./sms-encoding.ts";

test.each(["Hello {Jules} ~ 5 €", "¿Qué tal, señora? è", "line\nbreak"])("%j is GSM-7", (text) => {
  expect(smsEncoding(text)).toBe("GSM-7");
});

test.each(["it’s", "👋", "á", "tab\t"])("%j is UCS-2", (text) => {
  expect(smsEncoding(text)).toBe("UCS-2");
});

test.each([
  ["", 1],
  ["a".repeat(160), 1],
  ["a".repeat(161), 2],
  ["a".repeat(306), 2],
  ["a".repeat(307), 3],
  ["€".repeat(80), 1],
  ["€".repeat(81), 2],
  // 153 septets hold 76 euro signs, and half of none.
  ["€".repeat(153), 3],
  ["á".repeat(70), 1],
  ["á".repeat(71), 2],
  // 67 units hold 33 emoji, and half of none.
  ["👋".repeat(66), 2],
  ["👋".repeat(67), 3],
])("%j takes %i segments", (text, segments) => {
  expect(countSegments(text)).toBe(segments);
});
