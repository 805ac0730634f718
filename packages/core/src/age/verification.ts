import type { Instant, MemberId } from "../kernel/index.ts";
import { type Finding, findingOf } from "./transitions.ts";

/** How a verification stands at the vendor. Only `approved` read anything; `resubmission` and `review` are not final. */
export type VerificationStatus =
  | "approved"
  | "declined"
  | "resubmission"
  | "expired"
  | "abandoned"
  | "review"
  /** One that we do not know; nothing follows from it. */
  | "other";

/** What the vendor decided about a session, as far as it is read. Lives in memory alone: it holds what a document says. */
export interface Decision {
  readonly session: string;
  /** Undefined where the vendor does not say. */
  readonly attempt: string | undefined;
  readonly status: VerificationStatus;
  /** The vendor's time of it; undefined where it gives none that can be read. */
  readonly decidedAt: Instant | undefined;
  /** What we gave the vendor for the member. */
  readonly reference: string | undefined;
  readonly dateOfBirth: string | undefined;
  readonly estimatedAge: number | undefined;
}

/** What the vendor tells us on its own. */
export type VerificationNews =
  | { readonly kind: "decision"; readonly decision: Decision }
  /** Somebody began or submitted; says nothing about the outcome. */
  | { readonly kind: "event"; readonly session: string; readonly action: "started" | "submitted" | "other" }
  | { readonly kind: "unknown" };

/** A decision with what follows from it, and nothing of what was read. This may cross a queue. */
export interface Verdict {
  readonly session: string;
  readonly attempt: string | undefined;
  readonly status: VerificationStatus;
  readonly decidedAt: Instant;
  readonly reference: string | undefined;
  /** Of an approved one. */
  readonly finding: Finding | undefined;
}

/** Whoever checks documents and faces for us. */
export interface AgeVerifier {
  /**
   * @param reference comes back with every word about the session.
   * @param callbackUrl where the person is sent afterwards; undefined for nowhere.
   * @throws Failure `verification.unavailable`, `verification.refused`.
   */
  createSession(
    reference: string,
    callbackUrl: string | undefined,
  ): Promise<{ readonly id: string; readonly url: string }>;
  /** Undefined as long as nothing is decided. @throws Failure as above. */
  decision(session: string): Promise<Decision | undefined>;
  /** Has everything deleted that the vendor keeps of the session; one that is gone is no failure. @throws Failure as above. */
  deleteSession(session: string): Promise<void>;
}

/** What stands of a member's verifications. */
export interface MemberVerification {
  /** Grows with every write; a write is made from the version that was read. */
  readonly version: number;
  /** When sessions were opened, the oldest first, as far back as the cap counts. */
  readonly openedAt: readonly Instant[];
  /** The session that is open; undefined when there is none. */
  readonly session: string | undefined;
  readonly sessionOpenedAt: Instant | undefined;
  /** When the member said that they are done, and nobody has looked since. */
  readonly askedAt: Instant | undefined;
  /** Sessions that were decided and are still to be deleted at the vendor. */
  readonly toDelete: readonly string[];
  /** The address of the open session; undefined where the member's key is gone. */
  readonly url: string | undefined;
}

/** Whose a session is, and what was decided about it last. */
export interface VerificationSession {
  readonly id: string;
  readonly member: MemberId;
  readonly openedAt: Instant;
  readonly decidedAt: Instant | undefined;
  readonly status: VerificationStatus | undefined;
  /** Whether everything that follows from that decision was done. */
  readonly isSettled: boolean;
}

/**
 * new: to be acted upon; again: the same word, of which not everything was done yet; done: the same, and it was; older: a
 * newer one, or a final one, stands there.
 */
export type Recorded = "new" | "again" | "done" | "older";

export interface VerificationStore {
  /** Undefined when nothing was ever opened. @throws Failure `key.unavailable`. */
  of(member: MemberId): Promise<MemberVerification | undefined>;
  /**
   * Makes a session the member's open one, from what was read.
   * @returns false when somebody else was faster.
   */
  open(
    member: MemberId,
    before: MemberVerification | undefined,
    session: { readonly id: string; readonly url: string },
    openedAt: readonly Instant[],
    at: Instant,
  ): Promise<boolean>;
  /** Notes that the member says they are done; undefined, that somebody has looked. */
  ask(member: MemberId, at: Instant | undefined): Promise<void>;
  session(id: string): Promise<VerificationSession | undefined>;
  /** Writes a decision down, unless a newer one or a final one is there. */
  record(id: string, decision: Pick<Verdict, "status" | "decidedAt" | "attempt">): Promise<Recorded>;
  /** Everything that follows from the decision of that time was done. */
  settle(id: string, decidedAt: Instant): Promise<void>;
  /** The member's session is no longer open, and is to be deleted at the vendor. */
  close(member: MemberId, session: string): Promise<void>;
  /** The vendor has deleted it. */
  deleted(member: MemberId, session: string): Promise<void>;
}

/** Decisions after which nothing more happens in a session. */
export function isFinal(status: VerificationStatus): boolean {
  switch (status) {
    case "approved":
    case "declined":
    case "expired":
    case "abandoned":
      return true;
    case "resubmission":
    case "review":
    case "other":
      return false;
    default:
      return status satisfies never;
  }
}

/**
 * What follows from a decision. What a document or a face said stays behind here.
 * @param passMark the estimated age, in years, that counts as an adult's without a document.
 * @param at when we heard of it; stands for a time of the vendor's that is missing.
 */
export function verdictOf(decision: Decision, passMark: number, at: Instant): Verdict {
  const { session, attempt, status, decidedAt = at, reference } = decision;
  const finding = status === "approved" ? findingOf(decision, passMark, at) : undefined;
  return { session, attempt, status, decidedAt, reference, finding };
}
