import { prompt } from "@jules/core/persona";
import { type OpenAiSimulator, startOpenAiSimulator } from "@jules/simulators/openai";
import { providerContract } from "@jules/testkit/contracts";
import { afterAll, beforeAll, beforeEach, describe, expect, test } from "vitest";
import { createLateOpenAiReplyModel } from "./index.ts";

let provider: OpenAiSimulator;
beforeAll(async () => {
  provider = await startOpenAiSimulator({ apiKey: "key" });
});
beforeEach(() => provider.clearScript());
afterAll(() => provider.close());

const model = (apiKey = async () => "key") =>
  createLateOpenAiReplyModel({ baseUrl: provider.apiUrl, model: "gpt-6-luna", apiKey });
const ATTEMPT = { timeoutMs: 8_000, again: false };
const asked = prompt([{ speaker: "member", body: "I got the job!" }]);

describe("a model of OpenAI as the turn's model", () => {
  providerContract(async () => ({
    name: "openai/gpt-6-luna",
    model,
    questions: () => ({ count: provider.requests.length, last: JSON.stringify(provider.requests.at(-1)) }),
    meet(event) {
      switch (event.kind) {
        case "overloaded":
          return provider.script({ kind: "status", status: 503 });
        case "rejected":
          return provider.script({ kind: "status", status: 400 });
        case "thinking-first":
          return provider.script({ kind: "reasoning" });
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

test("nothing is kept over there, and nothing says who asks", async () => {
  await model().reply(asked, ATTEMPT);
  const { store, ...request } = provider.requests.at(-1) as Record<string, unknown>;
  expect(store).toBe(false);
  expect(Object.keys(request).sort()).toEqual([
    ...["input", "instructions", "max_output_tokens", "model", "prompt_cache_key", "reasoning"],
  ]);
});

test("what to do in a crisis follows the instructions, which stay as they were", async () => {
  const mode = { crisis: { tier: "high", categories: ["suicide"], signals: [] } } as const;
  await model().reply(prompt([{ speaker: "member", body: "i cant anymore" }], mode), ATTEMPT);
  const { instructions } = provider.requests.at(-1) as { instructions: string };
  expect(instructions.startsWith(asked.system)).toBe(true);
  expect(instructions).toContain("Risk: high");
});

test("what a filter cuts off is a refusal: the rest is not said either", async () => {
  provider.script({ kind: "content-filter" });
  expect(await model().reply(asked, ATTEMPT)).toEqual({ kind: "declined", reason: "refusal" });
});

test("a response that comes back as failed is a failure that may pass", async () => {
  provider.script({ kind: "failed" });
  await expect(model().reply(asked, ATTEMPT)).rejects.toMatchObject({
    ...{ code: "model.unavailable", detail: "http-500" },
  });
  expect(await model().reply(asked, ATTEMPT)).toMatchObject({ kind: "answered" });
});

test("an account without credit is a failure, told after one request", async () => {
  const before = provider.requests.length;
  provider.script({ kind: "status", status: 429, code: "insufficient_quota" });
  await expect(model().reply(asked, ATTEMPT)).rejects.toMatchObject({ detail: "http-402" });
  expect(provider.requests.length - before).toBe(1);
});

test.each(["<html>", "{}", '{"status":"completed","output":null}'])(
  "an answer that is none (%s) is a failure",
  async (body) => {
    provider.script({ kind: "body", body });
    await expect(model().reply(asked, ATTEMPT)).rejects.toMatchObject({ code: "model.unavailable" });
  },
);
