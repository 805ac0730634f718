import { type Adviser, judgedText } from "@jules/core/crisis";
import { Failure } from "@jules/core/kernel";
import * as z from "zod/mini";
import { opinionFrom } from "./thresholds.ts";

/** A dated model: thresholds belong to its scores. */
const MODEL = "omni-moderation-2024-09-26";

const score = z.number().check(z.minimum(0), z.maximum(1));

/** What we read of the answer (POST /v1/moderations); one text has one result. */
const Moderation = z.object({
  results: z.tuple([
    z.object({
      category_scores: z.object({
        "self-harm": score,
        "self-harm/intent": score,
        "self-harm/instructions": score,
        "harassment/threatening": score,
        "sexual/minors": score,
        violence: score,
      }),
    }),
  ]),
});

/** Asking the same again would be refused again: malformed, too large, not to be processed. */
const NEVER_TAKEN: ReadonlySet<number> = new Set([400, 413, 422]);

/**
 * OpenAI's moderation endpoint as an adviser. It is sent the text that is judged and no other: it does not know who
 * speaks, and would take what was said long ago for what is said now. One POST by `fetch`: the official SDK would add 386 kB
 * to the turn for it. Nothing that a member wrote gets into a failure.
 * @param settings.baseUrl with `/v1`.
 * @param settings.apiKey read per call, so that a rotated key arrives.
 */
export function createOpenAiModeration(settings: {
  readonly baseUrl: string;
  readonly apiKey: () => Promise<string>;
}): Adviser {
  return {
    async advise(texts, timeoutMs) {
      const signal = AbortSignal.timeout(timeoutMs);
      const key = await settings.apiKey().catch((error: unknown) => failed("failed", failureCode(error)));
      if (key instanceof Failure) return key;
      let status: number;
      let body: string;
      try {
        const response = await fetch(`${settings.baseUrl}/moderations`, {
          method: "POST",
          headers: { authorization: `Bearer ${key}`, "content-type": "application/json" },
          body: JSON.stringify({ model: MODEL, input: judgedText(texts) }),
          signal,
        });
        status = response.status;
        body = await response.text();
      } catch {
        return failed("unavailable", signal.aborted ? "timed-out" : "no-answer");
      }
      if (status !== 200) return failed(NEVER_TAKEN.has(status) ? "rejected" : "unavailable", `http-${status}`);
      const answer = Moderation.safeParse(parseJson(body));
      return answer.success ? opinionFrom(answer.data.results[0].category_scores) : failed("unreadable");
    },
  };
}

function failed(reason: string, detail?: string): Failure {
  return new Failure(`second-look.${reason}`, "OpenAI has no opinion", detail === undefined ? {} : { detail });
}

function failureCode(error: unknown): string {
  return error instanceof Failure ? error.code : "unknown";
}

function parseJson(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}
