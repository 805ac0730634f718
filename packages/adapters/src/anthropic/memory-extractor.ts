import type { Message } from "@anthropic-ai/sdk/resources/messages";
import { Failure } from "@jules/core/kernel";
import { extractionPrompt, type MemoryExtractor, parseExtraction, type ReadingCost } from "@jules/core/memory";
import { type AnthropicSettings, createMessagesApi, isNeverTaken, statusOf } from "./messages-api.ts";

/** A dozen facts and a summary are some 900 tokens. */
const MOST_TOKENS = 3_000;
/** Nobody waits for it. */
const TIMEOUT_MS = 30_000;

/**
 * Claude as a reader of conversations, with structured output: the API holds its answer to the schema. A refusal and an
 * answer that was cut off keep to no form, and are failures. Nothing that a member wrote gets into a failure: it holds neither
 * the SDK's error nor the answer.
 */
export function createAnthropicMemoryExtractor(settings: AnthropicSettings): MemoryExtractor {
  const messages = createMessagesApi(settings);

  return {
    async extract(reading) {
      const { system, message, schema } = extractionPrompt(reading);
      const api = await messages();
      const answer = await api
        .create(
          {
            model: settings.model,
            max_tokens: MOST_TOKENS,
            thinking: { type: "disabled" },
            system: [{ type: "text", text: system, cache_control: { type: "ephemeral" } }],
            messages: [{ role: "user", content: message }],
            output_config: { format: { type: "json_schema", schema: { ...schema } } },
          },
          { signal: AbortSignal.timeout(TIMEOUT_MS) },
        )
        .catch((error: unknown) => {
          const status = statusOf(error);
          const detail = status ? `http-${status}` : "no-answer";
          throw failed(isNeverTaken(error) ? "refused" : "unavailable", detail);
        });
      if (answer.stop_reason === "refusal") throw failed("refused");
      if (answer.stop_reason !== "end_turn") throw failed("cut-off", answer.stop_reason ?? "no-reason");
      const extraction = parseExtraction(textOf(answer), reading);
      if (!extraction) throw failed("unreadable");
      return { ...extraction, cost: costOf(answer) };
    },
  };
}

function textOf({ content }: Message): string {
  return content.flatMap((block) => (block.type === "text" ? [block.text] : [])).join("");
}

function costOf({ usage }: Message): ReadingCost {
  const cached = (usage.cache_creation_input_tokens ?? 0) + (usage.cache_read_input_tokens ?? 0);
  return { inputTokens: usage.input_tokens + cached, outputTokens: usage.output_tokens };
}

function failed(reason: "unavailable" | "refused" | "cut-off" | "unreadable", detail?: string): Failure {
  return new Failure(`extraction.${reason}`, "Claude did not read it", detail === undefined ? {} : { detail });
}
