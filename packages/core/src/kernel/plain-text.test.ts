import { expect, test } from "vitest";
import { isAscii, plainWords, withoutAccents } from "./plain-text.ts";

test.each([
  ["What's up?!  OK", "what's up ok"],
  ["\u00BFQu\u00E9 SABES de m\u00ED?", "que sabes de mi"],
  ["it\u2019s zero\u200Bwidth, `quoted`", "it's zerowidth 'quoted'"],
  ["\uFB01ne \u0130stanbul", "fine istanbul"],
  ["\u043F\u0440\u0438\u0432\u0435\u0442, 123", "\u043F\u0440\u0438\u0432\u0435\u0442 123"],
  ["...", ""],
])("%s as plain words", (text, words) => {
  expect(plainWords(text)).toBe(words);
});

test("what is ASCII is read as everything else is", () => {
  const signs = String.fromCharCode(...Array.from({ length: 128 }, (_, code) => code));
  const text = `a${signs}b C 'd' 1`;
  expect(isAscii(text)).toBe(true);
  expect(isAscii(`${text}\u00E9`)).toBe(false);
  expect(withoutAccents(text)).toBe(text.normalize("NFKD").replace(/[\p{M}\p{Cf}]/gu, ""));
  expect(plainWords(text)).toBe(
    text
      .replace(/`/g, "'")
      .replace(/[^\p{L}\p{N}']+/gu, " ")
      .trim()
      .toLowerCase(),
  );
});
