import { describe, expect, test } from "vitest";
import { assess } from "./assess.ts";
import { type Assessment, TIERS } from "./assessment.ts";
import { RULE_NAMES } from "./detector/index.ts";
import { lexiconWords } from "./detector/lexicon.ts";

const CODES: ReadonlySet<string> = new Set([...RULE_NAMES, "words"]);
const CATEGORIES = ["suicide", "self-harm", "violence", "abuse"];

/** What is true of every verdict, whatever the text. */
function isVerdict({ tier, verdict, categories, signals, score, evidence, language }: Assessment): boolean {
  const isClear = verdict === "clear";
  return (
    TIERS.includes(tier) &&
    ["clear", "watch", "act"].includes(verdict) &&
    (tier !== "none") === (verdict === "act") &&
    categories.every((category) => CATEGORIES.includes(category)) &&
    categories.length > 0 !== isClear &&
    evidence.length > 0 !== isClear &&
    (signals.length === 0 || !isClear) &&
    score >= 0 &&
    score <= 1 &&
    // Codes of ours, so never a word of theirs.
    evidence.every((code) => CODES.has(code)) &&
    ["en", "es"].includes(language)
  );
}

describe("a verdict, never an exception", () => {
  test.each([
    ["nothing", ""],
    ["blanks", " \t\r\n ".repeat(100)],
    ["one letter", "x"],
    ["10 kB of talk", "it was a long day and so on ".repeat(360)],
    ["10 kB without a blank", "abcdefghij".repeat(1_000)],
    ["one word of 60 kB", "a".repeat(60_000)],
    ["one word of 60 kB that cannot be read", "qzxv".repeat(15_000)],
    ["30,000 commas", ",".repeat(30_000)],
    ["30,000 clauses", "i, ".repeat(30_000)],
    ["30,000 sentences", "no.\n".repeat(30_000)],
    ["emoji", "\u{1f600}\u{1f52b}\u{1f48a}".repeat(500)],
    ["emoji joined to families", "\u{1f468}\u200d\u{1f469}\u200d\u{1f467}\ufe0f\u{1f3fd}".repeat(100)],
    ["flags", "\u{1f1fa}\u{1f1f8}".repeat(200)],
    ["half a character, first", "\ud83d"],
    ["half a character, last", "i want \udc00"],
    ["halves in the wrong order", "\udc00\ud83d".repeat(500)],
    ["invalid UTF-8, as it is decoded", Buffer.from([0xff, 0xfe, 0xc3, 0x28, 0x80]).toString("utf8")],
    ["right-to-left", "\u0623\u0631\u064a\u062f \u0645\u0633\u0627\u0639\u062f\u0629 \u202e\u2067abc\u2069"],
    ["Chinese", "\u6211\u5f88\u597d\u8c22\u8c22".repeat(200)],
    ["Hangul in pieces", "\u1112\u1161\u11ab".repeat(500)],
    ["zero-width characters", "\u200b\u200c\u200d\ufeff\u2060".repeat(1_000)],
    [
      "control characters",
      Array.from({ length: 160 }, (_, code) => String.fromCharCode(code))
        .join("")
        .repeat(20),
    ],
    ["a mark heap", `a${"\u0301".repeat(10_000)}`],
    ["letters that grow when they are taken apart", "\ufdfa".repeat(3_000)],
    ["the last code points", "\u{10ffff}\uffff\ufffe".repeat(500)],
    ["apostrophes", "'".repeat(10_000)],
    ["stars", "*".repeat(10_000)],
    ["starred words", "k*ll m*self ".repeat(1_000)],
    ["digits", "1234567890".repeat(1_000)],
    ["leetspeak without an end", "k1ll5y0u".repeat(2_000)],
    ["names that objects have", "__proto__ constructor toString hasOwnProperty valueOf"],
    ["markup", "<script>alert(1)</script> {{y}} %s %n \\u0000 '; DROP TABLE members; --".repeat(50)],
    ["rules' own words", "SELF WANT DIE|SUICIDE KILL- i+want+die * | ".repeat(500)],
    ["all words that have a role", lexiconWords().join(" ")],
    ["a rule over and over", "i want to die and kill myself ".repeat(2_000)],
    ["nots", "not ".repeat(15_000)],
    ["letters apart", "k i l l ".repeat(7_500)],
    ["words run together", "dontwanttolive".repeat(4_000)],
  ])("%s", (_name, text) => {
    const verdict = assess(text);
    expect(verdict).toSatisfy(isVerdict);
    expect(assess(text)).toEqual(verdict);
  });

  test("20,000 texts of chance", () => {
    const random = randomFrom(20_260_413);
    for (let number = 0; number < 20_000; number++) {
      const text = textOf(random);
      let verdict: Assessment | undefined;
      try {
        verdict = assess(text);
      } catch (cause) {
        throw new Error(`text ${number} has no verdict: ${JSON.stringify(text)}`, { cause });
      }
      if (!isVerdict(verdict)) throw new Error(`text ${number}: ${JSON.stringify({ text, verdict })}`);
    }
  }, 60_000);
});

describe("a cry for help in 60,000 characters of small talk", () => {
  const talk = "we had a really nice dinner at home and then watched a movie with the kids before bed. ";
  const around = talk.repeat(Math.ceil(30_000 / talk.length));

  test.each([
    "i want to kill myself",
    "i just took all my pills and i want to die",
    "my husband hits me and he said he will kill me",
    "ya no quiero vivir, me voy a matar",
  ])("%j is heard", (cry) => {
    expect(assess(around + around).verdict).toBe("clear");
    for (const text of [`${cry}. ${around}${around}`, `${around}${cry}. ${around}`, `${around}${around}${cry}`]) {
      expect(assess(text).verdict).toBe("act");
    }
  });
});

type Random = () => number;

function randomFrom(seed: number): Random {
  let state = seed;
  return () => {
    state = (Math.imul(state, 1_664_525) + 1_013_904_223) >>> 0;
    return state / 2 ** 32;
  };
}

const WORDS = lexiconWords();
const SEPARATORS = [" ", " ", " ", "", ".", ", ", "'", "*", "\n", "\u200b", "-", "  ", "!? "];

/** What a text of chance is made of: bytes, code units, code points, or words with something done to them. */
function textOf(random: Random): string {
  const below = (limit: number) => Math.floor(random() * limit);
  const length = below(random() < 0.02 ? 2_000 : 60);
  const parts = Array.from({ length });
  switch (below(4)) {
    case 0:
      return Buffer.from(parts.map(() => below(256))).toString("utf8");
    case 1:
      return String.fromCharCode(...parts.map(() => below(0x1_0000)));
    case 2:
      return String.fromCodePoint(...parts.map(() => below(0x11_0000)));
    default:
      return parts
        .map(() => bent(WORDS[below(WORDS.length)] ?? "", below) + SEPARATORS[below(SEPARATORS.length)])
        .join("");
  }
}

function bent(word: string, below: (limit: number) => number): string {
  const at = below(word.length);
  const letter = word[at] ?? "";
  switch (below(8)) {
    case 0:
      return word.slice(0, at) + word.slice(at + 1);
    case 1:
      return word.slice(0, at) + letter.repeat(below(9)) + word.slice(at);
    case 2:
      return word.replaceAll("i", "1").replaceAll("e", "3").toUpperCase();
    case 3:
      return [...word].join(" ");
    case 4:
      return word.replace(letter, "*");
    case 5:
      return `${word}\u0301`;
    default:
      return word;
  }
}
