import { expect, test } from "vitest";
import { wholeSentences } from "./index.ts";

test.each([
  ["I hear you. That sounds hard, and", "I hear you."],
  ["I hear you.", "I hear you."],
  ['She said "go!" and then', 'She said "go!"'],
  ["\u00bfC\u00f3mo est\u00e1s? Me alegra que", "\u00bfC\u00f3mo est\u00e1s?"],
  ["So\u2026 tell me. It was (really.) And", "So\u2026 tell me. It was (really.)"],
  ["First line.\nSecond li", "First line."],
  ["It was 3.5 miles and I", ""],
  ["I am so very", ""],
  ["", ""],
])("%j ends with its last whole sentence: %j", (text, whole) => {
  expect(wholeSentences(text)).toBe(whole);
});

test("a long text without an end is gone through once", () => {
  expect(wholeSentences('")'.repeat(5_000))).toBe("");
  expect(wholeSentences(`Yes. ${"no ".repeat(3_400)}`)).toBe("Yes.");
});
