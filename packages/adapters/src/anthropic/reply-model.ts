import type { Prompt, ReplyModel } from "@jules/core/persona";
import { providerFailure, usageOf, wholeSentences } from "@jules/core/providers";
import { type AnthropicSettings, createMessagesApi, headersOf, isNeverTaken, statusOf } from "./messages-api.ts";

/** Thinking counts against this too, so it is not the length of an SMS. */
const MOST_TOKENS = 1_024;

/**
 * Claude through Anthropic's SDK.
 * @param settings.mostTokens what an answer may take at most; what a reply needs unless said otherwise.
 */
export function createAnthropicReplyModel(settings: AnthropicSettings & { readonly mostTokens?: number }): ReplyModel {
  const messages = createMessagesApi(settings);
  const { model, mostTokens = MOST_TOKENS } = settings;

  return {
    async reply(prompt, { timeoutMs }) {
      const signal = AbortSignal.timeout(timeoutMs);
      const api = await messages();
      const request = {
        model,
        max_tokens: mostTokens,
        thinking: leastThinking(model),
        system: systemOf(prompt),
        messages: messagesOf(prompt),
      };
      const answer = await api.create(request, { signal }).catch((error: unknown) => {
        if (isNeverTaken(error)) return undefined;
        throw providerFailure({ status: statusOf(error), headers: headersOf(error) });
      });
      if (!answer) return { kind: "declined", reason: "rejected" };
      if (answer.stop_reason === "refusal") return { kind: "declined", reason: "refusal" };
      // By its type: the first block may be a thought.
      const said = answer.content
        .flatMap((block) => (block.type === "text" ? [block.text] : []))
        .join("")
        .trim();
      const body = answer.stop_reason === "max_tokens" ? wholeSentences(said) : said;
      if (!body) return { kind: "declined", reason: "empty" };
      const { usage } = answer;
      const cachedRead = usage.cache_read_input_tokens ?? 0;
      const cacheWrite = usage.cache_creation_input_tokens ?? 0;
      const input = usage.input_tokens + cachedRead + cacheWrite;
      const tokens = { input, cachedRead, cacheWrite, output: usage.output_tokens };
      return { kind: "answered", body, ...usageOf(`anthropic/${model}`, tokens) };
    },
  };
}

/** A companion answers at once. Sonnet 5.5 does not take `disabled`; without tools there is nothing in between to think. */
function leastThinking(model: string) {
  return model.startsWith("claude-sonnet-5-5") ? ({ type: "between_tools" } as const) : ({ type: "disabled" } as const);
}

function systemOf({ system, crisis }: Prompt) {
  return [
    { type: "text" as const, text: system, cache_control: { type: "ephemeral" as const } },
    ...(crisis ? [{ type: "text" as const, text: crisis }] : []),
  ];
}

/** What is known of the member stands before their first words, as data of theirs and no instruction of ours. */
function messagesOf({ messages, notes }: Prompt) {
  return messages.map(({ speaker, body }, index) =>
    speaker === "member"
      ? { role: "user" as const, content: index === 0 && notes ? [textOf(notes), textOf(body)] : body }
      : { role: "assistant" as const, content: body },
  );
}

function textOf(text: string) {
  return { type: "text" as const, text };
}
