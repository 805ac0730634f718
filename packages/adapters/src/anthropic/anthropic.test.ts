import { prompt } from "@jules/core/persona";
import { type AnthropicSimulator, startAnthropicSimulator } from "@jules/simulators/anthropic";
import { afterAll, beforeAll, beforeEach, expect, test } from "vitest";
import { createAnthropicReplyModel } from "./index.ts";

let provider: AnthropicSimulator;
beforeAll(async () => {
  provider = await startAnthropicSimulator({ apiKey: "key" });
});
beforeEach(() => provider.clearScript());
afterAll(() => provider.close());

const model = (settings: { apiKey?: () => Promise<string>; timeoutMs?: number } = {}) =>
  createAnthropicReplyModel({
    baseUrl: provider.url,
    model: "claude-haiku-5-5",
    apiKey: async () => "key",
    ...settings,
  });
const asked = prompt([{ speaker: "member", body: "I got the job!" }]);

test("an answer comes with what it cost", async () => {
  const outcome = await model().reply(asked);
  expect(outcome).toMatchObject({
    kind: "answered",
    inputTokens: expect.any(Number),
    outputTokens: expect.any(Number),
  });
  expect(outcome.kind === "answered" && outcome.body).toBeTruthy();
});

test("the answer is found behind a thought", async () => {
  provider.script({ kind: "thinking" });
  expect(await model().reply(asked)).toMatchObject({ kind: "answered", body: expect.stringMatching(/\S/) });
});

test.each([
  ["refusal", "refusal"],
  ["empty", "empty"],
] as const)("a %s is an outcome, not a failure", async (kind, reason) => {
  provider.script({ kind });
  expect(await model().reply(asked)).toEqual({ kind: "declined", reason });
});

test.each([401, 402, 429, 500, 529])("status %i is a failure, told after one request", async (status) => {
  const before = provider.requests.length;
  provider.script({ kind: "status", status });
  await expect(model().reply(asked)).rejects.toMatchObject({ code: "model.unavailable" });
  expect(provider.requests.length - before).toBeLessThanOrEqual(1);
});

test.each([400, 413])("status %i is an answer: asking the same again would not help", async (status) => {
  provider.script({ kind: "status", status });
  expect(await model().reply(asked)).toEqual({ kind: "declined", reason: "rejected" });
});

test("no answer in time is a failure", async () => {
  provider.script({ kind: "hang" });
  await expect(model({ timeoutMs: 300 }).reply(asked)).rejects.toMatchObject({ code: "model.unavailable" });
});

test("a failure does not repeat what the member said", async () => {
  provider.script({ kind: "status", status: 500 });
  await expect(model().reply(asked)).rejects.toThrow(/^(?!.*got the job)/);
});

test("a rotated key is used from then on", async () => {
  let key = "wrong";
  const rotating = model({ apiKey: async () => key });
  await expect(rotating.reply(asked)).rejects.toMatchObject({ code: "model.unavailable" });
  key = "key";
  expect(await rotating.reply(asked)).toMatchObject({ kind: "answered" });
});
