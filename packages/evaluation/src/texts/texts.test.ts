import { compose } from "@jules/core/messaging";
import { expect, test } from "vitest";
import { corpusOf } from "./corpus.ts";
import { measure } from "./figures.ts";
import { texts } from "./index.ts";

test("an English reply costs 1.6 segments at most on average, and none is UCS-2 by accident", () => {
  const figures = measure("en", false);
  expect(figures.replies).toBe(2_000);
  expect(figures.after).toBeLessThanOrEqual(1.6);
  expect([figures.accidental, figures.gsmAfter]).toEqual([0, 1]);
  expect(figures.longest).toBeLessThanOrEqual(3);
  expect(figures.before).toBeGreaterThan(figures.after + 1);
});

test("Spanish keeps every accent within 2.6 segments", () => {
  const figures = measure("es", false);
  expect(figures.replies).toBe(500);
  expect(figures.after).toBeLessThanOrEqual(2.6);
  expect(figures.accents[1]).toBe(figures.accents[0]);
  expect([figures.accidental, figures.longest <= 4]).toEqual([0, true]);
});

test("the corpus is the same each time, and replies repeat little", () => {
  expect(corpusOf("en")).toEqual(corpusOf("en"));
  expect(new Set(corpusOf("en")).size).toBeGreaterThan(1_500);
  expect(corpusOf("en").filter((reply) => compose(reply) === reply).length).toBeLessThan(500);
});

test("the report says so", async () => {
  const { isKept, text } = await texts();
  expect(isKept).toBe(true);
  expect(text).toContain("| English, emoji off |");
});
