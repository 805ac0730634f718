import { isStillSilent } from "../consent/index.ts";
import type { Member } from "../member/index.ts";
import { type BillingOrder, orderAfter, orderAfterAge } from "./orders.ts";
import { isRunning, renews } from "./subscription.ts";

/**
 * The order that the subscription of somebody with whom nobody talks any more needs: a checkout may be paid after a STOP, or
 * by who turned out to be a minor meanwhile. What was paid since then is given back. Undefined where there is nothing to order.
 */
export function orderOfSilence({
  id,
  consent,
  age,
  billing: { subscription },
  reassignedAt,
}: Pick<Member, "id" | "consent" | "age" | "billing" | "reassignedAt">): BillingOrder | undefined {
  const state = isStillSilent(consent) ? "OPTED_OUT" : consent.state;
  const ofSilence = reassignedAt ? ({ ends: "now", because: "gone" } as const) : orderAfter(state);
  const order = ofSilence ?? orderAfterAge(age.state);
  if (!order || !subscription) return undefined;
  const isToEnd = order.ends === "now" ? isRunning(subscription) : renews(subscription);
  const orderedAt = ofSilence ? (reassignedAt ?? consent.changedAt) : (age.since ?? consent.changedAt);
  return isToEnd ? { member: id, ...order, orderedAt } : undefined;
}

/** Nothing is begun with them; nor with who was asked by a page after their STOP, until they say yes. */
export function isSilent({ consent, reassignedAt }: Pick<Member, "consent" | "reassignedAt">): boolean {
  const isStopped = consent.state === "OPTED_OUT" || isStillSilent(consent);
  return isStopped || consent.state === "BLOCKED" || reassignedAt !== undefined;
}
