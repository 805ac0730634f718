import type { Scripted } from "../script.ts";

interface Matching extends Scripted {
  /** Only a request whose body contains this text. */
  readonly whenIncludes?: string;
  /** Only a request for words, or only one for JSON in a given form. */
  readonly whenAskedFor?: "words" | "json";
}

/** An error of the API: 400, 401, 402, 403, 404, 413, 429, 500, 504 or 529. */
interface StatusFault extends Matching {
  readonly kind: "status";
  readonly status: number;
  readonly retryAfterSeconds?: number;
}

/** The answer comes late, by real time: the caller's time-out is real, too. Adds to any other fault. */
interface DelayFault extends Matching {
  readonly kind: "delay";
  readonly delayMs: number;
}

/** The answer opens with a thinking block. Adds to any other fault. */
interface ThinkingFault extends Matching {
  readonly kind: "thinking";
}

interface RefusalFault extends Matching {
  readonly kind: "refusal";
  readonly category?: string;
}

interface TextFault extends Matching {
  readonly kind: "text";
  readonly text: string;
}

/** The answer breaks off: half way, or after these words. */
interface CutOffFault extends Matching {
  readonly kind: "max-tokens";
  readonly text?: string;
}

/** The answer has no content at all, or never comes. */
interface BrokenAnswerFault extends Matching {
  readonly kind: "empty" | "hang";
}

export type AnthropicFault =
  | StatusFault
  | DelayFault
  | ThinkingFault
  | RefusalFault
  | TextFault
  | CutOffFault
  | BrokenAnswerFault;

export const faultKinds = [
  "status",
  "delay",
  "thinking",
  "refusal",
  "text",
  "max-tokens",
  "empty",
  "hang",
] as const satisfies readonly AnthropicFault["kind"][];
