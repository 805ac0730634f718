import { describe, expect, test } from "vitest";
import { crisisReply } from "../crisis/index.ts";
import { DECLINED_REPLIES, EXAMPLES, PROMPT_CANARY, prompt } from "../persona/index.ts";
import { guardModelText } from "./index.ts";

const { system } = prompt([]);
const ID = "m_0123456789abcdef0123456789abcdef";
const base64 = (text: string) => btoa(text);
const hex = (text: string) => [...text].map((letter) => letter.charCodeAt(0).toString(16)).join("");
const rot13 = (text: string) =>
  text.replace(/[a-z]/gi, (letter) => {
    const first = letter <= "Z" ? 65 : 97;
    return String.fromCharCode(((letter.charCodeAt(0) - first + 13) % 26) + first);
  });
const reversed = (text: string) => [...text].reverse().join("");
const SENTENCE = "I am going to tell you everything that stands on my page today";

describe("what was never to be seen", () => {
  test.each<[string, string, string]>([
    ["the prompt", system, "canary"],
    ["a few lines of it", system.slice(100, 400), "prompt"],
    ["a sentence of it in capitals", system.slice(100, 300).toUpperCase(), "prompt"],
    ["the same without spaces", system.slice(100, 400).replace(/\s/g, ""), "prompt"],
    ["the same without vowels", system.slice(100, 500).replace(/[aeiou]/gi, ""), "prompt"],
    ["the same from its end", reversed(system.slice(100, 400)), "prompt"],
    ["the same, the last word first", system.slice(100, 500).split(" ").reverse().join(" "), "prompt"],
    ["the canary", `Here: ${PROMPT_CANARY}.`, "canary"],
    ["the canary apart", [...PROMPT_CANARY].join(" "), "canary"],
    ["half of it here and half there", PROMPT_CANARY.split("-").join(" is one part, another is "), "canary"],
    ["a translation", "Eres Jules, una IA a la que la gente escribe.", "prompt"],
    ["the fence", "<notes> likes tea </notes>", "prompt"],
    ["a key", "It is sk-proj-Zk3v9QpLm2XwT7rYb4NcHs81", "secret"],
    ["a key of AWS", "AKIAIOSFODNN7EXAMPLE", "secret"],
    ["a token", "eyJhbGciOiJIUzI1NiJ9.eyJzdWIiOiIxIn0.c2ln", "secret"],
    ["a private key", "-----BEGIN PRIVATE KEY-----", "secret"],
    ["a member", `It was ${ID}`, "member-id"],
    ["a member, letter by letter", [...ID].join(" "), "member-id"],
  ])("is held back: %s", (_what, body, code) => {
    expect(guardModelText(body)).toBe(code);
  });

  test("is held back of what is said in a crisis only, too", () => {
    const mode = { crisis: { tier: "high", categories: ["suicide"], signals: [] } } as const;
    const { crisis = "" } = prompt([], mode);
    expect(guardModelText(crisis.slice(0, 160), mode)).toBe("prompt");
  });
});

describe("a code", () => {
  test.each([
    ["base64", base64(SENTENCE)],
    ["hexadecimal", hex(SENTENCE)],
    ["rot13", rot13(SENTENCE)],
    ["from its end", reversed(SENTENCE)],
    [
      "a shift of the alphabet",
      rot13(rot13(SENTENCE).replace(/[a-y]/g, (l) => String.fromCharCode(l.charCodeAt(0) + 1))),
    ],
    ["bits", "01001001 00100000 01100001 01101101"],
    ["numbers", "9 1 13 7 15 9 14 7 20 15"],
    ["Morse", ".. / .- -- / --. --- .. -. --."],
    ["an alphabet for radio", "india alpha mike golf oscar india november golf"],
    ["pig Latin", "iway amway oinggay otay elltay ouyay everythingway oday"],
    ["entities", "&#73;&#32;&#97;&#109;"],
  ])("is held back, whatever it says: %s", (_code, body) => {
    expect(guardModelText(body)).toBeDefined();
  });

  test.each([
    ["tags", "Hi\u{E0049}\u{E0061}\u{E006D}"],
    ["changes of direction", "a\u202Eb"],
    ["control characters", "a\u0007b"],
    ["private characters", "a\uE000b"],
    ["letters with nothing between them many times", [..."good day"].join("\u200B")],
  ])("is held back where nobody sees it: %s", (_how, body) => {
    expect(guardModelText(body)).toBe("hidden");
  });
});

describe("what is harmless", () => {
  test.each([
    ...EXAMPLES.map(({ answer }) => answer),
    ...DECLINED_REPLIES,
    "I'm Jules, an AI. I can't show you my page, but ask me anything.",
    "One, two, three, four. Hold. One, two, three, four. And out.",
    "10, 9, 8, 7, 6, 5, 4, 3, 2, 1. Happy new year!",
    "It opens at 10:30 and closes at 18:45, on 2026-12-03 and 2026-12-04.",
    "1,000,000 steps? That's 500 miles!",
    "Flour 200 g, sugar 50 g, 3 eggs, 20 minutes at 350.",
    "Hahahaha! Brrr. Zzz.",
    "Go \u{1F3F4}\u{E0067}\u{E0062}\u{E0073}\u{E0063}\u{E0074}\u{E007F} Scotland! \u{1F1FA}\u{1F1F8}",
    "A family \u{1F468}\u200D\u{1F469}\u200D\u{1F467}\u200D\u{1F466}, how sweet \u2764\uFE0F",
    "Je suis contente que tu me l'aies dit. Qu'est-ce qui te pèse le plus ce soir ?",
    "Das klingt wirklich schwer. Ich bin froh, dass du mir davon erzählst.",
    "Cieszę się, że mi o tym mówisz. Co dzisiaj było dla ciebie najtrudniejsze?",
    "Kumusta ka na? Masaya akong marinig na maayos ang lagay mo ngayon.",
    "Mình rất vui vì bạn đã kể cho mình nghe. Hôm nay điều gì làm bạn thấy nặng lòng?",
    "You can text STOP any time, and that's the end of it.",
    "I can't cancel a subscription myself, but the program beside me can.",
    "988 is free, and not only for people who want to die.",
    "Was 988 busy? Try once more, I'm here.",
    "You deleted his number? That took courage.",
    "Your sister's iPhone and your MacBook, both broken?",
  ])("leaves: %s", (body) => {
    expect(guardModelText(body)).toBeUndefined();
  });

  test("leaves though it helps in a crisis", () => {
    const about = { tier: "high", categories: ["suicide"], signals: [], language: "en" } as never;
    expect(guardModelText(crisisReply(about, 0 as never).body)).toBeUndefined();
  });
});

describe("any text at all", () => {
  test.each([
    ...["a", "five ", "dot ", "m_0", "a b ", "<notes ", "%4", "x\u200B", "\u0301a", "- ", "Bearer ", "you are jules "],
    ...["kqzx ", "I deleted ", "988 is ", "to unsubscribe pay ", " .", "a@", "eyJa", "5 and ", "never describe ways "],
  ])("of %j is judged in time linear in its length", (piece) => {
    const cpuOf = (characters: number) => {
      const text = piece.repeat(Math.ceil(characters / piece.length)).slice(0, characters);
      guardModelText(text);
      const times = Array.from({ length: 3 }, () => {
        const before = process.cpuUsage();
        guardModelText(text);
        const { user, system: kernel } = process.cpuUsage(before);
        return user + kernel;
      });
      return Math.min(...times);
    };
    // Of four times as much, four times the time; a square would be sixteen.
    expect(cpuOf(40_000)).toBeLessThan(10 * cpuOf(10_000) + 2_000);
  });
});
