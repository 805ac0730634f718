import { Failure } from "../kernel/index.ts";
import type { Prompt, PromptMode, ReplyOutcome } from "../persona/index.ts";
import type { AskedModel } from "./observer.ts";
import type { Working } from "./working.ts";

/** Asks, and tells the observer what came of it. */
export async function observed(
  { turn, lease: { member } }: Working,
  prompt: Prompt,
  mode: PromptMode,
  ask: () => Promise<ReplyOutcome>,
): Promise<ReplyOutcome> {
  const startedAt = turn.clock.now();
  const tell = (outcome: AskedModel["outcome"]) =>
    turn.observer?.asked({
      ...{ prompt, outcome, startedAt, endedAt: turn.clock.now() },
      member: mode === "chat" ? member.id : undefined,
    });
  try {
    const outcome = await ask();
    tell(outcome);
    return outcome;
  } catch (error) {
    tell({
      kind: "failed",
      failure: error instanceof Failure ? [error.code, error.detail].join(" ").trim() : "unknown",
    });
    throw error;
  }
}
