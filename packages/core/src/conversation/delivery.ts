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
  | { readonly kind: "doubtful"; readonly errorCode: number };

export interface DeliveryStore {
  /**
   * Writes a status down. States never go back, but for one way: a text that failed for now is READY again (`again`).
   * `unknown` when no such text is ours, `stale` when it was further along, or handed over anew since.
   * @param carrierId the carrier's id of the handing over that it speaks of.
   */
  record(
    id: OutboundId,
    carrierId: string,
    status: DeliveryStatus,
    at: Instant,
  ): Promise<"recorded" | "again" | "stale" | "unknown">;
}

/** Where the sweeper learns whose texts have waited too long. */
export interface DueStore {
  /**
   * Members with work that was due before `at`, page by page; first those to whom a fixed text is owed (help in a crisis
   * may be among these). Costs as much as there is due, not as there are members.
   */
  due(at: Instant): AsyncIterable<readonly MemberId[]>;
}
