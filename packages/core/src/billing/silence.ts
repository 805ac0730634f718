import { isStillSilent, silentSince } from "../consent/index.ts";
import type { Instant } from "../kernel/index.ts";
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
  const orderedAt = ofSilence ? (reassignedAt ?? silentSince(consent)) : (age.since ?? consent.changedAt);
  if (!order || !orderedAt || !subscription) return undefined;
  const isToEnd = order.ends === "now" ? isRunning(subscription) : renews(subscription);
  return isToEnd ? { member: id, ...order, orderedAt } : undefined;
}

/** Nothing is begun with them; nor with who was asked by a page after their STOP, until they say yes. */
export function isSilent(member: Pick<Member, "consent" | "reassignedAt">): boolean {
  return silenceOf(member) !== undefined;
}

/** Since when nobody talks with them. */
export function silenceOf({ consent, reassignedAt }: Pick<Member, "consent" | "reassignedAt">): Instant | undefined {
  const [first] = [silentSince(consent), reassignedAt].filter((each) => each !== undefined).sort();
  return first;
}
