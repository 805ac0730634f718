import { randomBytes } from "node:crypto";
import type { AnthropicFault } from "./faults.ts";
import type { MessagesRequest } from "./messages-request.ts";
import { estimateTokens, type InputUsage } from "./prompt-cache.ts";

type OutcomeFault = Exclude<AnthropicFault, { kind: "delay" | "thinking" | "status" | "hang" }>;

interface Outcome {
  readonly text: string;
  readonly stopReason: "end_turn" | "max_tokens" | "refusal";
  readonly stopDetails?: unknown;
}

const thinkingBlock = {
  type: "thinking",
  thinking: "The member wants to be heard before anything else.",
  signature: "c2ltdWxhdGlvbg==",
};
const errorTypes: Readonly<Record<number, string>> = {
  400: "invalid_request_error",
  401: "authentication_error",
  402: "billing_error",
  403: "permission_error",
  404: "not_found_error",
  413: "request_too_large",
  429: "rate_limit_error",
  500: "api_error",
  504: "timeout_error",
  529: "overloaded_error",
};

export function describeError(status: number, message: string, requestId: string): unknown {
  return { type: "error", error: { type: errorTypes[status] ?? "api_error", message }, request_id: requestId };
}

/** The body of a 200: the given text as the model would have brought it, cut at the request's max_tokens. */
export function composeAnswer(
  request: MessagesRequest,
  usage: InputUsage,
  text: string,
  fault: OutcomeFault | undefined,
  isThinkingFirst: boolean,
): unknown {
  const thinkingTokens = isThinkingFirst ? estimateTokens(thinkingBlock.thinking) : 0;
  const outcome = limit(decide(text, fault), request.maxTokens - thinkingTokens);
  const content = outcome.text === "" ? [] : [{ type: "text", text: outcome.text }];
  return {
    id: `msg_${randomBytes(12).toString("hex")}`,
    type: "message",
    role: "assistant",
    model: request.model,
    content: isThinkingFirst ? [thinkingBlock, ...content] : content,
    stop_reason: outcome.stopReason,
    stop_sequence: null,
    stop_details: outcome.stopDetails ?? null,
    usage: {
      ...usage,
      output_tokens: thinkingTokens + estimateTokens(outcome.text),
      output_tokens_details: { thinking_tokens: thinkingTokens },
      service_tier: "standard",
    },
  };
}

function decide(text: string, fault: OutcomeFault | undefined): Outcome {
  switch (fault?.kind) {
    case "refusal": {
      const stopDetails = { type: "refusal", category: fault.category ?? null, explanation: null };
      return { text: "", stopReason: "refusal", stopDetails };
    }
    case "max-tokens":
      return { text: fault.text ?? text.slice(0, Math.ceil(text.length / 2)), stopReason: "max_tokens" };
    case "empty":
      return { text: "", stopReason: "end_turn" };
    case "text":
      return { text: fault.text, stopReason: "end_turn" };
    default:
      return { text, stopReason: "end_turn" };
  }
}

function limit(outcome: Outcome, maxTokens: number): Outcome {
  const tokens = estimateTokens(outcome.text);
  if (tokens <= maxTokens) return outcome;
  const share = Math.max(0, maxTokens) / tokens;
  return { text: outcome.text.slice(0, Math.floor(outcome.text.length * share)), stopReason: "max_tokens" };
}
