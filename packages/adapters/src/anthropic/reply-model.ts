import { BaseAnthropic } from "@anthropic-ai/sdk/client";
import { Messages } from "@anthropic-ai/sdk/resources/messages";
import { Failure } from "@jules/core/kernel";
import type { ReplyModel } from "@jules/core/persona";

/** Thinking counts against this too, so it is not the length of an SMS. */
const MOST_TOKENS = 1_024;

/**
 * Claude through Anthropic's SDK. The SDK's own retries are off: the queue tries again, and a turn has one budget.
 * @param apiKey read per call, so that a rotated key arrives.
 */
export function createAnthropicReplyModel(settings: {
  readonly baseUrl: string;
  readonly model: string;
  readonly apiKey: () => Promise<string>;
}): ReplyModel {
  let client: { readonly key: string; readonly messages: Messages } | undefined;

  async function messages(): Promise<Messages> {
    const key = await settings.apiKey();
    if (client?.key !== key) {
      const base = new BaseAnthropic({ apiKey: key, baseURL: settings.baseUrl, maxRetries: 0 });
      client = { key, messages: new Messages(base) };
    }
    return client.messages;
  }

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
          if (NEVER_TAKEN.has(statusOf(error)) && !isAboutTheAccount(error)) return undefined;
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

/** Asking the same again would be refused again: malformed, too large, not to be processed. */
const NEVER_TAKEN: ReadonlySet<number> = new Set([400, 413, 422]);

/** An account without credit is refused as if the request were wrong; it is an outage, and somebody has to pay. */
function isAboutTheAccount(error: unknown): boolean {
  return error instanceof Error && /credit balance|billing|(?:spend|usage) limit/i.test(error.message);
}

function statusOf(error: unknown): number {
  return typeof error === "object" && error !== null && "status" in error ? Number(error.status) : 0;
}
