import { createHash } from "node:crypto";
import type { AskedModel } from "@jules/core/conversation";
import { Failure, millisecondsOf } from "@jules/core/kernel";
import { type LangfuseGenerationAttributes, setLangfuseTracerProvider, startObservation } from "@langfuse/tracing";
import { JsonTraceSerializer } from "@opentelemetry/otlp-transformer";
import { BasicTracerProvider, type ReadableSpan } from "@opentelemetry/sdk-trace-base";
import type { LangfuseSettings } from "./settings.ts";

/**
 * Hands questions over to Langfuse, each as a trace with one generation, by OpenTelemetry's protocol (OTLP over HTTP, JSON).
 * Langfuse's own exporter brings its whole REST client for uploads that we never make, and OpenTelemetry's loads Node's HTTP
 * client in a way that our bundles do not know; one POST is all that is left.
 * @param keys `<public key>:<secret key>`.
 * @throws Failure `langfuse.refused`.
 */
export async function exportQuestions(
  { baseUrl, stage, showsContent, timeoutMs }: LangfuseSettings,
  keys: string,
  questions: readonly AskedModel[],
): Promise<void> {
  const spans: ReadableSpan[] = [];
  const provider = new BasicTracerProvider({
    spanProcessors: [
      {
        onStart: () => undefined,
        onEnd: (span) => void spans.push(span),
        forceFlush: async () => undefined,
        shutdown: async () => undefined,
      },
    ],
  });
  setLangfuseTracerProvider(provider);
  for (const question of questions) observe(question, stage, showsContent);
  const body = JsonTraceSerializer.serializeRequest(spans);
  if (!body) throw new Failure("langfuse.refused", "the traces could not be written");
  const response = await fetch(`${baseUrl}/api/public/otel/v1/traces`, {
    method: "POST",
    headers: {
      authorization: `Basic ${Buffer.from(keys).toString("base64")}`,
      "content-type": "application/json",
      "x-langfuse-ingestion-version": "4",
    },
    body,
    signal: AbortSignal.timeout(timeoutMs),
  }).catch((cause: unknown) => {
    throw new Failure("langfuse.refused", "Langfuse gave no answer", { cause, detail: "no-answer" });
  });
  await response.arrayBuffer().catch(() => undefined);
  if (!response.ok) {
    throw new Failure("langfuse.refused", "Langfuse did not take the traces", { detail: `http-${response.status}` });
  }
}

function observe(
  { member, prompt, outcome, startedAt, endedAt }: AskedModel,
  stage: string,
  showsContent: boolean,
): void {
  const shown = (words: string) => (showsContent ? words : `[${words.length} characters]`);
  const attributes: LangfuseGenerationAttributes = {
    environment: stage,
    input: prompt.messages.map(({ speaker, body }) => ({
      role: speaker === "member" ? "user" : "assistant",
      content: shown(body),
    })),
    metadata: { inCrisis: prompt.crisis !== undefined, hasNotes: prompt.notes !== undefined },
  };
  const generation = startObservation(
    "reply",
    { ...attributes, ...resultOf(outcome, shown) },
    { asType: "generation", startTime: new Date(millisecondsOf(startedAt)) },
  );
  if (member) generation.otelSpan.setAttribute("user.id", hashOf(member));
  generation.end(new Date(millisecondsOf(endedAt)));
}

function resultOf(outcome: AskedModel["outcome"], shown: (words: string) => string): LangfuseGenerationAttributes {
  switch (outcome.kind) {
    case "answered": {
      const { body, model, inputTokens, outputTokens, cachedTokens = 0, cacheWriteTokens = 0, costMicroUsd } = outcome;
      return {
        output: shown(body),
        ...(model !== undefined && { model }),
        usageDetails: {
          input: inputTokens - cachedTokens - cacheWriteTokens,
          input_cached_tokens: cachedTokens,
          input_cache_creation: cacheWriteTokens,
          output: outputTokens,
        },
        ...(costMicroUsd !== undefined && { costDetails: { total: costMicroUsd / 1_000_000 } }),
      };
    }
    case "declined":
      return { level: "WARNING", statusMessage: `declined ${outcome.reason}` };
    case "failed":
      return { level: "ERROR", statusMessage: outcome.failure };
    default:
      return outcome satisfies never;
  }
}

/** Who has the members' table can tell whose it was; Langfuse cannot. */
function hashOf(member: string): string {
  return createHash("sha256").update(`langfuse|${member}`).digest("hex").slice(0, 16);
}
