import type { Scripted } from "../script.ts";

interface Matching extends Scripted {
  /** Only a request whose body contains this text. */
  readonly whenIncludes?: string;
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

/** A 200 with these scores instead of what the rules find; the others are next to nothing. */
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

export type OpenAiFault = StatusFault | DelayFault | ScoresFault | BodyFault | HangFault;

export const faultKinds = [
  "status",
  "delay",
  "scores",
  "body",
  "hang",
] as const satisfies readonly OpenAiFault["kind"][];
