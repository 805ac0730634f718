import type { EntryId } from "../agenda/index.ts";
import type { Instant } from "../kernel/index.ts";
import type { Subscription } from "./subscription.ts";

/** What a member is told about their subscription. */
export type NoticeCode = "payment-failed" | "action-required" | "refunded";

/** Something to tell: the same facts make the same id, so that it is told once. */
export interface Notice {
  readonly code: NoticeCode;
  readonly id: EntryId;
  readonly dueAt: Instant;
}

/** What is to be told when a subscription went from one state to another. */
export function noticesOf(
  _before: Subscription | undefined,
  _after: Subscription | undefined,
  _at: Instant,
): readonly Notice[] {
  return [];
}
