import { prompt } from "@jules/core/persona";
import { type AnthropicSimulator, startAnthropicSimulator } from "@jules/simulators/anthropic";
import { replyModelContract } from "@jules/testkit/contracts";
import { afterAll, beforeAll, beforeEach, describe, expect, test } from "vitest";
import { createAnthropicReplyModel } from "./index.ts";

let provider: AnthropicSimulator;
beforeAll(async () => {
  provider = await startAnthropicSimulator({ apiKey: "key" });
});
beforeEach(() => provider.clearScript());
afterAll(() => provider.close());

const model = (settings: { apiKey?: () => Promise<string> } = {}) =>
  createAnthropicReplyModel({
    baseUrl: provider.url,
    model: "claude-haiku-5-5",
    apiKey: async () => "key",
    ...settings,
  });
const ATTEMPT = { timeoutMs: 8_000, again: false };
const asked = prompt([{ speaker: "member", body: "I got the job!" }]);

describe("Claude as the turn's model", () => {
  replyModelContract(async () => ({
    model: model(),
    meet(event) {
      switch (event) {
        case "overloaded":
          return provider.script({ kind: "status", status: 529 });
        case "rejected":
          return provider.script({ kind: "status", status: 400 });
        case "refusal":
        case "empty":
        case "hang":
          return provider.script({ kind: event });
        default:
          return event satisfies never;
      }
    },
  }));
});

test("the answer is found behind a thought", async () => {
  provider.script({ kind: "thinking" });
  expect(await model().reply(asked, ATTEMPT)).toMatchObject({ kind: "answered", body: expect.stringMatching(/\S/) });
});

test.each([401, 402, 429, 500, 529])("status %i is a failure, told after one request", async (status) => {
  const before = provider.requests.length;
  provider.script({ kind: "status", status });
  await expect(model().reply(asked, ATTEMPT)).rejects.toMatchObject({ code: "model.unavailable" });
  expect(provider.requests.length - before).toBeLessThanOrEqual(1);
});

test.each([400, 413])("status %i is an answer: asking the same again would not help", async (status) => {
  provider.script({ kind: "status", status });
  expect(await model().reply(asked, ATTEMPT)).toEqual({ kind: "declined", reason: "rejected" });
});

test("what to do in a crisis follows the prefix, which stays as it was and is cached", async () => {
  const mode = { crisis: { tier: "high", categories: ["suicide"], signals: [] } } as const;
  await model().reply(asked, ATTEMPT);
  await model().reply(prompt([{ speaker: "member", body: "i cant anymore" }], mode), ATTEMPT);
  const [ordinary, inCrisis] = provider.requests.slice(-2).map(({ body }) => (body as { system: unknown[] }).system);
  expect(ordinary).toHaveLength(1);
  expect(inCrisis).toEqual([ordinary?.[0], { type: "text", text: expect.stringContaining("Risk: high") }]);
});

test("a failure does not repeat what the member said", async () => {
  provider.script({ kind: "status", status: 500 });
  await expect(model().reply(asked, ATTEMPT)).rejects.toThrow(/^(?!.*got the job)/);
});

test("a rotated key is used from then on", async () => {
  let key = "wrong";
  const rotating = model({ apiKey: async () => key });
  await expect(rotating.reply(asked, ATTEMPT)).rejects.toMatchObject({ code: "model.unavailable" });
  key = "key";
  expect(await rotating.reply(asked, ATTEMPT)).toMatchObject({ kind: "answered" });
});
