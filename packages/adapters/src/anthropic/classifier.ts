import type { Message } from "@anthropic-ai/sdk/resources/messages";
import { type Adviser, parseSecondOpinion, type SecondOpinion, secondLookPrompt } from "@jules/core/crisis";
import { Failure } from "@jules/core/kernel";
import { type AnthropicSettings, createMessagesApi, isNeverTaken, statusOf } from "./messages-api.ts";

/** A tier and four categories are some thirty tokens. */
const MOST_TOKENS = 200;

/**
 * Claude as an adviser, with structured output: the API holds its answer to the schema (`output_config.format`). The form is
 * read by hand all the same, since a refusal and an answer that was cut off are HTTP 200 and keep to no form. Nothing that a
 * member wrote gets into a failure: it holds neither the SDK's error nor the answer.
 */
export function createAnthropicClassifier(settings: AnthropicSettings): Adviser {
  const messages = createMessagesApi(settings);

  return {
    async advise(texts, timeoutMs) {
      const signal = AbortSignal.timeout(timeoutMs);
      const { system, message, schema } = secondLookPrompt(texts);
      const api = await messages().catch((error: unknown) => failed("failed", failureCode(error)));
      if (api instanceof Failure) return api;
      try {
        // Looks are rare: a prefix that is cached for five minutes would be paid for and hardly ever read.
        const answer = await api.create(
          {
            model: settings.model,
            max_tokens: MOST_TOKENS,
            thinking: { type: "disabled" },
            system,
            messages: [{ role: "user", content: message }],
            output_config: { format: { type: "json_schema", schema } },
          },
          { signal },
        );
        return opinionOf(answer);
      } catch (error) {
        const status = statusOf(error);
        if (isNeverTaken(error)) return failed("rejected", `http-${status}`);
        return failed("unavailable", status ? `http-${status}` : signal.aborted ? "timed-out" : "no-answer");
      }
    },
  };
}

function opinionOf({ content, stop_reason: stopReason }: Message): SecondOpinion | Failure {
  if (stopReason === "refusal") return failed("refused");
  if (stopReason !== "end_turn") return failed("cut-off", stopReason ?? "no-reason");
  // A thought may come before it.
  const text = content.flatMap((block) => (block.type === "text" ? [block.text] : [])).join("");
  return parseSecondOpinion(text) ?? failed("unreadable");
}

function failed(reason: string, detail?: string): Failure {
  return new Failure(`second-look.${reason}`, "Claude has no opinion", detail === undefined ? {} : { detail });
}

function failureCode(error: unknown): string {
  return error instanceof Failure ? error.code : "unknown";
}
