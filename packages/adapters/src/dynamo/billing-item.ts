import {
  type Billing,
  customerId,
  type KeptCheckout,
  type Subscription,
  type SubscriptionStatus,
  subscriptionId,
} from "@jules/core/billing";
import type { Instant } from "@jules/core/kernel";
import * as z from "zod/mini";

const STATUSES = [
  ...(["trialing", "active", "past_due", "unpaid", "paused"] as const),
  ...(["incomplete", "incomplete_expired", "canceled", "other"] as const),
] satisfies readonly SubscriptionStatus[];

// Made when one is first read: most cold starts read none.
const BillingAttribute = z.lazy(() =>
  z.object({
    customer: z.optional(z.string()),
    checkout: z.optional(
      z.object({
        id: z.optional(z.string()),
        expiresAt: z.string(),
        asked: z.object({
          attempt: z.string(),
          linkUntil: z.string(),
          price: z.string(),
          period: z.enum(["month", "year"]),
          trialEndsAt: z.optional(z.string()),
          language: z.enum(["en", "es"]),
        }),
      }),
    ),
    subscription: z.optional(
      z.object({
        id: z.string(),
        status: z.enum(STATUSES),
        period: z.enum(["month", "year"]),
        createdAt: z.string(),
        periodStartsAt: z.string(),
        periodEndsAt: z.string(),
        trialEndsAt: z.optional(z.string()),
        endsAt: z.optional(z.string()),
        endAskedAt: z.optional(z.string()),
        isCollectionPaused: z.boolean(),
        paidUntil: z.optional(z.string()),
        endsBecause: z.optional(z.literal("dispute")),
      }),
    ),
  }),
);

/** What is known of what a member pays, as the attribute `billing` of their item has it. */
export function billingOfItem(value: unknown, version: number): Billing {
  const { customer, checkout, subscription } = BillingAttribute.parse(value);
  return {
    version,
    customer: customer === undefined ? undefined : customerId(customer),
    checkout: checkout && checkoutOf(checkout),
    subscription: subscription && subscriptionOf(subscription),
  };
}

/** The attribute. What is not known has none. */
export function billingAttribute({ customer, checkout, subscription }: Omit<Billing, "version">) {
  return { customer, checkout, subscription };
}

type Kept<Part extends "checkout" | "subscription"> = NonNullable<z.infer<typeof BillingAttribute>[Part]>;

function checkoutOf({ id, expiresAt, asked }: Kept<"checkout">): KeptCheckout {
  const { linkUntil, trialEndsAt, ...more } = asked;
  const moments = { linkUntil: linkUntil as Instant, trialEndsAt: trialEndsAt as Instant | undefined };
  return { id, expiresAt: expiresAt as Instant, asked: { ...more, ...moments } };
}

function subscriptionOf({ id, ...kept }: Kept<"subscription">): Subscription {
  const { status, period, isCollectionPaused, endsBecause, ...moments } = kept;
  return {
    ...{ id: subscriptionId(id), status, period, isCollectionPaused, endsBecause },
    createdAt: moments.createdAt as Instant,
    periodStartsAt: moments.periodStartsAt as Instant,
    periodEndsAt: moments.periodEndsAt as Instant,
    trialEndsAt: moments.trialEndsAt as Instant | undefined,
    endsAt: moments.endsAt as Instant | undefined,
    endAskedAt: moments.endAskedAt as Instant | undefined,
    paidUntil: moments.paidUntil as Instant | undefined,
  };
}
