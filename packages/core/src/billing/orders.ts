import type { Instant, MemberId } from "../kernel/index.ts";

/**
 * What is to be done about a subscription for sure, whatever fails meanwhile: noted in the write that makes it necessary, and
 * carried out within a minute, again and again until it is done.
 */
export interface BillingOrder {
  readonly member: MemberId;
  /** `now` gives back what was paid last, too. */
  readonly ends: "at-period-end" | "now";
  /** asked: by text, page or API; silence: they want no more texts, so nothing is collected either; child, dispute. */
  readonly because: "asked" | "silence" | "child" | "dispute";
  /** What was paid after it was given is given back. */
  readonly orderedAt: Instant;
}

export interface BillingOrders {
  /** In the place of one that asks for less. Does nothing where the member is gone. */
  place(order: BillingOrder): Promise<void>;
  /** Members with an order, page by page. */
  due(at: Instant): AsyncIterable<readonly MemberId[]>;
  of(member: MemberId): Promise<BillingOrder | undefined>;
  /** It is done, unless another one took its place meanwhile. */
  done(order: BillingOrder): Promise<void>;
  /** Tried again at `until`. */
  postpone(order: BillingOrder, until: Instant): Promise<void>;
}
