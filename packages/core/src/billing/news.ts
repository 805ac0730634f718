import type { Instant, MemberId } from "../kernel/index.ts";
import type { BillingCount } from "./counts.ts";
import type { SubjectKind } from "./payments.ts";

/** That something happened at Stripe: which event, and which object it is about. What is so now is asked for. */
export interface News {
  /** `evt_…` */
  readonly id: string;
  readonly type: string;
  readonly createdAt: Instant;
  /** The id of the object. */
  readonly object: string;
  /** Whose the object says it is. Asked for only where Stripe itself tells no more: of a customer who was deleted. */
  readonly member: MemberId | undefined;
}

/** What follows from news besides bringing the books up to date. */
export type Consequence = "dispute" | "refund" | "action-required";

interface Heeding {
  readonly about: SubjectKind;
  readonly follows?: Consequence;
  /** What a person is to look at, whoever it is about. */
  readonly counts?: BillingCount;
}

/**
 * The events that we heed. All of them bring the books up to date, so that any one of them makes up for others that are late
 * or lost. `invoice.payment_succeeded` and `payment_intent.*` say nothing that these do not.
 */
const HEEDED = {
  "checkout.session.completed": { about: "checkout" },
  "checkout.session.async_payment_succeeded": { about: "checkout" },
  "checkout.session.async_payment_failed": { about: "checkout" },
  "checkout.session.expired": { about: "checkout" },
  "customer.subscription.created": { about: "subscription" },
  "customer.subscription.updated": { about: "subscription" },
  "customer.subscription.deleted": { about: "subscription" },
  "customer.subscription.trial_will_end": { about: "subscription" },
  "customer.subscription.paused": { about: "subscription" },
  "customer.subscription.resumed": { about: "subscription" },
  "customer.subscription.pending_update_expired": { about: "subscription", counts: "change-expired" },
  "invoice.paid": { about: "invoice" },
  "invoice.payment_failed": { about: "invoice" },
  "invoice.payment_action_required": { about: "invoice", follows: "action-required" },
  "invoice.finalization_failed": { about: "invoice", counts: "invoice-unfinished" },
  "customer.deleted": { about: "customer" },
  "charge.refunded": { about: "charge" },
  "refund.created": { about: "refund", follows: "refund" },
  "refund.updated": { about: "refund", follows: "refund" },
  "refund.failed": { about: "refund", counts: "refund-failed" },
  "charge.dispute.created": { about: "dispute", follows: "dispute", counts: "dispute" },
  "charge.dispute.updated": { about: "dispute", follows: "dispute" },
  "charge.dispute.closed": { about: "dispute", follows: "dispute" },
  "charge.dispute.funds_withdrawn": { about: "dispute", follows: "dispute" },
  "charge.dispute.funds_reinstated": { about: "dispute", follows: "dispute" },
  "radar.early_fraud_warning.created": { about: "fraud-warning", counts: "fraud-warning" },
} as const satisfies Readonly<Record<string, Heeding>>;

export type NewsType = keyof typeof HEEDED;

export const NEWS_TYPES = Object.keys(HEEDED) as readonly NewsType[];

export function isHeeded(type: string): type is NewsType {
  return Object.hasOwn(HEEDED, type);
}

/** What an event of this type is about, and what follows from it. */
export function heedingOf(type: NewsType): Heeding {
  return HEEDED[type];
}
