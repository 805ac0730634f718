import type { Instant, MemberId } from "../kernel/index.ts";
import type { Prompt, ReplyOutcome } from "../persona/index.ts";

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
