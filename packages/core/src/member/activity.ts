import { type Instant, instantPlus } from "../kernel/index.ts";

/** How much passed between a member and us, counted in the writes that are made anyway. */
export interface Activity {
  /**
   * Moves in every write that changes what the model is told of the conversation, so that what was kept of it elsewhere is
   * known to be its end, or not to be.
   */
  readonly conversationVersion: number;
  /** Texts of theirs that are answered or closed; one that waits is not among them yet. */
  readonly textsIn: number;
  /** How often a text of ours was handed to the carrier; once more for one that is handed over anew. */
  readonly textsOut: number;
  /** Days (Pacific Standard Time) of which a text was answered by a reply. */
  readonly days: number;
}

export const NO_ACTIVITY: Activity = { conversationVersion: 0, textsIn: 0, textsOut: 0, days: 0 };

const PACIFIC_MS = -8 * 60 * 60_000;

/** Whether a text came on a later day than the newest before it. */
export function isAnotherDay(before: Instant | undefined, at: Instant): boolean {
  return before === undefined || dayOf(at) > dayOf(before);
}

/** The same clock as the counters of referrals, summer and winter: no text waits for a calendar. */
function dayOf(at: Instant): string {
  return instantPlus(at, PACIFIC_MS).slice(0, "2026-11-26".length);
}
