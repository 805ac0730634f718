import { type LastingCause, PERIODS, PLANS, type Subscription, type SubscriptionStatus } from "@jules/core/billing";
import { type Instant, parseInstant } from "@jules/core/kernel";
import * as z from "zod/mini";
import {
  customerReference,
  id,
  memberIn,
  metadata,
  moment,
  optionalMoment,
  reference,
  subscription,
} from "./fields.ts";

/** Until when it was paid for, as `pause` wrote it down. */
export const PAID_UNTIL_KEY = "paid_until";
/** Why it ends, where that is for good. */
export const ENDS_BECAUSE_KEY = "ends_because";
/** Changes with everything that we set; see keys.ts. */
export const MARK_KEY = "mark";

const Item = z.object({
  id,
  /** Since API version 2025-03-31 the period is the item's, no longer the subscription's. */
  current_period_start: moment,
  current_period_end: moment,
  price: z.object({
    id,
    lookup_key: z.catch(z.optional(z.nullable(z.string())), undefined),
    product: reference,
    recurring: z.optional(z.nullable(z.object({ interval: z.string() }))),
  }),
});

export const SubscriptionBody = z.object({
  id: subscription,
  status: z.string(),
  customer: customerReference,
  created: moment,
  items: z.object({ data: z.array(Item).check(z.minLength(1)) }),
  trial_end: optionalMoment,
  cancel_at: optionalMoment,
  cancel_at_period_end: z.boolean(),
  canceled_at: optionalMoment,
  ended_at: optionalMoment,
  pause_collection: z.optional(z.nullable(z.object({}))),
  metadata,
});

export type SubscriptionBody = z.output<typeof SubscriptionBody>;
export type Item = z.output<typeof Item>;

/** Its statuses are an open list: one that is new is `other`. */
const STATUSES: ReadonlySet<string> = new Set<SubscriptionStatus>([
  ...(["trialing", "active", "past_due", "unpaid", "paused", "incomplete", "incomplete_expired", "canceled"] as const),
]);

/** The item that is our plan: the one with its price, or else the first. */
export function itemOf({ items }: SubscriptionBody): Item {
  const [first] = items.data;
  if (!first) throw new Error("a subscription has an item");
  return items.data.find(({ price }) => periodByKey(price.lookup_key) !== undefined) ?? first;
}

/**
 * Whether a subscription is one of our plans: by the lookup key, or because we made it, or by the product. A lookup key goes on to
 * another price when what a plan costs is changed; the old price stays with who pays it, and has none then.
 * @param products asked for only where nothing else tells.
 */
export async function isOurs(body: SubscriptionBody, products: () => Promise<ReadonlySet<string>>): Promise<boolean> {
  const { price } = itemOf(body);
  if (periodByKey(price.lookup_key) !== undefined || memberIn(body.metadata) !== undefined) return true;
  return (await products()).has(price.product);
}

/** What Stripe says of a subscription, as Jules has it. */
export function subscriptionOf(body: SubscriptionBody): Subscription {
  const item = itemOf(body);
  const status = statusOf(body.status);
  return {
    id: body.id,
    status,
    period: periodByKey(item.price.lookup_key) ?? (item.price.recurring?.interval === "year" ? "year" : "month"),
    createdAt: body.created,
    periodStartsAt: item.current_period_start,
    periodEndsAt: item.current_period_end,
    trialEndsAt: body.trial_end,
    endsAt: hasEnded(body) ? (body.ended_at ?? body.canceled_at) : willEnd(body),
    endAskedAt: !hasEnded(body) && willEnd(body) !== undefined ? body.canceled_at : undefined,
    isCollectionPaused: isPaused(body),
    paidUntil: isPaused(body) ? parseInstant(body.metadata[PAID_UNTIL_KEY] ?? "") : undefined,
    endsBecause: endsBecause(body),
  };
}

/** Nothing can be set on it any more. */
export function hasEnded({ status }: Pick<SubscriptionBody, "status">): boolean {
  return status === "canceled" || status === "incomplete_expired";
}

export function isPaused({ pause_collection }: SubscriptionBody): boolean {
  return (pause_collection ?? undefined) !== undefined;
}

/** When it ends with or within its period. A day that somebody chose beyond that is no end yet: it is renewed before. */
export function willEnd(body: SubscriptionBody): Instant | undefined {
  const { current_period_end } = itemOf(body);
  const at = body.cancel_at ?? (body.cancel_at_period_end ? current_period_end : undefined);
  return at !== undefined && at <= current_period_end ? at : undefined;
}

export function endsBecause({ metadata }: SubscriptionBody): LastingCause | undefined {
  return metadata[ENDS_BECAUSE_KEY] === "dispute" ? "dispute" : undefined;
}

/** Until when it is paid for: to the end of its period, but not where that is the one that was not paid. */
export function paidUntil(body: SubscriptionBody): Instant {
  const { current_period_start, current_period_end } = itemOf(body);
  return body.status === "past_due" || body.status === "unpaid" ? current_period_start : current_period_end;
}

function statusOf(status: string): SubscriptionStatus {
  return STATUSES.has(status) ? (status as SubscriptionStatus) : "other";
}

function periodByKey(key: string | null | undefined) {
  return PERIODS.find((period) => PLANS.plus.lookupKeys[period] === key);
}
