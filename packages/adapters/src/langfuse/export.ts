import { createHash } from "node:crypto";
import type { AskedModel } from "@jules/core/conversation";
import { Failure, millisecondsOf } from "@jules/core/kernel";
import { type LangfuseGenerationAttributes, setLangfuseTracerProvider, startObservation } from "@langfuse/tracing";
import { type ExportResult, ExportResultCode } from "@opentelemetry/core";
import { OTLPTraceExporter } from "@opentelemetry/exporter-trace-otlp-http";
import { BasicTracerProvider, type ReadableSpan } from "@opentelemetry/sdk-trace-base";
import type { LangfuseSettings } from "./index.ts";

/**
 * Hands questions over to Langfuse, each as a trace with one generation, by OpenTelemetry's protocol (OTLP over HTTP, JSON).
 * The exporter alone is plain OpenTelemetry: Langfuse's own brings its whole REST client for uploads that we never make.
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
  const exporter = new OTLPTraceExporter({
    url: `${baseUrl}/api/public/otel/v1/traces`,
    headers: {
      authorization: `Basic ${Buffer.from(keys).toString("base64")}`,
      "x-langfuse-ingestion-version": "4",
    },
    timeoutMillis: timeoutMs,
    // A sandbox that was frozen wakes up with a connection that is none any more.
    keepAlive: false,
  });
  const { code } = await new Promise<ExportResult>((resolve) => exporter.export(spans, resolve));
  await exporter.shutdown();
  if (code !== ExportResultCode.SUCCESS) throw new Failure("langfuse.refused", "Langfuse did not take the traces");
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
