import type { VerificationStore } from "../age/index.ts";
import type { Agenda, TimeReader } from "../agenda/index.ts";
import type { BillingOrders, Selling } from "../billing/index.ts";
import type { Assessment, SecondLook } from "../crisis/index.ts";
import { type Instant, type MemberId, millisecondsOf, type PhoneNumber, type TextId } from "../kernel/index.ts";
import type { Lease, MemberStore } from "../member/index.ts";
import type { Moderator } from "../moderation/index.ts";
import type { ReplyModel } from "../persona/index.ts";
import type { AttachmentReader } from "../pictures/index.ts";
import type { Erasures, Links, PrivacyDesk } from "../privacy/index.ts";
import type { ProfileStore } from "../profile/index.ts";
import type { Quotas } from "../quotas/index.ts";
import type { SendGate } from "./gate.ts";
import type { ModelObserver } from "./observer.ts";
import type { Said } from "./store.ts";
import type { Windows } from "./window.ts";

export interface Turn extends SendGate {
  readonly members: MemberStore;
  readonly model: ReplyModel;
  readonly secondLook: SecondLook;
  readonly privacy: PrivacyDesk;
  readonly erasures: Pick<Erasures, "schedule">;
  /** Signs the link behind which somebody proves their age; its key is read when the first is signed. */
  readonly links: () => Promise<Pick<Links, "issue">>;
  readonly verifications: Pick<VerificationStore, "of" | "ask">;
  /** The crisis check, for words that are looked at by themselves: a note, a reminder, a text that came as a file. */
  readonly assess: (words: string) => Promise<Assessment>;
  readonly profiles: ProfileStore;
  readonly windows: Windows;
  readonly memoryBell: MemoryBell;
  readonly moderator: Moderator;
  readonly quotas: Quotas;
  readonly attachments: AttachmentReader;
  readonly agenda: Agenda;
  readonly times: TimeReader;
  readonly selling: Selling;
  readonly orders: Pick<BillingOrders, "place">;
  /** Where the carrier fetches the card of Jules as a contact, with a number of ours on it. */
  readonly contactCardUrl: (ownNumber: PhoneNumber) => string;
  readonly observer?: ModelObserver;
  /** Lets time pass. */
  readonly pause: (milliseconds: number) => Promise<void>;
}

/** Asks for what was said to be read for what to remember, once the conversation has paused. */
export interface MemoryBell {
  /**
   * A ring that is lost costs nothing: what was not read is read with the next.
   * @param at when; a ring that was overtaken by another one is none.
   * @throws Failure `queue.refused`.
   */
  ring(id: MemberId, at: Instant): Promise<void>;
}

/** One worker on one member, and how long it may go on. */
export interface Working {
  readonly turn: Turn;
  readonly lease: Lease;
  readonly endsAt: Instant;
  /** When it was last read what waits. */
  readonly readAt: Instant;
  /** How often the turn changed what the model is told of the conversation, or tried to. */
  readonly moves: () => number;
}

/** How long the carrier has for a reply. */
export const REPLY_LIFETIME_MS = 10 * 60_000;

/** A send, with its token and its two writes. */
export const SENDING_MS = 8_000;

/** Who waited longer than this is told that we are sorry. */
const LONG_WAIT_MS = 15 * 60_000;

/** Whether it takes a word about the wait that began at `since`, and none was said since. */
export function isLate(working: Working, since: Instant): boolean {
  const { apologisedAt } = working.lease.member;
  return sinceMs(working, since) > LONG_WAIT_MS && (apologisedAt === undefined || apologisedAt < since);
}

const APOLOGY = "Sorry for the long wait.";

/** A text with a word about the wait; one that has it already stays as it is. */
export function apologised(body: string): string {
  return body.startsWith(APOLOGY) ? body : `${APOLOGY} ${body}`;
}

/** How much of the turn's time is left, in milliseconds. */
export function timeLeftMs({ turn, endsAt }: Working): number {
  return millisecondsOf(endsAt) - millisecondsOf(turn.clock.now());
}

/** Whether so much of the turn's time is left. */
export function hasTimeFor(working: Working, milliseconds: number): boolean {
  return timeLeftMs(working) >= milliseconds;
}

/** Meanwhile nobody can have said anything more. */
const MOMENT_MS = 250;

/** Whether so long has passed since it was read what waits that more may have come. */
export function hasTimeSince({ turn, readAt }: Working): boolean {
  return sinceMs({ turn }, readAt) > MOMENT_MS;
}

/** How long ago a moment was, in milliseconds. */
export function sinceMs({ turn }: Pick<Working, "turn">, moment: Instant): number {
  return millisecondsOf(turn.clock.now()) - millisecondsOf(moment);
}

/** The text that reached us first, whatever the order in which they were said; undefined of none. */
export function longestWaiting(texts: readonly Said[]): Said | undefined {
  return texts.toSorted((one, other) => (one.receivedAt < other.receivedAt ? -1 : 1))[0];
}

export const idsOf = (texts: readonly Said[]): readonly TextId[] => texts.map((text) => text.id);
