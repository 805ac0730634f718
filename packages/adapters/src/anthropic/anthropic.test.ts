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

const model = (settings: { apiKey?: () => Promise<string> } = {}) =>
  createAnthropicReplyModel({
    baseUrl: provider.url,
    model: "claude-haiku-5-5",
    apiKey: async () => "key",
    ...settings,
  });
const ATTEMPT = { timeoutMs: 8_000, again: false };
const asked = prompt([{ speaker: "member", body: "I got the job!" }]);

test("an answer comes with what it cost", async () => {
  const outcome = await model().reply(asked, ATTEMPT);
  expect(outcome).toMatchObject({
    kind: "answered",
    inputTokens: expect.any(Number),
    outputTokens: expect.any(Number),
  });
  expect(outcome.kind === "answered" && outcome.body).toBeTruthy();
});

test("the answer is found behind a thought", async () => {
  provider.script({ kind: "thinking" });
  expect(await model().reply(asked, ATTEMPT)).toMatchObject({ kind: "answered", body: expect.stringMatching(/\S/) });
});

test.each([
  ["refusal", "refusal"],
  ["empty", "empty"],
] as const)("a %s is an outcome, not a failure", async (kind, reason) => {
  provider.script({ kind });
  expect(await model().reply(asked, ATTEMPT)).toEqual({ kind: "declined", reason });
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

test("no answer in time is a failure", async () => {
  provider.script({ kind: "hang" });
  await expect(model().reply(asked, { ...ATTEMPT, timeoutMs: 300 })).rejects.toMatchObject({
    code: "model.unavailable",
  });
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
