import { crisisGuidance, type PromptMode } from "./crisis-guidance.ts";
import { withoutFence } from "./fence.ts";
import { SYSTEM } from "./jules/index.ts";

/** One text of the conversation, as the model sees it. */
export interface Exchange {
  readonly speaker: "member" | "jules";
  readonly body: string;
}

export interface Prompt {
  /** The same bytes for every member and every turn, so that the provider can cache it. */
  readonly system: string;
  /** How to speak to somebody who is in danger, or may be; comes after `system`, which stays as it is. */
  readonly crisis?: string | undefined;
  /** What is known of the member, as data: fenced, and given with their first message, never as instructions. */
  readonly notes?: string | undefined;
  /** Alternating, beginning with the member. */
  readonly messages: readonly Exchange[];
}

export type ReplyOutcome =
  | ({ readonly kind: "answered"; readonly body: string } & Usage)
  /**
   * The model declined, said nothing that could be sent, its provider will never take this request, or a moderator found
   * the texts or the answer beyond what Jules does.
   */
  | { readonly kind: "declined"; readonly reason: "refusal" | "empty" | "rejected" | "moderated" };

/** What an answer took. */
export interface Usage {
  /** All of them, those of the cached prefix included. */
  readonly inputTokens: number;
  readonly outputTokens: number;
  /** How many of the input were read from the provider's cache, and written to it. */
  readonly cachedTokens?: number | undefined;
  readonly cacheWriteTokens?: number | undefined;
  /** Who answered, as `provider/model`. */
  readonly model?: string | undefined;
  /** Which of the models in the stage's order that is, from 1. */
  readonly place?: number | undefined;
  /** At the provider's list prices, in millionths of a US dollar. */
  readonly costMicroUsd?: number | undefined;
}

export interface Attempt {
  /** How long the provider has, in milliseconds. */
  readonly timeoutMs: number;
  /** Whether the same texts were asked about before, in vain. A retry may be refused to spare the provider. */
  readonly again: boolean;
}

export interface ReplyModel {
  /**
   * Answers the last message of the prompt.
   * @throws Failure `model.unavailable` when the provider cannot be reached in time or cannot answer now.
   */
  reply(prompt: Prompt, attempt: Attempt): Promise<ReplyOutcome>;
}

/**
 * Texts of one speaker in a row become one message: the provider's API wants speakers to alternate. In a crisis there are no
 * notes: how somebody likes to be spoken to on other days, or what they would rather not hear of, has no say then.
 */
export function prompt(history: readonly Exchange[], mode: PromptMode = "chat", notes?: string): Prompt {
  const messages: Exchange[] = [];
  for (const { speaker, body } of history) {
    const said = { speaker, body: speaker === "member" ? withoutFence(body) : body };
    const last = messages.at(-1);
    if (last?.speaker === said.speaker) {
      messages[messages.length - 1] = { speaker: said.speaker, body: `${last.body}\n${said.body}` };
    } else if (last || said.speaker === "member") {
      messages.push(said);
    }
  }
  if (mode === "chat") return { system: SYSTEM, notes, messages };
  return { system: SYSTEM, crisis: crisisGuidance(mode.crisis), messages };
}
