import type { Scripted } from "../script.ts";

export type Endpoint = "moderations" | "responses";

interface Matching extends Scripted {
  /** Only a request whose body contains this text. */
  readonly whenIncludes?: string;
  /** Only a request to this endpoint. */
  readonly whenAskedFor?: Endpoint;
}

/** An error of the API: 400, 401, 403, 404, 429, 500 or 503. A 429 is a rate limit unless it has another code. */
interface StatusFault extends Matching {
  readonly kind: "status";
  readonly status: number;
  /** For example `insufficient_quota`. */
  readonly code?: string;
  readonly retryAfterSeconds?: number;
}

/** The answer comes late, by real time: the caller's time-out is real, too. Adds to any other fault. */
interface DelayFault extends Matching {
  readonly kind: "delay";
  readonly delayMs: number;
}

/** A 200 with these scores instead of what the rules find; the others are next to nothing. Moderations only. */
interface ScoresFault extends Matching {
  readonly kind: "scores";
  readonly scores: Readonly<Record<string, number>>;
}

/** A 200 with this body, JSON or not. */
interface BodyFault extends Matching {
  readonly kind: "body";
  readonly body: string;
}

interface HangFault extends Matching {
  readonly kind: "hang";
}

/** The model answers with these words. Responses only, as are all that follow. */
interface TextFault extends Matching {
  readonly kind: "text";
  readonly text: string;
}

/** The output opens with an item of reasoning. Adds to any other fault. */
interface ReasoningFault extends Matching {
  readonly kind: "reasoning";
}

/** The answer is cut off by its limit: half way, or after these words. */
interface CutOffFault extends Matching {
  readonly kind: "max-tokens";
  readonly text?: string;
}

/** The model will not say it; it says nothing; a filter cuts it off half way; or the response comes back as failed, with a 200. */
interface BrokenAnswerFault extends Matching {
  readonly kind: "refusal" | "empty" | "content-filter" | "failed";
}

export type OpenAiFault =
  | StatusFault
  | DelayFault
  | ScoresFault
  | BodyFault
  | HangFault
  | TextFault
  | ReasoningFault
  | CutOffFault
  | BrokenAnswerFault;

/** What makes of one answer another. */
export type ResponseFault = TextFault | CutOffFault | BrokenAnswerFault;

export const responseFaultKinds = [
  "text",
  "refusal",
  "empty",
  "max-tokens",
  "content-filter",
  "failed",
] as const satisfies readonly ResponseFault["kind"][];

export const faultKinds = [
  "status",
  "delay",
  "scores",
  "body",
  "hang",
  "reasoning",
  ...responseFaultKinds,
] as const satisfies readonly OpenAiFault["kind"][];
