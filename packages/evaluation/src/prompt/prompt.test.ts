import { expect, test } from "vitest";
import { BUDGET, PRICES } from "./prices.ts";
import {
  costs,
  LEAST_ESTIMATE,
  LEAST_PREFIX_PERCENT,
  LEAST_PREFIX_TOKENS,
  MOST_MEMORY_TOKENS,
  measurePrompt,
} from "./section.ts";

const figures = measurePrompt();

test("the prefix is long enough for every cache, and most of what goes in", () => {
  expect(figures.tokens.prefix).toBeGreaterThanOrEqual(LEAST_PREFIX_TOKENS);
  expect(figures.tokens.prefixPercent).toBeGreaterThanOrEqual(LEAST_PREFIX_PERCENT);
});

test("it is the same bytes in every turn of every member", () => {
  expect(figures.differentPrefixes).toBe(1);
});

test("what is remembered keeps its bound by a real tokenizer, and uses most of it", () => {
  expect(figures.memory).toBeLessThanOrEqual(MOST_MEMORY_TOKENS);
  expect(figures.memory).toBeGreaterThan(0.6 * MOST_MEMORY_TOKENS);
});

test("no text has more tokens than estimated, by more than the twentieth", () => {
  expect(figures.estimate.lowest).toBeGreaterThanOrEqual(LEAST_ESTIMATE);
  expect(figures.estimate.mean).toBeLessThan(1.6);
});

test("a full turn keeps the budget, with the model it was made with", () => {
  const price = PRICES.find(({ model }) => model === BUDGET.model);
  expect(price && costs(figures.tokens, price).cached).toBeLessThanOrEqual(BUDGET.most);
});
