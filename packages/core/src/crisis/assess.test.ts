import { describe, expect, test } from "vitest";
import { assess } from "./assessing/index.ts";
import { needsReplyAtOnce } from "./index.ts";
import { caseOf } from "./replies.ts";

describe("a text that gets its reply at once", () => {
  test.each([
    ["I want to die", "suicide"],
    ["i cant take it anymore, im going to kill myself", "suicide"],
    ["Honestly? I’m feeling suicidal", "suicide"],
    ["I WANNA KILL MYSELFFFF", "suicide"],
    ["i just took the whole bottle of pills", "suicide"],
    ["gonna end my life tonight", "suicide"],
    ["I started cutting myself again", "self-harm"],
    ["my husband hits me when he drinks", "abuse"],
    ["he's choking me", "abuse"],
    ["im going to shoot him", "violence"],
    ["me quiero morir", "suicide"],
    ["mi novio me pega", "abuse"],
    ["I'm fine. Actually no, I want to kill myself", "suicide"],
    ["haha ok. but really i want to end my life", "suicide"],
    ["not gonna lie i want to kill myself", "suicide"],
    ["i dont feel safe im going to kill myself", "suicide"],
    ["I don't think I can do this anymore I want to die", "suicide"],
    ["I dont think I want to live anymore", "suicide"],
    ["I am going to kill myself tonight and I'm not going to change my mind", "suicide"],
    ["my life is a game and i want to die", "suicide"],
  ])("%j speaks of %s", (text, category) => {
    const assessment = assess(text);
    expect(needsReplyAtOnce(assessment)).toBe(true);
    expect(assessment.categories).toContain(category);
  });
});

describe("a text that is no crisis", () => {
  test.each([
    ...["hey jules you up?", "this traffic is killing me", "I'm dying of laughter lol", "i'm dead \u{1F602}", ""],
    ...["I don't want to die, I just want to sleep", "my boss is going to kill me for being late", "kill the lights"],
    ...["we watched a film about suicide prevention", "he beat me at chess again", "I could murder a burger"],
    ...["I would never kill myself", "i'm not suicidal", "not going to kill myself", "no quiero morir"],
    ...["my phone died", "\u{1F600}\u{1F600}", "me muero de risa", "se murio mi abuelo el mes pasado"],
  ])("%j", (text) => {
    expect(needsReplyAtOnce(assess(text))).toBe(false);
  });
});

test("words of despair without intent are a concern", () => {
  expect(assess("everyone would be better off without me").tier).toBe("concern");
});

test("means in hand are more than a wish", () => {
  expect(assess("I have the gun in my hand").tier).toBe("imminent");
});

test.each([
  ["a lone surrogate", "\uD83D want to die"],
  ["ten thousand letters", "a".repeat(10_000)],
  ["ten thousand clauses", "I, ".repeat(5_000)],
  ["right-to-left marks", "\u202Ehello\u202C"],
])("%s is judged like any other text", (_name, text) => {
  expect(["none", "concern", "high", "imminent"]).toContain(assess(text).tier);
});

test.each([4_080, 4_096, 8_000, 60_000])("a cry for help behind %i characters of other words is heard", (length) => {
  const before = "it was a long day and so on ".repeat(length).slice(0, length);
  expect(assess(`${before} i want to kill myself ${before}`.slice(0, 64_000)).tier).toBe("high");
});

describe("who is in danger decides which help is named", () => {
  test.each([
    ["he has a gun and is outside my door", "abuse-imminent"],
    ["he has a knife and hes coming for me", "abuse-imminent"],
    ["my ex has a gun and is outside my door", "abuse-imminent"],
    ["he's got a gun and he's going to shoot me", "abuse-imminent"],
    ["theres a man with a gun in my house", "abuse-imminent"],
    ["tiene una pistola y está afuera de mi casa", "abuse-imminent"],
    ["im outside the school with a gun", "violence-imminent"],
    ["my friend took all her pills", "overdose-someone-else"],
    ["my boyfriend said hes going to kill himself", "someone-else"],
    ["my neighbor is beating his kid right now", "someone-else-imminent"],
    ["my husband grabbed me by the throat", "partner"],
    ["my son hits me and takes my money", "abuse"],
    ["my stepdad touches me", "child"],
    ["my mom hits me with a belt", "child"],
    ["mi marido me va a matar", "partner"],
  ])("%j: %s", (text, expected) => {
    const assessment = assess(text);
    expect([assessment.verdict, caseOf(assessment)]).toEqual(["act", expected]);
  });
});

test("a man who serves the sea, or nothing that goes well, makes no veteran", () => {
  expect(assess("me quiero matar, nada va bien").signals).not.toContain("veteran");
  expect(assess("i want to kill myself, im a failed marine biologist").signals).not.toContain("veteran");
});
