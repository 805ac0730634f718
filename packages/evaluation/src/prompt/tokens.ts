import type { Prompt } from "@jules/core/persona";
import { encode } from "gpt-tokenizer/encoding/o200k_base";

/** By OpenAI's o200k; Anthropic publishes no tokenizer. */
export function tokensOf(text: string): number {
  return encode(text).length;
}

/** Around every message, by OpenAI's own account of its chats. */
const PER_MESSAGE = 4;

export interface PromptTokens {
  readonly prefix: number;
  readonly notes: number;
  readonly history: number;
  /** Of all that goes in, in percent. */
  readonly prefixPercent: number;
}

export function promptTokens({ system, notes = "", messages }: Prompt): PromptTokens {
  const prefix = tokensOf(system);
  const noted = tokensOf(notes);
  const history = messages.reduce((sum, { body }) => sum + tokensOf(body) + PER_MESSAGE, 0);
  return { prefix, notes: noted, history, prefixPercent: (100 * prefix) / (prefix + noted + history) };
}
