import { Failure } from "@jules/core/kernel";
import * as z from "zod/mini";

/** A dated model: thresholds belong to its scores. */
const MODEL = "omni-moderation-2024-09-26";

const score = z.number().check(z.minimum(0), z.maximum(1));
/** Older models leave these out, and the document allows null. */
const newerScore = z.optional(z.nullable(score));

/** What we read of the answer (POST /v1/moderations); one text has one result. */
const Moderation = z.lazy(() =>
  z.object({
    results: z.tuple([
      z.object({
        category_scores: z.object({
          "self-harm": score,
          "self-harm/intent": score,
          "self-harm/instructions": score,
          harassment: newerScore,
          "harassment/threatening": score,
          hate: newerScore,
          "hate/threatening": newerScore,
          illicit: newerScore,
          "illicit/violent": newerScore,
          sexual: newerScore,
          "sexual/minors": score,
          violence: score,
          "violence/graphic": newerScore,
        }),
      }),
    ]),
  }),
);

export type Scores = z.output<typeof Moderation>["results"][0]["category_scores"];

export interface ModerationsApi {
  /** With `/v1`. */
  readonly baseUrl: string;
  /** Read per call, so that a rotated key arrives. */
  readonly apiKey: () => Promise<string>;
}

/** Asking the same again would be refused again: malformed, too large, not to be processed. */
const NEVER_TAKEN: ReadonlySet<number> = new Set([400, 413, 422]);

/**
 * The scores of one text, or why there are none, never as an exception: `unavailable`, `unreadable`, `rejected` or `failed`
 * behind `asked`, as its callers' ports have it. One POST by `fetch`: the official SDK would add 386 kB to the turn for it.
 * Nothing of the text gets into a failure.
 */
export async function scoresOf(
  { baseUrl, apiKey }: ModerationsApi,
  asked: "second-look" | "moderation",
  input: string,
  timeoutMs: number,
): Promise<Scores | Failure> {
  const failed = (reason: string, detail?: string) =>
    new Failure(`${asked}.${reason}`, "OpenAI has no opinion", detail === undefined ? {} : { detail });
  const signal = AbortSignal.timeout(timeoutMs);
  const key = await apiKey().catch((error: unknown) => failed("failed", failureCode(error)));
  if (key instanceof Failure) return key;
  let status: number;
  let body: string;
  try {
    const response = await fetch(`${baseUrl}/moderations`, {
      method: "POST",
      headers: { authorization: `Bearer ${key}`, "content-type": "application/json" },
      body: JSON.stringify({ model: MODEL, input }),
      signal,
    });
    status = response.status;
    body = await response.text();
  } catch {
    return failed("unavailable", signal.aborted ? "timed-out" : "no-answer");
  }
  if (status !== 200) return failed(NEVER_TAKEN.has(status) ? "rejected" : "unavailable", `http-${status}`);
  const answer = Moderation.safeParse(parseJson(body));
  return answer.success ? answer.data.results[0].category_scores : failed("unreadable");
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
