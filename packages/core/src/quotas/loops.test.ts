import { describe, expect, test } from "vitest";
import { areAlike, type Heard, heardSince, loopIn, saysGoOn, sketchOf } from "./loops.ts";
import { limitText, loopText } from "./texts.ts";

const SECOND_MS = 1_000;
/** FNV-1a. */
const digest = (word: string) =>
  [...word]
    .reduce((hash, letter) => Math.imul(hash ^ (letter.codePointAt(0) ?? 0), 0x01000193) >>> 0, 0x811c9dc5)
    .toString(36);
const sketch = (body: string) => sketchOf([body], digest);

/** When a conversation is first found to be a loop, as the number of the text; undefined when it never is. */
function foundAt(said: readonly { readonly body: string; readonly afterMs: number }[]): number | undefined {
  let trail: readonly Heard[] = [];
  let at = 1_780_000_000_000;
  for (const [index, { body, afterMs }] of said.entries()) {
    at += afterMs;
    trail = heardSince(trail, { at, length: body.length, sketch: sketch(body) });
    if (loopIn(trail)) return index + 1;
  }
  return undefined;
}

const every = (afterMs: number, bodies: readonly string[]) => bodies.map((body) => ({ body, afterMs }));

/** Sixty short texts of a lively person, no two the same. */
const LIVELY = [
  ...["omg", "so today", "my boss", "he just walked in", "and goes", "where's the report", "i was like", "what report"],
  ...[
    "he never asked",
    "not once",
    "everyone stared",
    "i turned so red",
    "then maria laughed",
    "bless her",
    "she knew",
  ],
  ...["it was HIS report", "hahaha", "you should've seen him", "he went quiet", "like completely", "then walked off"],
  ...[
    "no sorry",
    "nothing",
    "typical",
    "anyway lunch was good",
    "tacos",
    "from the truck",
    "the green one",
    "by the park",
  ],
  ...[
    "i had three",
    "don't judge",
    "maybe four",
    "ok four",
    "and a soda",
    "worth it",
    "how's you",
    "do you eat",
    "lol right",
  ],
  ...["you don't", "poor thing", "tacos are life", "i'd send you one", "somehow", "tomorrow is friday", "finally"],
  ...["we might go bowling", "i'm terrible", "last time i hit the lane next door", "true story", "the guy was nice"],
  ...["gave me his ball", "still lost", "by a lot", "whatever", "it's fun", "sam is coming too", "you'd like sam"],
  ...["he's calm", "unlike me", "ok gotta run", "bus is here", "talk later"],
].slice(-60);

describe("two machines", () => {
  test.each([
    ["that say the same within seconds", 8 * SECOND_MS],
    ["that say the same every twenty minutes", 20 * 60 * SECOND_MS],
    ["that say the same every three hours", 3 * 60 * 60 * SECOND_MS],
  ])("%s are a loop", (_name, afterMs) => {
    const words = "Thank you for contacting Acme support. We will get back to you soon.";
    expect(
      foundAt(
        every(
          afterMs,
          Array.from({ length: 30 }, () => words),
        ),
      ),
    ).toBe(6);
  });

  test("whose texts differ by a number or a name are a loop", () => {
    const names = ["Ana", "Bob", "Cleo", "Dan", "Eve", "Finn", "Gus", "Hal"];
    const said = names.map(
      (name, at) => `Hi ${name}, your ticket #${4711 + at} has been received and will be answered`,
    );
    expect(foundAt(every(30 * SECOND_MS, said))).toBe(6);
  });

  test("that take turns with two texts are a loop", () => {
    const two = [
      "I did not understand your answer, please say it again",
      "Please choose one of the options one to four",
    ];
    const said = Array.from({ length: 30 }, (_, at) => two[at % 2] ?? "");
    expect(foundAt(every(30 * SECOND_MS, said))).toBe(19);
  });

  test("that talk at length, six times a minute for five minutes, are a loop", () => {
    const said = Array.from({ length: 60 }, (_, at) =>
      Array.from(
        { length: 12 },
        (__, word) => `thought${"abcdefghijklmnopqrstuvwxyz"[(at * 7 + word) % 26]}${word}${at}x`,
      ).join(" "),
    ).map((body, at) => `${body} ${"abcdefghij"[at % 10]}${"abcdefghij"[Math.floor(at / 10)]}`);
    const found = foundAt(every(9 * SECOND_MS, said)) ?? 0;
    expect(found).toBeGreaterThan(6);
    expect(found).toBeLessThanOrEqual(34);
  });

  test("that send single letters faster than anybody reads are a loop", () => {
    const said = Array.from({ length: 90 }, (_, at) => `${"abcdefghij"[at % 10]}${"klmnopqrst"[Math.floor(at / 10)]}`);
    expect(foundAt(every(4 * SECOND_MS, said))).toBeLessThanOrEqual(76);
  });
});

describe("a person", () => {
  test("who sends sixty short texts in ten minutes is none", () => {
    expect(LIVELY).toHaveLength(60);
    expect(new Set(LIVELY).size).toBe(60);
    for (const afterMs of [10 * SECOND_MS, 9 * SECOND_MS, 7 * SECOND_MS]) {
      expect(foundAt(every(afterMs, LIVELY))).toBeUndefined();
    }
    const uneven = LIVELY.map((body, at) => ({ body, afterMs: at % 6 === 0 ? 40 * SECOND_MS : 4 * SECOND_MS }));
    expect(foundAt(uneven)).toBeUndefined();
  });

  test("who says ok and lol in between, or asks hello a few times, is none", () => {
    const said = LIVELY.slice(0, 20).flatMap((body) => [body, "ok", "lol"]);
    expect(foundAt(every(30 * SECOND_MS, said))).toBeUndefined();
    expect(
      foundAt(every(20 * SECOND_MS, ["hello?", "hello??", "Hello", "hello!", "helloooo", "hello?"])),
    ).toBeUndefined();
  });

  test("who says good morning every day is none", () => {
    expect(
      foundAt(
        every(
          24 * 60 * 60 * SECOND_MS,
          Array.from({ length: 30 }, () => "good morning my dear jules"),
        ),
      ),
    ).toBeUndefined();
  });
});

test("texts are alike but for a small edit, in any script, and an emoji is a text", () => {
  expect(areAlike(sketch("I am out of office until Monday."), sketch("i am out of office until MONDAY"))).toBe(true);
  expect(areAlike(sketch("Estar\u00E9 de regreso el lunes"), sketch("estare de regreso el lunes!"))).toBe(true);
  expect(areAlike(sketch("I am out of office until Monday."), sketch("I am so happy, it is Monday"))).toBe(false);
  expect(areAlike(sketch("\u{1F600}"), sketch("\u{1F600}"))).toBe(true);
  expect(areAlike(sketch("\u{1F600}"), sketch("\u{1F622}"))).toBe(false);
  expect(areAlike(sketch(""), sketch("hey"))).toBe(false);
});

test("ten thousand characters are looked at in no time, and no more of them than count", () => {
  for (const body of ["a ".repeat(5_000), "1".repeat(10_000), "\u0301".repeat(10_000), "!".repeat(10_000)]) {
    expect(sketch(body).length).toBeLessThanOrEqual(24);
    expect(saysGoOn(body)).toBe(false);
  }
});

test.each(["GO ON", "go on!", " Go on. ", "sigue", "SIGUE"])("%j goes on", (text) => {
  expect(saysGoOn(text)).toBe(true);
});

test.each(["please go on", "Text GO ON and I'm here", "no", ""])("%j does not", (text) => {
  expect(saysGoOn(text)).toBe(false);
});

describe("what a member is told", () => {
  test.each([
    [30_000, "1 minute", "1 minuto"],
    [59 * 60_000, "59 minutes", "59 minutos"],
    [60 * 60_000, "60 minutes", "60 minutos"],
    [5 * 60 * 60_000 + 1, "6 hours", "6 horas"],
  ])("has the end in it (%i ms)", (waitMs, english, spanish) => {
    expect(limitText("member", waitMs, "en").body).toContain(`for ${english} `);
    expect(limitText("service", waitMs, "es").body).toContain(`en ${spanish}.`);
  });

  test("blames nobody, names 988, and keeps to GSM-7 in English and two segments", () => {
    for (const language of ["en", "es"] as const) {
      for (const { body } of [
        limitText("member", 1, language),
        limitText("service", 1, language),
        limitText("plan", 1, language),
        loopText(language),
      ]) {
        expect(body).toContain("988");
        expect(body).not.toMatch(/too many|too much|abuse|spam|demasiado/i);
        expect(body.length).toBeLessThanOrEqual(250);
        if (language === "en") expect(body).toMatch(/^[\x20-\x7E]+$/);
      }
    }
    expect(loopText("en").body).toContain("GO ON");
    expect(loopText("es").body).toContain("SIGUE");
  });
});
