import { detectorOf, HEADS, judge, type KeptWeights } from "@jules/core/crisis/detector";
import { beforeAll, describe, expect, test } from "vitest";
import type { Example } from "./corpus.ts";
import { keptOf } from "./keeping.ts";
import { type Learned, learn, lessonsOf, logOddsOf, randomFrom, shuffle, vocabularyOf } from "./learning.ts";
import { plainSentences } from "./sentences.ts";
import { crossValidate, type OperatingPoints } from "./validation.ts";

const POINTS: OperatingPoints = {
  ...{ act: 0.5, watch: -0.5 },
  thresholds: {
    ...{ suicide: 0, "self-harm": 0, violence: 0, abuse: 0, high: 0, imminent: 0 },
    ...{ overdose: 0, "eating-disorder": 0, "someone-else": 0 },
  },
};

/** Small enough to learn in a second, and the same each time. */
const toys: readonly Example[] = plainSentences(4, 3);
const vocabulary = vocabularyOf(toys);
const isKnown = (word: string) => vocabulary.has(word);
const lessons = lessonsOf(toys, isKnown);

let learned: Learned;
let kept: KeptWeights;
beforeAll(() => {
  learned = learn(lessons);
  kept = keptOf(learned, POINTS, vocabulary);
});

describe("what is learned", () => {
  test("is the same from the same lessons, to the byte", () => {
    expect(keptOf(learn(lessonsOf(plainSentences(4, 3), isKnown)), POINTS, vocabulary)).toEqual(kept);
  });

  test("tells the crises of its lessons from the rest", () => {
    const right = lessons.filter((lesson) => (logOddsOf(learned, lesson)[0] ?? 0) > 0 === (lesson.wanted[0] === 1));
    expect(right.length / lessons.length).toBeGreaterThan(0.85);
  });

  test("has another version when anything in it is another", () => {
    const other = keptOf(learned, { ...POINTS, act: 0.6 }, vocabulary);
    expect(other.version).not.toBe(kept.version);
  });
});

describe("what is written", () => {
  test("says what was learned, when it is used: about the same log-odds, and the same verdicts", () => {
    const detector = detectorOf(JSON.parse(JSON.stringify(kept)) as KeptWeights);
    let turned = 0;
    toys.forEach(({ text }, at) => {
      const { logOdds } = judge(detector, text);
      const meant = logOddsOf(learned, lessons[at] as (typeof lessons)[number]);
      for (const [head, value] of meant.entries()) expect(Math.abs((logOdds[head] ?? 0) - value)).toBeLessThan(0.3);
      if ((logOdds[0] ?? 0) > 0 !== (meant[0] ?? 0) > 0) turned++;
    });
    expect(turned / toys.length).toBeLessThan(0.01);
  });

  test("keeps the points, the biases and the vocabulary as they are", () => {
    const { act, watch, thresholds, biases, isKnown: knows } = detectorOf(kept);
    expect({ act, watch, thresholds }).toEqual(POINTS);
    expect(biases).toEqual([...learned.biases]);
    for (const word of vocabulary) expect(knows(word)).toBe(true);
  });
});

describe("what a lesson asks for", () => {
  const wantedOf = (some: Partial<Example>) => {
    const [lesson] = lessonsOf(
      [
        {
          ...{ text: "x", crisis: true, tier: "high", categories: ["abuse"], signals: undefined },
          ...{ source: "s", family: "f", language: "en", ...some },
        },
      ],
      isKnown,
    );
    return Object.fromEntries(HEADS.map((head, at) => [head, lesson?.wanted[at]]));
  };

  test("is what people judged", () => {
    expect(wantedOf({ tier: "imminent", signals: new Set(["other"]) })).toEqual({
      ...{ crisis: 1, suicide: 0, "self-harm": 0, violence: 0, abuse: 1, high: 1, imminent: 1 },
      ...{ overdose: 0, "eating-disorder": 0, "someone-else": 1 },
    });
  });

  test("is nothing where nobody said", () => {
    expect(wantedOf({})).toMatchObject({ crisis: 1, overdose: -1, "eating-disorder": -1, "someone-else": -1 });
    expect(Object.values(wantedOf({ crisis: undefined, tier: "gray" }))).toEqual(HEADS.map(() => -1));
  });
});

test("a cross-validation judges each text that is no pattern once, by a model that did not see its family", () => {
  // A text that says the opposite of what its words say elsewhere, and only in its own family.
  const odd: Example = {
    ...{ text: "zorblat quux", crisis: true, tier: "high", categories: ["suicide"], signals: new Set() },
    ...{ source: "own", family: "odd", language: "en" },
  };
  const others = Array.from({ length: 12 }, (_, at) => ({
    ...odd,
    ...{
      text: `the weather is fine ${at}`,
      crisis: false,
      tier: "none" as const,
      categories: [],
      family: `fine-${at}`,
    },
  }));
  const examples = [...toys, ...others, odd];
  const unseen = crossValidate(examples, lessonsOf(examples, isKnown));
  expect(unseen.map(({ example }) => example.text).toSorted()).toEqual(
    [...others, odd].map(({ text }) => text).toSorted(),
  );
});

describe("chance", () => {
  test("is the same from the same seed", () => {
    const draw = (seed: number) => Array.from({ length: 5 }, randomFrom(seed));
    expect(draw(4)).toEqual(draw(4));
    expect(draw(4)).not.toEqual(draw(5));
    expect(draw(4).every((value) => value >= 0 && value < 1)).toBe(true);
  });

  test("shuffles and loses nothing", () => {
    const values = Array.from({ length: 50 }, (_, at) => at);
    const shuffled = [...values];
    shuffle(shuffled, randomFrom(1));
    expect(shuffled).not.toEqual(values);
    expect(shuffled.toSorted((one, other) => one - other)).toEqual(values);
  });

  test("fills the patterns, and leaves no blank open", () => {
    const sentences = plainSentences(5);
    expect(plainSentences(5)).toEqual(sentences);
    expect(sentences.filter(({ text }) => /[<>()|]/.test(text) || text === "")).toEqual([]);
  });
});
