import type { Assessment } from "../crisis/index.ts";
import type { Instant, MemberId, OutboundId, PhoneNumber, TextId } from "../kernel/index.ts";
import type { Member } from "../member/index.ts";
import type { ReceivedText, SendOutcome } from "../messaging/index.ts";
import type { Exchange } from "../persona/index.ts";

/**
 * READY: may be sent; SENDING: handed to the carrier, outcome not yet known; SENT: accepted; FAILED: refused for good;
 * PARKED: nobody will send it, with a reason (doubt about whether it went out, or consent gone meanwhile).
 */
export type OutboundState = "READY" | "SENDING" | "SENT" | "DELIVERED" | "FAILED" | "PARKED";

/** A text of ours that waits to leave, or whose fate is open. */
export interface Outbound {
  readonly id: OutboundId;
  readonly state: OutboundState;
  readonly body: string;
  readonly to: PhoneNumber;
  /** The texts it answers; they stop waiting in the write that sends it. */
  readonly answers: readonly TextId[];
  readonly createdAt: Instant;
  /** When it was last handed to the carrier. */
  readonly sendingAt: Instant | undefined;
}

export type StagedText = Omit<Outbound, "state" | "sendingAt">;

/** From where a fixed text that was begun before may be begun anew. */
export interface BeginAgain {
  readonly states: readonly OutboundState[];
  /** Also from SENDING, if it was handed over no later than this; the empty moment where there is none. */
  readonly sendingSince?: Instant;
}

/** A text of the member in their conversation. */
export interface Said {
  readonly id: TextId;
  readonly body: string;
  /** How many pictures or other attachments came with it. */
  readonly attachments: number;
  readonly from: PhoneNumber;
  readonly saidAt: Instant;
  readonly receivedAt: Instant;
}

export interface OpenWork {
  /** Unanswered texts in the carrier's order. */
  readonly waiting: readonly Said[];
  /** Texts of ours that are READY or SENDING. */
  readonly unfinished: readonly Outbound[];
}

export interface ConversationStore {
  /**
   * Writes a text into the member's inbox, sealed; waiting for an answer, or closed because `closedBy` says why not.
   * `seen` when the carrier delivered it before.
   */
  receive(
    member: Member,
    text: ReceivedText,
    assessment: Assessment,
    closedBy: string | undefined,
    at: Instant,
  ): Promise<"stored" | "seen">;

  /** Everything of this member that is not finished. Read consistently. */
  open(id: MemberId): Promise<OpenWork>;

  /**
   * The last of what was said, oldest first, at most `limit`: texts that were answered by a reply, and the replies.
   * Control words, crisis texts and what was said after a STOP are no part of it, nor is what still waits.
   */
  recent(id: MemberId, limit: number): Promise<readonly Exchange[]>;

  /** Keeps a text of ours as READY, sealed; returns what is kept under its id if something already is. */
  stage(member: Member, text: StagedText): Promise<Outbound>;

  /**
   * The move to SENDING: one write that holds only while the member's consent is at the version in `member` and the
   * text is still READY; the texts it answers stop waiting in it. `moved-on` when the condition does not hold.
   */
  beginSending(member: Member, text: Outbound, at: Instant): Promise<"sending" | "moved-on">;

  /**
   * Keeps a fixed text directly as SENDING, under the same condition on consent. Fixed texts need no sealing, so this
   * works without the member's key. `exists` with its state when it was begun before and is not in one of the states
   * from which `again` allows to begin anew.
   */
  beginFixed(
    member: Member,
    id: OutboundId,
    again: BeginAgain,
    at: Instant,
  ): Promise<{ readonly kind: "sending" | "moved-on" } | { readonly kind: "exists"; readonly state: OutboundState }>;

  /** Writes down what the carrier said. A status callback that was faster keeps its place. */
  settle(id: OutboundId, outcome: SendOutcome, at: Instant): Promise<void>;

  /** Lets nothing of this member be due before `until`: somebody else is looking after it. */
  postpone(id: MemberId, until: Instant): Promise<void>;

  /** Takes a text of ours out of the work for good, with the reason. */
  park(id: OutboundId, reason: string): Promise<void>;

  /** Closes waiting texts that will get no answer, with the reason. */
  close(id: MemberId, texts: readonly TextId[], reason: string): Promise<void>;
}
