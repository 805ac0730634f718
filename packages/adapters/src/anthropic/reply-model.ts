import { Failure } from "@jules/core/kernel";
import type { ReplyModel } from "@jules/core/persona";
import { type AnthropicSettings, createMessagesApi, isNeverTaken, statusOf } from "./messages-api.ts";

/** Thinking counts against this too, so it is not the length of an SMS. */
const MOST_TOKENS = 1_024;

/** Claude through Anthropic's SDK. */
export function createAnthropicReplyModel(settings: AnthropicSettings): ReplyModel {
  const messages = createMessagesApi(settings);

  return {
    async reply(prompt, { timeoutMs }) {
      const api = await messages();
      const answer = await api
        .create(
          {
            model: settings.model,
            max_tokens: MOST_TOKENS,
            thinking: { type: "disabled" },
            system: [
              { type: "text", text: prompt.system, cache_control: { type: "ephemeral" } },
              ...(prompt.crisis ? [{ type: "text" as const, text: prompt.crisis }] : []),
            ],
            messages: prompt.messages.map(({ speaker, body }) => ({
              role: speaker === "member" ? "user" : "assistant",
              content: body,
            })),
          },
          { signal: AbortSignal.timeout(timeoutMs) },
        )
        .catch((error: unknown) => {
          if (isNeverTaken(error)) return undefined;
          const status = statusOf(error);
          // The error's message may quote the request; its status says enough.
          const detail = status ? `http-${status}` : "no-answer";
          throw new Failure("model.unavailable", "Anthropic did not answer", { cause: error, detail });
        });
      if (!answer) return { kind: "declined", reason: "rejected" };
      const body = answer.content
        .flatMap((block) => (block.type === "text" ? [block.text] : []))
        .join("")
        .trim();
      if (answer.stop_reason === "refusal") return { kind: "declined", reason: "refusal" };
      if (!body) return { kind: "declined", reason: "empty" };
      const { usage } = answer;
      const inputTokens =
        usage.input_tokens + (usage.cache_creation_input_tokens ?? 0) + (usage.cache_read_input_tokens ?? 0);
      return { kind: "answered", body, inputTokens, outputTokens: usage.output_tokens };
    },
  };
}
