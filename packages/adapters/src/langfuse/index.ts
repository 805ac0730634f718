import type { AskedModel, ModelObserver } from "@jules/core/conversation";
import type { LangfuseSettings } from "./settings.ts";

export interface Langfuse extends ModelObserver {
  /** Hands over what was observed since the last time, in one request. Never throws, and takes no longer than `timeoutMs`. */
  flush(): Promise<void>;
}

/** So many are kept between two flushes; a turn asks three times at most. */
const MOST_KEPT = 20;

/**
 * Langfuse as the observer of a turn's questions. What is observed is kept, and handed over when the turn is done: nobody waits
 * for it. Its libraries are loaded with the first question that there is a key for.
 */
export function createLangfuse(settings: LangfuseSettings): Langfuse {
  let kept: AskedModel[] = [];
  return {
    asked(question) {
      if (kept.length < MOST_KEPT) kept.push(question);
    },
    async flush() {
      const questions = kept;
      kept = [];
      if (questions.length === 0) return;
      try {
        const keys = await settings.keys();
        if (!keys) return;
        const { exportQuestions } = await import("./export.ts");
        await exportQuestions(settings, keys, questions);
      } catch (error) {
        settings.failed(error);
      }
    },
  };
}
