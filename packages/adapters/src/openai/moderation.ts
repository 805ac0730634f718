import { type Adviser, judgedText } from "@jules/core/crisis";
import { Failure } from "@jules/core/kernel";
import type { Judge } from "@jules/core/moderation";
import { flaggedIn } from "./flags.ts";
import { type ModerationsApi, scoresOf } from "./moderations-api.ts";
import { opinionFrom } from "./thresholds.ts";

/**
 * OpenAI's moderation endpoint as an adviser. It is sent the text that is judged and no other: it does not know who
 * speaks, and would take what was said long ago for what is said now.
 */
export function createOpenAiModeration(api: ModerationsApi): Adviser {
  return {
    async advise(texts, timeoutMs) {
      const scores = await scoresOf(api, "second-look", judgedText(texts), timeoutMs);
      return scores instanceof Failure ? scores : opinionFrom(scores);
    },
  };
}

/** The same endpoint as a judge of what is beyond what Jules takes and says, by whose words they are. */
export function createOpenAiJudge(api: ModerationsApi): Judge {
  return {
    async judge(text, side, timeoutMs) {
      const scores = await scoresOf(api, "moderation", judgedText([text]), timeoutMs);
      if (scores instanceof Failure) return scores;
      const categories = flaggedIn(scores, side);
      return categories.length > 0 ? { kind: "flagged", categories } : { kind: "clear" };
    },
  };
}
