import { describe, expect, test } from "vitest";
import { HEADS, judge, pooled, risk, shareOf, type Weights } from "./model.ts";

/** Weights by which every feature speaks for everything a little. */
const EVEN: Weights = {
  placeOf: () => 0,
  table: new Int8Array(HEADS.length).fill(1),
  scale: 0.01,
  biases: HEADS.map(() => -1),
  isKnown: () => true,
};

describe("the judgement", () => {
  test("is a number for each head, of every text", () => {
    for (const text of ["", "hi", "\u{1f602}", "not ".repeat(20_000)]) {
      const { logOdds } = judge(EVEN, text);
      expect(logOdds).toHaveLength(HEADS.length);
      expect([...logOdds].every(Number.isFinite)).toBe(true);
    }
  });

  test("of features that nobody has seen is the bias", () => {
    const { logOdds } = judge({ ...EVEN, placeOf: () => -1 }, "i want to die");
    expect([...logOdds]).toEqual(EVEN.biases);
  });

  test("is the same for the same text, whatever was judged in between", () => {
    const first = judge(EVEN, "i want to die. or not?");
    judge(EVEN, "something else altogether ".repeat(500));
    expect(judge(EVEN, "i want to die. or not?")).toEqual(first);
  });
});

describe("windows together", () => {
  test("are what the one says, where there is one", () => {
    expect(pooled([-2.5])).toBe(-2.5);
  });

  test("are about as grave as the gravest of them", () => {
    for (const count of [2, 10, 1_000]) {
      const one = pooled([3, ...Array.from({ length: count }, () => -3)]);
      expect(one).toBeGreaterThan(3 - 1);
      expect(one).toBeLessThan(3 + 1);
    }
  });

  test("are no less grave for small talk around them", () => {
    const among = (count: number) => pooled([3, ...Array.from({ length: count }, () => -3)]);
    expect(among(10_000)).toBeGreaterThanOrEqual(among(10));
  });

  test.each([2, 100, 500_000])("are no graver for being %i of the same", (count) => {
    expect(pooled(Array.from({ length: count }, () => -1))).toBeCloseTo(-1);
  });
});

test("a feature says less the more there are", () => {
  expect(shareOf(10)).toBe(shareOf(0));
  expect(shareOf(100)).toBeLessThan(shareOf(50));
});

test("each of the four dangers can raise the risk by itself, and none lowers it", () => {
  const calm = HEADS.map(() => -3);
  for (const head of ["crisis", "suicide", "self-harm", "violence", "abuse"] as const) {
    const raised = Float64Array.from(calm);
    raised[HEADS.indexOf(head)] = 3;
    expect(risk(raised)).toBeGreaterThan(risk(Float64Array.from(calm)));
  }
});
