import { describe, expect, test } from "vitest";
import { ENDING_MODELS, KNOWN_MODELS, parseReplyModels, usageOf } from "./index.ts";

describe("the setting that says which models answer", () => {
  test("is read in its order", () => {
    expect(parseReplyModels("anthropic/claude-haiku-5-5, openai/gpt-5.4-mini")).toEqual([
      { name: "anthropic/claude-haiku-5-5", provider: "anthropic", id: "claude-haiku-5-5" },
      { name: "openai/gpt-5.4-mini", provider: "openai", id: "gpt-5.4-mini" },
    ]);
  });

  test.each([
    "",
    "claude-haiku-5-5",
    "acme/gpt-6-luna",
    "openai/claude-haiku-5-5",
    "openai/gpt-6-luna,",
    "constructor",
  ])("%j is refused with what is known", (setting) => {
    const problem = parseReplyModels(setting);
    for (const name of KNOWN_MODELS) expect(problem).toContain(name);
  });

  test("names nobody twice", () => {
    expect(parseReplyModels("openai/gpt-6-luna,openai/gpt-6-luna")).toBe("must not name a model twice");
  });

  test.each(ENDING_MODELS)("%s is refused: it is shut down on %s", (name, day) => {
    expect(parseReplyModels(`anthropic/claude-haiku-5-5,${name}`)).toContain(`"${name}" is shut down on ${day}`);
  });
});

describe("what an answer cost, in millionths of a dollar,", () => {
  const tokens = { input: 2_000, cachedRead: 0, cacheWrite: 0, output: 100 };
  const cost = (model: string, some: Partial<typeof tokens> = {}) =>
    usageOf(model, { ...tokens, ...some }).costMicroUsd;

  test.each([
    ["all of it read for the first time", {}, 200 + 50],
    ["most of it read from the cache", { cachedRead: 1_500 }, 50 + 15 + 50],
    ["most of it written to the cache", { cacheWrite: 1_500 }, 50 + 188 + 50],
    ["so long that it costs five times as much", { input: 100_001 }, 5 * 10_050.1],
  ])("with %s", (_what, some, microUsd) => {
    expect(cost("anthropic/claude-haiku-5-5", some)).toBe(Math.ceil(microUsd));
  });

  test.each(KNOWN_MODELS)("is something with %s, and the cache makes it no dearer", (name) => {
    expect(cost(name)).toBeGreaterThan(0);
    expect(cost(name, { cachedRead: 1_500 })).toBeLessThanOrEqual(cost(name) ?? 0);
  });

  test("is not known of a model that nobody knows", () => {
    expect(usageOf("acme/one", tokens)).toEqual({
      ...{ inputTokens: 2_000, outputTokens: 100, cachedTokens: 0, cacheWriteTokens: 0, model: "acme/one" },
    });
  });
});
