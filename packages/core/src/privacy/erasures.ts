import type { Instant, MemberId } from "../kernel/index.ts";

/** Why somebody is erased: they asked for it; they are a child; their number is somebody else's; nothing was heard for long. */
export type ErasureReason = "asked" | "child" | "reassigned" | "silent";

/** Who is to be erased, and when. Kept until the erasure is complete, so that one that was interrupted goes on. */
export interface Erasures {
  /** Does nothing where an earlier one is scheduled. */
  schedule(id: MemberId, dueAt: Instant, reason: ErasureReason): Promise<void>;
  scheduled(id: MemberId): Promise<{ readonly dueAt: Instant; readonly reason: ErasureReason } | undefined>;
  /** Members whose erasure was due before `at`, page by page. */
  due(at: Instant): AsyncIterable<readonly MemberId[]>;
  drop(id: MemberId): Promise<void>;
}

/** Takes away everything that is kept of a member but what the ledger must prove. */
export interface Erasure {
  /**
   * The member's key first, so that whatever is left, in copies too, opens for nobody. Twice is the same as once, and one
   * that was interrupted is finished by calling it again. What was scheduled for the member goes last.
   */
  everythingOf(id: MemberId): Promise<void>;
}
