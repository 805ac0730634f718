import type { Prompt, ReplyModel, ReplyOutcome } from "@jules/core/persona";
import { providerFailure, usageOf, wholeSentences } from "@jules/core/providers";
import { OpenAI } from "openai/client";
import type { Response, ResponseCreateParamsNonStreaming } from "openai/resources/responses/responses";

export interface OpenAiReplySettings {
  /** With `/v1`. */
  readonly baseUrl: string;
  readonly model: string;
  /** Read per call, so that a rotated key arrives. */
  readonly apiKey: () => Promise<string>;
  /** What an answer may take at most; what a reply needs unless said otherwise. */
  readonly mostTokens?: number;
}

/** Reasoning, where a model does any, counts against this too. */
const MOST_TOKENS = 1_024;
/** Fewer the API does not take. */
const FEWEST_TOKENS = 16;

/** Asking the same again would be refused again: malformed, too large, not to be processed. */
const NEVER_TAKEN: ReadonlySet<number> = new Set([400, 413, 422]);

const PAYMENT_REQUIRED = 402;

/**
 * A model of OpenAI through its Responses API. This file brings the whole SDK (386 kB): `late-reply-model.ts` imports it when
 * it is first needed, and nobody else does.
 */
export function createOpenAiReplyModel(settings: OpenAiReplySettings): ReplyModel {
  const { baseUrl, apiKey, model, mostTokens = MOST_TOKENS } = settings;
  let client: { readonly key: string; readonly api: OpenAI } | undefined;

  async function api(): Promise<OpenAI> {
    const key = await apiKey();
    if (client?.key !== key) {
      const quiet = { maxRetries: 0, logLevel: "off" } as const;
      // Nothing is taken from the environment, whatever it has.
      client = { key, api: new OpenAI({ apiKey: key, baseURL: baseUrl, organization: null, project: null, ...quiet }) };
    }
    return client.api;
  }

  return {
    async reply(prompt, { timeoutMs }) {
      const signal = AbortSignal.timeout(timeoutMs);
      const { responses } = await api();
      const request = requestOf(prompt, model, Math.max(mostTokens, FEWEST_TOKENS));
      const answer = await responses.create(request, { signal }).catch((error: unknown) => {
        const status = isOutOfCredit(error) ? PAYMENT_REQUIRED : statusOf(error);
        if (NEVER_TAKEN.has(status)) return undefined;
        throw providerFailure({ status, headers: headersOf(error) });
      });
      return answer ? outcomeOf(answer, model) : { kind: "declined", reason: "rejected" };
    },
  };
}

/** Nothing is stored over there, and nothing says who asks: a prompt has no id to give. */
function requestOf(
  { system, crisis, notes, messages }: Prompt,
  model: string,
  mostTokens: number,
): ResponseCreateParamsNonStreaming {
  return {
    model,
    store: false,
    // What is the same for everybody comes first, so that it can be cached.
    instructions: crisis ? `${system}\n\n${crisis}` : system,
    input: messages.map(({ speaker, body }, index) =>
      speaker === "member"
        ? {
            role: "user",
            content: [...(index === 0 && notes ? [notes] : []), body].map((text) => ({ type: "input_text", text })),
          }
        : { role: "assistant", content: body },
    ),
    max_output_tokens: mostTokens,
    // A companion answers at once.
    reasoning: { effort: "none" },
    prompt_cache_key: "jules-replies",
  };
}

function outcomeOf({ status, error, incomplete_details, output, usage }: Response, model: string): ReplyOutcome {
  // The SDK hands on whatever came.
  if ((status !== "completed" && status !== "incomplete") || !Array.isArray(output)) {
    throw providerFailure({ status: error?.code === "rate_limit_exceeded" ? 429 : 500 });
  }
  // By its type: reasoning may come first.
  const parts = output.flatMap((item) => (item.type === "message" ? item.content : []));
  const isFiltered = status === "incomplete" && incomplete_details?.reason === "content_filter";
  if (isFiltered || parts.some(({ type }) => type === "refusal")) return { kind: "declined", reason: "refusal" };
  const said = parts
    .flatMap((part) => (part.type === "output_text" ? [part.text] : []))
    .join("")
    .trim();
  const body = status === "incomplete" ? wholeSentences(said) : said;
  if (!body) return { kind: "declined", reason: "empty" };
  const details = usage?.input_tokens_details;
  const tokens = {
    input: usage?.input_tokens ?? 0,
    cachedRead: details?.cached_tokens ?? 0,
    cacheWrite: details?.cache_write_tokens ?? 0,
    output: usage?.output_tokens ?? 0,
  };
  return { kind: "answered", body, ...usageOf(`openai/${model}`, tokens) };
}

/** Told with a 429, as if there were too many requests; waiting does not help against it. */
function isOutOfCredit(error: unknown): boolean {
  return typeof error === "object" && error !== null && "code" in error && error.code === "insufficient_quota";
}

function statusOf(error: unknown): number {
  return typeof error === "object" && error !== null && "status" in error ? Number(error.status) || 0 : 0;
}

function headersOf(error: unknown): Headers | undefined {
  const headers = typeof error === "object" && error !== null && "headers" in error ? error.headers : undefined;
  return headers instanceof Headers ? headers : undefined;
}
