import type { Instant } from "../kernel/index.ts";
import type { Period } from "./plans.ts";

/** Somebody who pays, at Stripe: `cus_…`. Says nothing about who that is. */
export type CustomerId = string & { readonly __brand: "CustomerId" };
/** `sub_…` */
export type SubscriptionId = string & { readonly __brand: "SubscriptionId" };

const OPAQUE = /^[\w-]{1,100}$/;

/** @throws RangeError when the string is no such id. */
export function customerId(value: string): CustomerId {
  if (!OPAQUE.test(value)) throw new RangeError("not the id of a customer");
  return value as CustomerId;
}

/** @throws RangeError when the string is no such id. */
export function subscriptionId(value: string): SubscriptionId {
  if (!OPAQUE.test(value)) throw new RangeError("not the id of a subscription");
  return value as SubscriptionId;
}

/** Stripe's; `other` for one that it had not when this was written. */
export type SubscriptionStatus =
  | "trialing"
  | "active"
  | "past_due"
  | "unpaid"
  | "paused"
  | "incomplete"
  | "incomplete_expired"
  | "canceled"
  | "other";

/** A subscription as Stripe has it at a moment. */
export interface Subscription {
  readonly id: SubscriptionId;
  readonly status: SubscriptionStatus;
  readonly period: Period;
  readonly createdAt: Instant;
  /** What is paid for now, or was last. */
  readonly periodStartsAt: Instant;
  readonly periodEndsAt: Instant;
  readonly trialEndsAt: Instant | undefined;
  /** When it will end, where that is decided and nothing is charged before; when it has ended, for one that has. */
  readonly endsAt: Instant | undefined;
  /** When that was asked for, by us or on Stripe's page, while it still runs. */
  readonly endAskedAt?: Instant | undefined;
  /** Nothing is collected, whatever its status says. */
  readonly isCollectionPaused: boolean;
  /** Until when it was paid for when the collection was paused; undefined where somebody else paused it. */
  readonly paidUntil: Instant | undefined;
  /** Why it ends, where that lasts: nobody may take it back. Written down at Stripe with the end. */
  readonly endsBecause?: LastingCause | undefined;
}

/** The bank of who pays says that they never agreed. */
export type LastingCause = "dispute";

/** What Jules knows of what somebody pays. Everything in it is Stripe's; nothing in it is content. */
export interface Billing {
  /** Grows by one with every write; 0 where there was none. */
  readonly version: number;
  readonly customer: CustomerId | undefined;
  /** The one that counts: the one that runs, or else the one that ended last. */
  readonly subscription: Subscription | undefined;
  /** The way to pay that was asked for last, so that no two are open at once. */
  readonly checkout: KeptCheckout | undefined;
}

/** A way to pay at Stripe. */
export interface OpenCheckout {
  readonly id: string;
  readonly expiresAt: Instant;
}

/**
 * A way to pay, as it is known here. Written down before it is opened, with all that it is opened with: who finds one that has
 * no id yet opens it again under the same key, and so learns it.
 */
export interface KeptCheckout {
  readonly id: string | undefined;
  readonly expiresAt: Instant;
  readonly asked: AskedCheckout;
}

/** With what a way to pay is opened. */
export interface AskedCheckout {
  /** Of this one alone. */
  readonly attempt: string;
  /** By which link it was asked for: until when that counts. */
  readonly linkUntil: Instant;
  readonly price: string;
  readonly period: Period;
  readonly trialEndsAt: Instant | undefined;
  readonly language: "en" | "es";
}

export const NO_BILLING: Billing = { version: 0, customer: undefined, subscription: undefined, checkout: undefined };

/** Whether it may take money again, now or later, unless somebody ends it. */
export function isRunning({ status }: Subscription): boolean {
  switch (status) {
    case "trialing":
    case "active":
    case "past_due":
    case "unpaid":
    case "paused":
    case "incomplete":
    case "other":
      return true;
    case "incomplete_expired":
    case "canceled":
      return false;
    default:
      return status satisfies never;
  }
}

/** Whether it runs and nobody has ended it: it will take money again. */
export function renews(subscription: Subscription): boolean {
  return isRunning(subscription) && subscription.endsAt === undefined && !subscription.isCollectionPaused;
}
