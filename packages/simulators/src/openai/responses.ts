import { createHash, randomBytes } from "node:crypto";
import { composeReply } from "../anthropic/companion.ts";
import type { Clock } from "../clock.ts";
import { isRecord } from "../http-server.ts";
import type { ResponseFault } from "./faults.ts";

export interface ResponsesRequest {
  readonly model: string;
  readonly instructions: string;
  readonly input: readonly { readonly role: string; readonly text: string }[];
  readonly maxOutputTokens: number | undefined;
  readonly store: boolean;
}

const roles = ["user", "assistant", "system", "developer"];
const fewestOutputTokens = 16;
const charactersPerToken = 4;

/** A request as the Responses API accepts it, without streaming and without tools; otherwise what is wrong with which parameter. */
export function parseResponsesRequest(
  body: unknown,
): { readonly request: ResponsesRequest } | { readonly problem: string; readonly param?: string } {
  if (!isRecord(body)) return { problem: "We could not parse the JSON body of your request." };
  const { model, instructions = "", input, max_output_tokens: maxOutputTokens, stream, store = true } = body;
  if (typeof model !== "string" || model === "")
    return { problem: "Missing required parameter: 'model'.", param: "model" };
  if (stream === true) return { problem: "This simulation does not stream.", param: "stream" };
  if (typeof instructions !== "string") return { problem: "Invalid type for 'instructions'.", param: "instructions" };
  const limit = Number(maxOutputTokens ?? fewestOutputTokens);
  if (!Number.isInteger(limit) || limit < fewestOutputTokens) {
    const problem = `Invalid 'max_output_tokens': integer below minimum value. Expected a value >= ${fewestOutputTokens}.`;
    return { problem, param: "max_output_tokens" };
  }
  const messages = typeof input === "string" ? [{ role: "user", text: input }] : parseInput(input);
  if (!messages) return { problem: "Invalid value for 'input'.", param: "input" };
  return {
    request: {
      ...{ model, instructions, input: messages, store: store === true },
      maxOutputTokens: maxOutputTokens === undefined ? undefined : limit,
    },
  };
}

function parseInput(input: unknown): { role: string; text: string }[] | undefined {
  if (!Array.isArray(input) || input.length === 0) return undefined;
  const messages = input.map((item: unknown) => {
    if (!isRecord(item) || !roles.includes(String(item.role)) || (item.type ?? "message") !== "message")
      return undefined;
    const text = textIn(item.content);
    return text ? { role: String(item.role), text } : undefined;
  });
  return messages.every((message) => message !== undefined) ? messages : undefined;
}

function textIn(content: unknown): string | undefined {
  if (typeof content === "string") return content;
  if (!Array.isArray(content)) return undefined;
  const parts = content.filter(isRecord);
  const areTexts = parts.every(
    ({ type, text }) => /^(?:in|out)put_text$/.test(String(type)) && typeof text === "string",
  );
  return areTexts && parts.length === content.length ? parts.map(({ text }) => String(text)).join("\n") : undefined;
}

/** A plausible number of tokens, the same for the same text; not the vendor's tokenizer. */
function estimateTokens(text: string): number {
  return Math.ceil(text.length / charactersPerToken);
}

/** Which prompts begin as one did before: cached by itself from 1,024 tokens on, in steps of 128, for some minutes. */
export class PrefixCache {
  readonly #clock: Clock;
  readonly #until = new Map<string, number>();

  constructor(clock: Clock) {
    this.#clock = clock;
  }

  /** How many tokens of the request's beginning were cached; from now on they are. */
  use({ model, instructions }: ResponsesRequest): number {
    const tokens = estimateTokens(instructions);
    if (tokens < 1_024) return 0;
    const prefix = createHash("sha256").update(`${model}\n${instructions}`).digest("hex");
    const isCached = (this.#until.get(prefix) ?? 0) > this.#clock.now();
    this.#until.set(prefix, this.#clock.now() + 5 * 60_000);
    return isCached ? Math.floor(tokens / 128) * 128 : 0;
  }
}

interface Outcome {
  readonly status: "completed" | "incomplete" | "failed";
  readonly parts: readonly unknown[];
  readonly reason?: "max_output_tokens" | "content_filter";
}

/** The body of a 200. */
export function composeResponse(
  request: ResponsesRequest,
  cachedTokens: number,
  fault: ResponseFault | undefined,
  isReasoningFirst: boolean,
  createdAtMs: number,
): unknown {
  const { status, parts, reason } = outcomeOf(request, fault);
  const id = (prefix: string) => `${prefix}_${randomBytes(24).toString("hex")}`;
  const message = { id: id("msg"), type: "message", role: "assistant", status, content: parts };
  const inputTokens = estimateTokens([request.instructions, ...request.input.map(({ text }) => text)].join("\n"));
  const outputTokens = estimateTokens(JSON.stringify(parts));
  const reasoningTokens = isReasoningFirst ? 64 : 0;
  return {
    id: id("resp"),
    object: "response",
    created_at: Math.floor(createdAtMs / 1_000),
    status,
    error: status === "failed" ? { code: "server_error", message: "Scripted by the simulation" } : null,
    incomplete_details: reason ? { reason } : null,
    instructions: request.instructions,
    max_output_tokens: request.maxOutputTokens ?? null,
    model: request.model,
    output: [
      ...(isReasoningFirst ? [{ id: id("rs"), type: "reasoning", summary: [] }] : []),
      ...(status === "failed" ? [] : [message]),
    ],
    parallel_tool_calls: true,
    previous_response_id: null,
    store: request.store,
    tool_choice: "auto",
    tools: [],
    metadata: {},
    usage: {
      input_tokens: inputTokens,
      input_tokens_details: { cached_tokens: cachedTokens, cache_write_tokens: 0 },
      output_tokens: outputTokens + reasoningTokens,
      output_tokens_details: { reasoning_tokens: reasoningTokens },
      total_tokens: inputTokens + outputTokens + reasoningTokens,
    },
  };
}

function outcomeOf(request: ResponsesRequest, fault: ResponseFault | undefined): Outcome {
  const text = composeReply(
    request.input.map(({ role, text }) => ({ role, blocks: [{ type: "text", text, content: text }] })),
  );
  const half = text.slice(0, Math.ceil(text.length / 2));
  switch (fault?.kind) {
    case "refusal":
      return { status: "completed", parts: [{ type: "refusal", refusal: "I can't help with that." }] };
    case "empty":
      return { status: "completed", parts: [outputText("")] };
    case "max-tokens":
      return { status: "incomplete", parts: [outputText(fault.text ?? half)], reason: "max_output_tokens" };
    case "content-filter":
      return { status: "incomplete", parts: [outputText(half)], reason: "content_filter" };
    case "failed":
      return { status: "failed", parts: [] };
    default:
      return limited(fault?.text ?? text, request.maxOutputTokens);
  }
}

function limited(text: string, maxOutputTokens = Number.POSITIVE_INFINITY): Outcome {
  if (estimateTokens(text) <= maxOutputTokens) return { status: "completed", parts: [outputText(text)] };
  const cut = text.slice(0, maxOutputTokens * charactersPerToken);
  return { status: "incomplete", parts: [outputText(cut)], reason: "max_output_tokens" };
}

function outputText(text: string): unknown {
  return { type: "output_text", text, annotations: [] };
}
