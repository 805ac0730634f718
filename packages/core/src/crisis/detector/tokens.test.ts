import { describe, expect, test } from "vitest";
import { lexiconWords } from "./lexicon.ts";
import { CONTRACTIONS, SHORTHAND } from "./spelling.ts";
import { tokens } from "./tokens.ts";

/** What a training takes up at the least, so that these hold for any weights. */
const known = new Set([...lexiconWords(), ...[...CONTRACTIONS.values(), ...SHORTHAND.values()].flat()]);
for (const short of [...CONTRACTIONS.keys(), ...SHORTHAND.keys()]) known.delete(short);
const isKnown = (word: string) => known.has(word);

const read = (text: string) => tokens(text, isKnown).join(" ");

describe("letters", () => {
  test.each([
    ["capitals", "I WANT To Die", "i want to die"],
    ["accents", "quiero mor\u00edr ma\u00f1ana", "quiero morir manana"],
    ["accents that stand behind their letter", "quiero mori\u0301r", "quiero morir"],
    ["heaps of marks", "d\u0337\u0321i\u0334e\u0335", "die"],
    ["a zero-width space", "k\u200bi\u200dll my\u200bself", "kill myself"],
    ["a soft hyphen", "want to d\u00adie", "want to die"],
    ["right-to-left marks", "\u202ekill\u202c myself\u200f", "kill myself"],
    ["Cyrillic letters", "\u043a\u0456ll mys\u0435lf", "kill myself"],
    ["Greek letters", "w\u03b1nt to di\u03b5", "want to die"],
    ["wide letters", "\uff4b\uff49\uff4c\uff4c \uff4d\uff45", "kill me"],
    ["mathematical letters", "\u{1d4f4}\u{1d4f2}\u{1d4f5}\u{1d4f5} \u{1d4f6}\u{1d4ee}", "kill me"],
    ["small capitals", "\u1d0b\u026a\u029f\u029f \u1d0d\u1d07", "kill me"],
    ["control characters", "\u0000kill\u0007 me\u001b", "kill me"],
  ])("%s: %j is %j", (_name, text, words) => {
    expect(read(text)).toBe(words);
  });
});

describe("spelling", () => {
  test.each([
    ["digits for letters", "k1ll mys3lf", "kill myself"],
    ["signs for letters", "$u1cide, @lone", "suicide alone"],
    ["letters apart", "i want to k i l l m y s e l f", "i want to kill myself"],
    ["letters with hyphens", "k-i-l-l myself", "kill myself"],
    ["letters with dots", "k.i.l.l. myself", "kill | myself"],
    ["stretched words", "dieeeeee", "die"],
    ["stretched words that end in two letters", "killllll myselfff", "kill myself"],
    ["stretched words run together", "dontwanttoliveeee", "do not want to live"],
    ["words run together", "killmyself iwanttodie", "kill myself i want to die"],
    ["one star", "k*ll myself", "kill myself"],
    ["stars", "ki** mys***", "kill myself"],
    ["one letter wrong", "kilk myself", "kill myself"],
    ["one letter missing", "sucidal", "suicidal"],
    ["two letters that changed places", "overdsoe mysefl", "overdose myself"],
    ["Spanish slips", "kiero morrirme", "quiero morirme"],
  ])("%s: %j is %j", (_name, text, words) => {
    expect(read(text)).toBe(words);
  });

  test("leaves a word alone that people write on purpose", () => {
    expect(tokens("skill", (word) => word === "skill" || isKnown(word))).toEqual(["skill"]);
    expect(read("books")).toBe("books");
  });
});

describe("short forms", () => {
  test.each([
    ["shorthand", "u r gonna kys 2nite idk", "you are going to kill yourself tonight i do not know"],
    ["contractions, whatever their apostrophe", "I'm i\u2019m i`m im", "i am i am i am i am"],
    ["contractions without one", "cant wont dont", "can not will not do not"],
    ["Spanish shorthand", "xq toy sola", "por que estoy sola"],
    ["kms", "kms", "kill myself"],
    ["kms behind a number", "ran 5 kms", "ran # kilometers"],
    ["of somebody", "my mom's boyfriend", "my mom boyfriend"],
    ["of somebody who is", "he's here", "he is here"],
    ["a verb made of shorthand", "od'd on pills", "overdose on pills"],
  ])("%s: %j is %j", (_name, text, words) => {
    expect(read(text)).toBe(words);
  });
});

describe("what is no word", () => {
  test.each([
    ["numbers", "took 20 of 500mg at 3pm", "took # of # mg at #"],
    ["numbers that are help lines", "988 or 911", "988 or 911"],
    ["emoji that say something", "\u{1f52a} \u{1f48a}\u{1f602}", "emoblade emopills emolaugh"],
    ["emoji that say nothing", "ok \u{1f36a}", "ok"],
    ["questions and cries", "why?! no.", "why ? | ! | no |"],
    ["lines", "one\n\ntwo", "one | two"],
    ["marks at the start", "\u00a1\u00bf... ya", "ya"],
    ["nothing", " \t ", ""],
  ])("%s: %j is %j", (_name, text, words) => {
    expect(read(text)).toBe(words);
  });

  test("a word without an end is cut off", () => {
    for (const word of tokens("qz".repeat(30_000), isKnown)) expect(word.length).toBeLessThanOrEqual(40);
  });
});

test("a text twice as long has at most twice the words", () => {
  const text = "i cant do this, k i l l me. dontwanttolive!? ";
  const count = (times: number) => tokens(text.repeat(times), isKnown).length;
  expect(count(200)).toBeLessThanOrEqual(2 * count(100));
});
