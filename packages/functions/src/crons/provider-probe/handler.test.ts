import { Failure } from "@jules/core/kernel";
import type { ModelName } from "@jules/core/providers";
import { lambdaContext } from "@jules/testkit/lambda";
import { scriptedModel } from "@jules/testkit/memory";
import { expect, test } from "vitest";
import { recordingReporter } from "../../runtime/recording-reporter.ts";
import { createHandler } from "./handler.ts";

function configured(name: ModelName, hasKey = true) {
  return { name, model: scriptedModel("OK"), isOn: async () => hasKey };
}

async function probe(...models: readonly ReturnType<typeof configured>[]) {
  const reporter = recordingReporter();
  await createHandler({ reporter, models })({}, lambdaContext());
  return { lines: reporter.lines.map(({ fields }) => fields), metrics: reporter.metrics };
}

test("every model is asked for a word, and says that it works", async () => {
  const [haiku, luna] = [configured("anthropic/claude-haiku-5-5"), configured("openai/gpt-6-luna")];
  const { lines } = await probe(haiku, luna);
  expect(lines).toEqual([
    { model: "anthropic/claude-haiku-5-5", result: "works" },
    { model: "openai/gpt-6-luna", result: "works" },
  ]);
  expect([haiku.model.prompts.length, luna.model.prompts.length]).toEqual([1, 1]);
});

test("a model without a key is not asked, and nobody is called for it", async () => {
  const luna = configured("openai/gpt-6-luna", false);
  const { lines, metrics } = await probe(luna);
  expect(lines).toEqual([{ model: "openai/gpt-6-luna", result: "no-key" }]);
  expect(luna.model.prompts).toEqual([]);
  expect([metrics.ModelsRefused, metrics.ModelProbesFailed]).toEqual([0, 0]);
});

test.each([
  ["an expired key", "http-401", "refused"],
  ["no credit", "http-402", "refused"],
  ["a model that was withdrawn", "http-404", "refused"],
  ["an overloaded provider", "http-529.retry-after-3", "failed"],
  ["silence", "no-answer", "failed"],
] as const)("%s of one model is told, and the others are asked all the same", async (_what, detail, result) => {
  const [haiku, luna] = [configured("anthropic/claude-haiku-5-5"), configured("openai/gpt-6-luna")];
  haiku.model.next(() => Promise.reject(new Failure("model.unavailable", "scripted", { detail })));
  const { lines, metrics } = await probe(haiku, luna);
  expect(lines).toEqual([
    { model: "anthropic/claude-haiku-5-5", result, detail },
    { model: "openai/gpt-6-luna", result: "works" },
  ]);
  expect(metrics).toMatchObject({
    ModelsRefused: Number(result === "refused"),
    ModelProbesFailed: Number(result === "failed"),
  });
});

test("a request that a provider will never take counts as refused, and one without words as taken", async () => {
  const [haiku, luna] = [configured("anthropic/claude-haiku-5-5"), configured("openai/gpt-6-luna")];
  haiku.model.next({ kind: "declined", reason: "rejected" });
  luna.model.next({ kind: "declined", reason: "empty" });
  const { lines } = await probe(haiku, luna);
  expect(lines).toMatchObject([{ result: "refused" }, { result: "works" }]);
});
