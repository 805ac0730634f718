import type { Instant } from "../kernel/index.ts";
import type { Member } from "../member/index.ts";
import { meantBy } from "./meaning.ts";
import type { BillingOrder, BillingOrders } from "./orders.ts";
import type { Payments } from "./payments.ts";
import { isRunning, type Subscription } from "./subscription.ts";

interface Asking {
  readonly payments: Pick<Payments, "isCollecting" | "lastPayment">;
  readonly orders: Pick<BillingOrders, "of">;
}

/**
 * The order that a subscription needs which was ended on Stripe's page: nothing that was invoiced before is stopped by that, and
 * what is drafted or late would still be charged. Undefined where nothing is to be taken and nothing was taken since, for then
 * all is as they wanted, and they may take it back there; and where it was ended with us, by an order that still stands.
 * @param known what was known before: it is asked once for each time that it was ended.
 */
export async function orderOfEnd(
  { payments, orders }: Asking,
  member: Pick<Member, "id" | "age" | "consent" | "reassignedAt">,
  known: Subscription | undefined,
  now: Subscription | undefined,
): Promise<BillingOrder | undefined> {
  const orderedAt = now && endedNewly(known, now);
  if (!now || orderedAt === undefined) return undefined;
  const order = await orders.of(member.id);
  if (order && meantBy(order, now, member).some((given) => given.orderedAt <= orderedAt)) return undefined;
  const isTaken = (await payments.isCollecting(now.id)) || (await isPaidSince(payments, now, orderedAt));
  return isTaken ? { member: member.id, ends: "at-period-end", because: "asked", orderedAt } : undefined;
}

/**
 * Since when it is to end with its period, where that was not known yet. Until a later day it is paid for as before; and of what is
 * paused, as silence and a bank's dispute have it, what was invoiced before was stopped with the pause.
 */
function endedNewly(known: Subscription | undefined, now: Subscription): Instant | undefined {
  const { id, endsAt, endAskedAt, periodEndsAt, isCollectionPaused } = now;
  if (!isRunning(now) || isCollectionPaused || endsAt === undefined || endsAt > periodEndsAt) return undefined;
  return known?.id === id && known.endAskedAt === endAskedAt ? undefined : endAskedAt;
}

/**
 * Both by Stripe's clock, in whole seconds: in the same one it is taken as the member would have it. But who buys a plan and ends
 * it in the same breath wants it for once.
 */
async function isPaidSince(
  payments: Asking["payments"],
  { id, createdAt }: Subscription,
  endAskedAt: Instant,
): Promise<boolean> {
  const paid = await payments.lastPayment(id);
  return paid !== undefined && paid.paidAt >= endAskedAt && paid.paidAt > createdAt;
}
