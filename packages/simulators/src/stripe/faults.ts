import type { Scripted } from "../script.ts";

interface Asked extends Scripted {
  /** GET, POST or DELETE; any unless given. */
  readonly method?: string;
  /** A path or the beginning of one, such as `/v1/checkout/sessions`; any unless given. */
  readonly path?: string;
}

/** The API answers with an error and does nothing. Nothing is kept under the idempotency key. */
interface AnswerFault extends Asked {
  readonly kind: "answer";
  readonly status: number;
  readonly code?: string;
}

/**
 * The API does what was asked and answers with an error all the same. By the vendor's documents that answer is kept under
 * the idempotency key, a 500, too; `forgets` keeps the true one instead.
 */
interface AnswerAfterFault extends Asked {
  readonly kind: "answer-after";
  readonly status: number;
  readonly forgets?: boolean;
}

/** The API does what was asked and answers late: by real time, because the caller's own time-out is real. */
interface DelayFault extends Asked {
  readonly kind: "delay";
  readonly delayMs: number;
}

/** The API does what was asked and never answers, or drops the connection; `before` does nothing first. */
interface SilenceFault extends Asked {
  readonly kind: "hang" | "drop-connection";
  readonly before?: boolean;
}

/** The next attempts to take money fail, or want the customer to confirm them. */
interface PaymentFault extends Scripted {
  readonly kind: "decline" | "require-action";
  readonly customer?: string;
  /** Of a decline; `generic_decline` unless given. */
  readonly declineCode?: string;
}

interface Concerning extends Scripted {
  /** The type of an event; any unless given. */
  readonly event?: string;
  /** The id of a customer; any unless given. */
  readonly customer?: string;
}

/**
 * What is different about one webhook:
 * - `duplicate`: it comes twice, whatever the first was answered;
 * - `reorder`: it comes after the customer's next one, or a minute later when there is none;
 * - `lose`: it is never sent, so that only asking tells;
 * - `forge`: signed with another secret.
 */
interface WebhookFault extends Concerning {
  readonly kind: "duplicate" | "reorder" | "lose" | "forge";
}

/** It comes later, by the clock. */
interface DelayWebhookFault extends Concerning {
  readonly kind: "delay-webhook";
  readonly delayMs: number;
}

/** Rightly signed, and at another time: a day ahead unless given, behind when it is below zero. */
interface TimestampFault extends Concerning {
  readonly kind: "timestamp";
  readonly offsetMs?: number;
}

export type StripeFault =
  | AnswerFault
  | AnswerAfterFault
  | DelayFault
  | SilenceFault
  | PaymentFault
  | WebhookFault
  | DelayWebhookFault
  | TimestampFault;

export const faultKinds = [
  "answer",
  "answer-after",
  "delay",
  "hang",
  "drop-connection",
  "decline",
  "require-action",
  "duplicate",
  "reorder",
  "lose",
  "forge",
  "delay-webhook",
  "timestamp",
] as const satisfies readonly StripeFault["kind"][];
