import { Failure } from "@jules/core/kernel";
import type { Attempt, Prompt, ReplyModel, ReplyOutcome } from "@jules/core/persona";

export interface ScriptedModel extends ReplyModel {
  /** What the model was asked, in order. */
  readonly prompts: Prompt[];
  /** With what time, and whether as a retry. */
  readonly attempts: Attempt[];
  /** What the next calls answer; afterwards, the usual answer again. */
  next(...outcomes: (ReplyOutcome | "unavailable" | (() => Promise<ReplyOutcome>))[]): void;
}

export function scriptedModel(usual = "I'm here. What's on your mind?"): ScriptedModel {
  const prompts: Prompt[] = [];
  const attempts: Attempt[] = [];
  const script: (ReplyOutcome | "unavailable" | (() => Promise<ReplyOutcome>))[] = [];
  return {
    prompts,
    attempts,
    next: (...outcomes) => void script.push(...outcomes),
    async reply(prompt, attempt) {
      prompts.push(prompt);
      attempts.push(attempt);
      const outcome = script.shift() ?? { kind: "answered", body: usual, inputTokens: 900, outputTokens: 20 };
      if (outcome === "unavailable") throw new Failure("model.unavailable", "scripted");
      return typeof outcome === "function" ? outcome() : outcome;
    },
  };
}
