import { Failure, type Instant, type MemberId } from "../kernel/index.ts";
import type { Prompt, PromptMode, ReplyOutcome } from "../persona/index.ts";
import type { Working } from "./working.ts";

/** One question to the model and its answer, as somebody looks at them afterwards. */
export interface AskedModel {
  /** Undefined in a crisis: nobody is to find out whose it was. */
  readonly member: MemberId | undefined;
  readonly prompt: Prompt;
  /** The code and the detail of a failure, where there was no answer. */
  readonly outcome: ReplyOutcome | { readonly kind: "failed"; readonly failure: string };
  readonly startedAt: Instant;
  readonly endedAt: Instant;
}

/** Told of every question to the model. It keeps nobody waiting and never throws. */
export interface ModelObserver {
  asked(question: AskedModel): void;
}

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
