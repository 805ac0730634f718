import type { Instant, OutboundId, PhoneNumber, TextId } from "../kernel/index.ts";

/** A text that a person sent us, as the carrier reported it. */
export interface ReceivedText {
  readonly id: TextId;
  readonly from: PhoneNumber;
  /** The number of ours that it was sent to. */
  readonly to: PhoneNumber;
  readonly body: string;
  /** Addresses of attachments at the carrier. */
  readonly media: readonly string[];
  /** The carrier's time of the text; the order of a conversation is by this, then by id. */
  readonly saidAt: Instant;
  /** When it reached us. What the law and we promise runs from here, however long queues and retries take. */
  readonly receivedAt: Instant;
  /** A text to several people at once. Jules talks to one person, never into a group. */
  readonly group: boolean;
}

/** What a text of ours is for. Decides whether it may leave, what happens after doubt, and how it is counted. */
export type OutboundKind =
  | "reply"
  | "introduction"
  | "crisis"
  | "stop-confirmation"
  | "start-confirmation"
  | "help"
  | "holding"
  /** The question that can end a hold. */
  | "care"
  /** The one check-in that a member agreed to. */
  | "follow-up"
  /** Asks whoever left their number on a page of ours to confirm it. */
  | "opt-in"
  /** Asks whether somebody wants no more texts. */
  | "clarification"
  /** Says by itself that Jules is an AI, in a conversation that goes on. */
  | "disclosure"
  /** Says so once a month, with what a member may ask for. */
  | "periodic"
  /** About somebody's age: the question, the way to prove it, the end of the conversation. */
  | "age"
  /** Answers a request about somebody's own data. */
  | "privacy"
  /** What a member asked to be reminded of, at the time they asked for. */
  | "reminder"
  /** Asks how somebody is, with a reason. */
  | "check-in"
  /** Says that somebody has reached a limit of the service. */
  | "limit"
  /** Says what somebody has just done about their subscription, or answers a question about it. */
  | "billing"
  /** Says by itself what is to come of a subscription: a payment that failed, a trial or a year that ends. */
  | "billing-notice"
  /** Brings the code that proves that a number, left on a page of ours, is theirs. */
  | "verification-code";

export interface OutgoingText {
  readonly id: OutboundId;
  readonly from: PhoneNumber;
  readonly to: PhoneNumber;
  readonly body: string;
  /** Addresses of attachments, which the carrier fetches without credentials; an MMS where there is one. */
  readonly media?: readonly string[] | undefined;
  /** Crisis replies go ahead of everything else in the carrier's queue for our account. */
  readonly priority: "default" | "high";
  /** After this moment the carrier must drop the text rather than send it late. */
  readonly expiresAt: Instant;
}

/** `unauthorized`: what `prepare` got was revoked before its time; preparing again helps. */
export type RefusalReason = "unauthorized" | "not-connected" | `http-${number}`;

/**
 * accepted: the carrier has it; refused: it said no and sent nothing; unknown: a request went out and no answer came,
 * so the text may or may not be on its way.
 */
export type SendOutcome =
  | { readonly kind: "accepted"; readonly carrierId: string; readonly segments: number }
  | { readonly kind: "refused"; readonly reason: RefusalReason; readonly retryable: boolean }
  | { readonly kind: "unknown"; readonly reason: string };

export interface MessageSender {
  /**
   * Gets ready to send, so that nothing slow lies between the gate's write and the carrier.
   * @throws Failure `carrier.unavailable` when it cannot be made ready now; nothing was sent.
   */
  prepare(): Promise<void>;

  /** Hands one text to the carrier, once. Never throws for an answer of the carrier or for a lost connection. */
  send(text: OutgoingText): Promise<SendOutcome>;
}
