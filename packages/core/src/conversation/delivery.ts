import type { Instant, MemberId, OutboundId } from "../kernel/index.ts";

/** What the carrier says about a text of ours. `doubtful` is "no receipt came", which is not "not delivered". */
export type DeliveryStatus =
  | { readonly kind: "on-its-way" }
  | { readonly kind: "delivered" }
  | { readonly kind: "failed"; readonly errorCode: number }
  /** Did not arrive, and may when it is sent again: `retries` times in all, not before `retryAt`. */
  | {
      readonly kind: "failed-for-now";
      readonly errorCode: number;
      readonly retries: number;
      readonly retryAt: Instant;
    }
  /** What goes with it cannot arrive; its words have not, and may by themselves. */
  | { readonly kind: "failed-with-media"; readonly errorCode: number }
  | { readonly kind: "doubtful"; readonly errorCode: number };

/**
 * recorded, or `again`: the text is READY once more; stale: it was further along, or handed over anew since; unknown: no
 * such text is ours.
 */
export interface Recorded {
  readonly kind: "recorded" | "again" | "stale" | "unknown";
  /** The version of the member's consent that the text was handed over under. */
  readonly consentVersion: number | undefined;
}

export interface DeliveryStore {
  /**
   * Writes a status down. States never go back, but for one way: a text that failed for now is READY again; and so, once, is
   * a reply whose media nobody took, without them.
   * @param carrierId the carrier's id of the handing over that it speaks of.
   */
  record(id: OutboundId, carrierId: string, status: DeliveryStatus, at: Instant): Promise<Recorded>;
}

/** Where the sweeper learns whose texts have waited too long. */
export interface DueStore {
  /**
   * Members with work that was due before `at`, page by page; first those to whom a fixed text is owed (help in a crisis
   * may be among these). Costs as much as there is due, not as there are members.
   */
  due(at: Instant): AsyncIterable<readonly MemberId[]>;
}

/** A member, and since when the reminder cron is to look at them. */
export interface Moment {
  readonly member: MemberId;
  readonly at: Instant;
}

/** Where the reminder cron learns whose moment has come. */
export interface MomentStore {
  /** Moments that came no later than `at`, page by page. Costs as much as there is due, not as there are members. */
  due(at: Instant): AsyncIterable<readonly Moment[]>;
}

/** Where the crons learn to whom something is to be said first. */
export interface ReachOutStore {
  /** Members whose moment was before `at`, page by page. */
  toReach(at: Instant): AsyncIterable<readonly MemberId[]>;
}
