import { type Clock, Failure, type Instant, instantPlus, type MemberId, millisecondsOf } from "../kernel/index.ts";
import type { AgeVerifier } from "./verification.ts";

/** A session that the vendor was to delete, and has not yet. */
export interface OwedDeletion {
  readonly session: string;
  /** Since when. */
  readonly since: Instant;
  readonly dueAt: Instant;
}

/** What the vendor is still to delete of members who are erased. Outlives them, and names nobody: a session of the vendor's. */
export interface OwedDeletions {
  /**
   * Notes every session of a member that the vendor may have something of, and returns them. Opens nothing, so that it
   * works without the member's key.
   */
  noteAllOf(member: MemberId, at: Instant): Promise<readonly string[]>;
  /** Does nothing where it is noted already. */
  note(session: string, at: Instant): Promise<void>;
  /** Sessions that were due before `at`, page by page. */
  due(at: Instant): AsyncIterable<readonly string[]>;
  of(session: string): Promise<OwedDeletion | undefined>;
  postpone(session: string, to: Instant): Promise<void>;
  done(session: string): Promise<void>;
}

const SOONEST_AGAIN_MS = 15 * 60_000;
const LATEST_AGAIN_MS = 12 * 60 * 60_000;

/** When a vendor that did not delete is asked again: the longer it owes it, the later, twice a day at last. */
function nextDeletion({ since }: OwedDeletion, at: Instant): Instant {
  const owedMs = millisecondsOf(at) - millisecondsOf(since);
  return instantPlus(at, Math.min(Math.max(owedMs, SOONEST_AGAIN_MS), LATEST_AGAIN_MS));
}

/** What became of one that is owed. overdue: it is for so long that somebody should look. */
export type Owed = "deleted" | "still-owed" | "overdue";

/** Longer than a vendor is down or has had enough requests for the hour. */
const OVERDUE_MS = 24 * 60 * 60_000;

/**
 * Asks the vendor once more to delete what it owes. However often it does not, it is asked again: nothing ends this but
 * that it is done.
 * @param failed is told why it did not.
 */
export async function deleteOwed(
  deps: {
    readonly owed: Pick<OwedDeletions, "of" | "done" | "postpone">;
    readonly verifier: Pick<AgeVerifier, "deleteSession">;
    readonly clock: Clock;
  },
  session: string,
  failed: (failure: Failure) => void,
): Promise<Owed> {
  const { owed, verifier, clock } = deps;
  const now = clock.now();
  const deletion = await owed.of(session);
  if (!deletion) return "deleted";
  if (deletion.dueAt > now) return "still-owed";
  try {
    await verifier.deleteSession(session);
  } catch (error) {
    if (!(error instanceof Failure)) throw error;
    failed(error);
    await owed.postpone(session, nextDeletion(deletion, now));
    return millisecondsOf(now) - millisecondsOf(deletion.since) >= OVERDUE_MS ? "overdue" : "still-owed";
  }
  await owed.done(session);
  return "deleted";
}
