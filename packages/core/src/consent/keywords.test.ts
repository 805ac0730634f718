import { describe, expect, test } from "vitest";
import { keywordOf, wishIn } from "./index.ts";

/** How people write one word: each is the same word for us. */
const SPELLINGS: readonly ((word: string) => string)[] = [
  (word) => word,
  (word) => word.toUpperCase(),
  (word) => `${word.slice(0, 1).toUpperCase()}${word.slice(1)}.`,
  (word) => `${word.toUpperCase()}!!`,
  (word) => `  ${word.replaceAll(" ", "  ")} `,
  (word) => `"${word}"`,
  (word) => `\u{1F6D1}${word}\u{1F6D1}\u{FE0F}`,
  (word) => `\u200B${[...word].join("\u200B")}\u200D`,
  (word) => `${word}\n`,
  (word) => `¡${word}!`,
];

/** Of a single word, spaced out as well. */
const SPACED: readonly ((word: string) => string)[] = [
  (word) => [...word.toUpperCase()].join(" "),
  (word) => [...word].join("."),
  (word) => `${[...word].join(". ")}.`,
];

/** In letters of double width. */
const wide = (word: string) => word.replace(/[a-z]/g, (letter) => String.fromCodePoint(letter.charCodeAt(0) + 0xfee0));

const WORDS = {
  STOP: [
    ...["stop", "quit", "end", "revoke", "opt out", "cancel", "unsubscribe", "stopall", "stop all", "optout"],
    ...["opt-out", "remove", "arret", "arrêt", "alto", "parar", "baja", "cancelar"],
  ],
  START: ["start", "unstop"],
  HELP: ["help", "info", "ayuda"],
} as const;

describe.each(Object.entries(WORDS))("%s", (keyword, words) => {
  test.each(words.flatMap((word) => [...SPELLINGS, wide].map((spell) => spell(word))))("is said by %j", (text) => {
    expect(keywordOf(text)).toBe(keyword);
  });

  test.each(words.filter((word) => /^\p{L}+$/u.test(word)).flatMap((word) => SPACED.map((spell) => spell(word))))(
    "is said by %j",
    (text) => {
      expect(keywordOf(text)).toBe(keyword);
    },
  );

  test.each(words)("is not said by %j inside a sentence", (word) => {
    for (const sentence of [`well ${word} you know`, `${word} what do you mean`, `the ${word}`, `${word} ${word} it`]) {
      expect(keywordOf(sentence)).toBeUndefined();
    }
  });
});

test.each(["ALTO", "parar", "Baja.", "cancelar", "¡AYUDA!"])("%j is answered in Spanish", (text) => {
  expect(wishIn(text, false)).toMatchObject({ cause: "keyword", language: "es" });
});

test.each([
  ...["stop it, you're making me laugh", "I want to end it all", "the end", "help me with my essay", "yes", "no", ""],
  ...["can't stop thinking", "start over?", "a b c", "cancel my plans for tonight", "YES", "Sí", "baja la música"],
  ...["para", `x${"-".repeat(60_000)}x`, "\u{1F602}\u{1F602}", "s t o p p e d", "restart", "helped", "informal"],
])("%j is conversation", (text) => {
  expect(keywordOf(text)).toBeUndefined();
});

describe("a bare no", () => {
  const refusals = ["no", "No.", "NO!!", "s", "S", "nope", "nah", "no thanks", "No, thank you", "no gracias"];

  test.each(refusals)("refuses what was just offered: %j", (text) => {
    expect(wishIn(text, true)).toMatchObject({ word: "STOP", cause: "plain-words" });
  });

  test.each(refusals)("is an everyday answer otherwise: %j", (text) => {
    expect(wishIn(text, false)).toBeUndefined();
  });

  test.each(["no but tell me more", "no idea", "so", "not yet"])("is none with more to it: %j", (text) => {
    expect(wishIn(text, true)).toBeUndefined();
  });
});
