import type { Instant, MemberId, OutboundId } from "../kernel/index.ts";

/** What the carrier says about a text of ours. `doubtful` is "no receipt came", which is not "not delivered". */
export type DeliveryStatus =
  | { readonly kind: "on-its-way" }
  | { readonly kind: "delivered" }
  | { readonly kind: "failed"; readonly errorCode: number }
  | { readonly kind: "doubtful"; readonly errorCode: number };

export interface DeliveryStore {
  /**
   * Writes a status down; states never go back. `unknown` when no such text is ours, `stale` when it was further along.
   */
  record(id: OutboundId, status: DeliveryStatus, at: Instant): Promise<"recorded" | "stale" | "unknown">;
}

/** Where the sweeper learns whose texts have waited too long. */
export interface DueStore {
  /**
   * Members with work that was due before `at`, page by page. Costs as much as there is due, not as there are members.
   */
  due(at: Instant): AsyncIterable<readonly MemberId[]>;
}
