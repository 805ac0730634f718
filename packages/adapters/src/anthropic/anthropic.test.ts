import { prompt } from "@jules/core/persona";
import { type AnthropicSimulator, startAnthropicSimulator } from "@jules/simulators/anthropic";
import { providerContract } from "@jules/testkit/contracts";
import { afterAll, beforeAll, beforeEach, describe, expect, test } from "vitest";
import { createAnthropicReplyModel } from "./index.ts";

let provider: AnthropicSimulator;
beforeAll(async () => {
  provider = await startAnthropicSimulator({ apiKey: "key" });
});
beforeEach(() => provider.clearScript());
afterAll(() => provider.close());

const model = (apiKey = async () => "key", id = "claude-haiku-5-5") =>
  createAnthropicReplyModel({ baseUrl: provider.url, model: id, apiKey });
const ATTEMPT = { timeoutMs: 8_000, again: false };
const asked = prompt([{ speaker: "member", body: "I got the job!" }]);

describe("Claude as the turn's model", () => {
  providerContract(async () => ({
    name: "anthropic/claude-haiku-5-5",
    model,
    questions: () => ({
      count: provider.requests.length,
      last: JSON.stringify(provider.requests.at(-1)?.body),
    }),
    meet(event) {
      switch (event.kind) {
        case "overloaded":
          return provider.script({ kind: "status", status: 529 });
        case "rejected":
          return provider.script({ kind: "status", status: 400 });
        case "thinking-first":
          return provider.script({ kind: "thinking" });
        case "cut-off":
          return provider.script({ kind: "max-tokens", text: event.text });
        case "status":
          return provider.script(event);
        case "refusal":
        case "empty":
        case "hang":
          return provider.script({ kind: event.kind });
        default:
          return event satisfies never;
      }
    },
  }));
});

test.each([400, 413])("status %i is an answer: asking the same again would not help", async (status) => {
  provider.script({ kind: "status", status });
  expect(await model().reply(asked, ATTEMPT)).toEqual({ kind: "declined", reason: "rejected" });
});

test("Sonnet is asked not to think in the way that it takes", async () => {
  expect(await model(undefined, "claude-sonnet-5-5").reply(asked, ATTEMPT)).toMatchObject({
    ...{ kind: "answered", model: "anthropic/claude-sonnet-5-5" },
  });
});

test("what to do in a crisis follows the prefix, which stays as it was and is cached", async () => {
  const mode = { crisis: { tier: "high", categories: ["suicide"], signals: [] } } as const;
  await model().reply(asked, ATTEMPT);
  await model().reply(prompt([{ speaker: "member", body: "i cant anymore" }], mode), ATTEMPT);
  const [ordinary, inCrisis] = provider.requests.slice(-2).map(({ body }) => (body as { system: unknown[] }).system);
  expect(ordinary).toHaveLength(1);
  expect(inCrisis).toEqual([ordinary?.[0], { type: "text", text: expect.stringContaining("Risk: high") }]);
});

test("a prefix that was read before is cheaper, and the answer says so", async () => {
  // The prompt itself may be too short to be cached.
  const long = { ...asked, system: "You are kind. ".repeat(400) };
  const first = await model().reply(long, ATTEMPT);
  const second = await model().reply(long, ATTEMPT);
  if (first.kind !== "answered" || second.kind !== "answered") throw new Error("the simulator answers");
  expect([first.cachedTokens, second.cacheWriteTokens]).toEqual([0, 0]);
  expect(second.cachedTokens).toBe(first.cacheWriteTokens);
  expect(second.inputTokens).toBe(first.inputTokens);
  expect(second.costMicroUsd).toBeLessThan(first.costMicroUsd ?? 0);
});
