import { type Instant, instantPlus } from "../kernel/index.ts";
import type { Member } from "../member/index.ts";
import type { ErasureReason } from "./erasures.ts";
import { keptSeconds } from "./retention.ts";

/** Until when a silent member is kept: the schedule's time after the newest of their texts, or after they came. */
export function keptUntil({ createdAt, contact, consent }: Member): Instant {
  const [newest = createdAt] = [createdAt, contact.heardAt ?? createdAt, consent.changedAt].sort().slice(-1);
  return instantPlus(newest, keptSeconds("account") * 1_000);
}

/** Whether what an erasure was scheduled for still holds: who proved their age, or texted again, is kept. */
export function isStillToErase(member: Member, reason: ErasureReason, at: Instant): boolean {
  switch (reason) {
    case "asked":
      return true;
    case "child":
      return member.age.state === "CHILD";
    case "reassigned":
      return member.reassignedAt !== undefined;
    case "silent":
      return keptUntil(member) <= at;
    default:
      return reason satisfies never;
  }
}

/** Somewhere else that holds something of a member, or is about to do something for them. */
export interface Elsewhere {
  /** For the log. */
  readonly name: string;
  /**
   * Has it deleted, or ended, there. Twice is the same as once.
   * @throws Failure when trying again can help.
   */
  erase(member: Member, because: ErasureReason): Promise<void>;
}

/** The copy of a member's data that was made for them last. */
export interface ExportCopy {
  /** Of the order that it was made for. */
  readonly reference: string;
  /** Its file; random. */
  readonly key: string;
  /** Until when links to it count. */
  readonly expiresAt: Instant;
  readonly isComplete: boolean;
}

/** Notes where a member's copy is, so that it is found to be opened and to be deleted. One at a time. */
export interface ExportCopies {
  newest(member: Member["id"]): Promise<ExportCopy | undefined>;
  /** In the place of the one before. Does nothing where the member is gone. */
  note(member: Member["id"], copy: ExportCopy): Promise<void>;
}
