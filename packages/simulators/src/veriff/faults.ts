import type { Scripted } from "../script.ts";

export type Operation = "create" | "decision" | "delete";
export type WebhookKind = "event" | "decision";

interface Asked extends Scripted {
  /** Any operation unless given. */
  readonly operation?: Operation;
}

/** The API answers with an error and does nothing: an HTTP status, or one of the vendor's codes with the status it has. */
interface AnswerFault extends Asked {
  readonly kind: "answer";
  readonly status: number;
}

/** The API does what was asked and answers late: by real time, because the caller's own time-out is real. */
interface DelayFault extends Asked {
  readonly kind: "delay";
  readonly delayMs: number;
}

/** The API does what was asked and drops the connection instead of answering. */
interface DropFault extends Asked {
  readonly kind: "drop-connection";
}

interface Concerning extends Scripted {
  /** The id of a session. */
  readonly session?: string;
  /** Both kinds unless given. */
  readonly webhook?: WebhookKind;
}

/**
 * What is different about one webhook:
 * - `uppercase`: the signature is in uppercase hex;
 * - `duplicate`: it comes twice, whatever the first was answered;
 * - `odd-form`: keys in another order, line breaks, escapes and names outside ASCII, signed as they are sent;
 * - `forge`: signed with another secret;
 * - `foreign-key`: rightly signed, and in the name of another integration;
 * - `lose`: it is never sent, so that only asking for the decision tells;
 * - `full-auto`: a decision in the envelope of the Full Auto plan;
 * - `replay-older`: the session's decision before this one comes once more after it;
 * - `at-once`: a request to resubmit is not held back.
 */
export interface WebhookFault extends Concerning {
  readonly kind:
    | "uppercase"
    | "duplicate"
    | "odd-form"
    | "forge"
    | "foreign-key"
    | "lose"
    | "full-auto"
    | "replay-older"
    | "at-once";
}

/** Which families of headers carry key and signature; `disagree` sends both, of which only the newer one is right. */
interface HeadersFault extends Concerning {
  readonly kind: "headers";
  readonly family: HeaderFamily | "disagree";
}

export type HeaderFamily = "x" | "vrf" | "both";

export type VeriffFault = AnswerFault | DelayFault | DropFault | WebhookFault | HeadersFault;

export const faultKinds = [
  "answer",
  "delay",
  "drop-connection",
  "uppercase",
  "duplicate",
  "odd-form",
  "forge",
  "foreign-key",
  "lose",
  "full-auto",
  "replay-older",
  "at-once",
  "headers",
] as const satisfies readonly VeriffFault["kind"][];
