import { describe, expect, test } from "vitest";
import { type Segment, see } from "./features.ts";
import { lexiconWords } from "./lexicon.ts";
import { tokens } from "./tokens.ts";

const known = new Set([
  ...lexiconWords(),
  ..."we had a very nice dinner at and then watched with before bed".split(" "),
]);
const isKnown = (word: string) => known.has(word);
const look = (text: string) => see(tokens(text, isKnown), isKnown);

const SMALL_TALK = "we had a very nice dinner at home and then watched a movie with the kids before bed ";
const PATTERNS = [
  ["small talk", SMALL_TALK],
  ["sentences", "i want to die. "],
  ["rules over and over", "i want to kill myself with the gun and the pills he hits me "],
  ["nots", "not never "],
  ["questions", "?!"],
  ["single letters", "k i l l "],
  ["words that nobody knows", "qzx vbk "],
] as const;

const featuresIn = (segments: readonly Segment[]) => segments.reduce((sum, { length }) => sum + length, 0);

describe.each(PATTERNS)("a text of %s", (_name, pattern) => {
  const short = look(pattern.repeat(200));
  const long = look(pattern.repeat(400));

  test("twice as long has twice the windows, and twice the features", () => {
    expect(long.segments.length).toBeLessThanOrEqual(2 * short.segments.length + 2);
    expect(featuresIn(long.segments)).toBeLessThanOrEqual(2.05 * featuresIn(short.segments) + 500);
  });

  test("has no larger windows for its length", () => {
    const largest = (segments: readonly Segment[]) => Math.max(...segments.map(({ length }) => length));
    expect(largest(long.segments)).toBeLessThanOrEqual(largest(short.segments) + 30);
  });
});

test("an empty text is one window", () => {
  expect(look("").segments).toHaveLength(1);
});

test("a window has each feature once", () => {
  for (const segment of look(PATTERNS.map(([, pattern]) => pattern.repeat(5)).join(". ")).segments) {
    expect(new Set(segment).size).toBe(segment.length);
  }
});

test("a text shows the same whatever was seen before it", () => {
  const text = "i want to die. he hits me when he drinks, and nobody knows it";
  const first = look(text);
  look(SMALL_TALK.repeat(700));
  expect(look(text)).toEqual(first);
});

test("a danger in small talk looks as it does alone, in one of the windows", () => {
  const [alone] = look("i want to kill myself").segments;
  const { segments } = look(`${SMALL_TALK.repeat(20)} i want to kill myself ${SMALL_TALK.repeat(20)}`);
  const shared = segments.map((segment) => {
    const features = new Set(segment);
    return [...(alone ?? [])].filter((feature) => features.has(feature)).length / (alone?.length ?? 0);
  });
  expect(Math.max(...shared)).toBeGreaterThan(0.7);
});

test("order, a not and who it is make a difference", () => {
  const [one, ...others] = ["he hits me", "i hit him", "he never hits me", "she hits me"].map((text) =>
    [...(look(text).segments[0] ?? [])].sort().join(),
  );
  for (const other of others) expect(other).not.toBe(one);
});

test("a sentence of words that count as one is looked at by itself too", () => {
  const [alone] = look("me quiero matar").segments;
  const { segments } = look(`${SMALL_TALK}. me quiero matar. ${SMALL_TALK}`);
  const itself = segments.filter((segment) => segment.length < (alone?.length ?? 0) + 10);
  expect(itself.map((segment) => alone?.every((feature) => segment.includes(feature)))).toContain(true);
});
