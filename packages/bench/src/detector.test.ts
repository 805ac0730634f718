import { assess } from "@jules/core/crisis/assessing";
import { expect, test } from "vitest";
import { longTexts, sampleTexts } from "./detector.ts";

test("the sample is the same each time, and of texts that fit two segments", () => {
  const texts = sampleTexts();
  expect(sampleTexts()).toEqual(texts);
  expect(texts).toHaveLength(1_000);
  expect(Math.max(...texts.map(({ length }) => length))).toBeLessThanOrEqual(320);
});

test("the long texts have the same length, and a verdict each", () => {
  for (const text of longTexts().values()) {
    expect(text).toHaveLength(10_240);
    expect(["clear", "watch", "act"]).toContain(assess(text).verdict);
  }
});
