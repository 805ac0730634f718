import type { Member } from "../member/index.ts";
import type { BillingOrder } from "./orders.ts";
import { isRunning, renews } from "./subscription.ts";

/**
 * The order that the subscription of somebody with whom nobody talks any more needs: a checkout may be paid after a STOP.
 * What was paid since the STOP is given back. Undefined where there is nothing to order.
 */
export function orderOfSilence({
  id,
  consent,
  billing: { subscription },
  reassignedAt,
}: Pick<Member, "id" | "consent" | "billing" | "reassignedAt">): BillingOrder | undefined {
  if (!subscription) return undefined;
  const orderedAt = consent.changedAt;
  switch (consent.state) {
    case "BLOCKED":
      if (!isRunning(subscription)) return undefined;
      return { member: id, ends: "now", because: "child", orderedAt };
    case "OPTED_OUT":
      if (!renews(subscription)) return undefined;
      return { member: id, ends: "at-period-end", because: "silence", orderedAt };
    case "NEW":
    case "PENDING":
    case "ACTIVE":
    case "SUSPENDED":
      // The number is somebody else's by now; whose it was has nothing of it any more.
      if (!reassignedAt || !renews(subscription)) return undefined;
      return { member: id, ends: "at-period-end", because: "silence", orderedAt: reassignedAt };
    default:
      return consent.state satisfies never;
  }
}

/** Nothing is begun with them. */
export function isSilent({ consent, reassignedAt }: Pick<Member, "consent" | "reassignedAt">): boolean {
  return consent.state === "OPTED_OUT" || consent.state === "BLOCKED" || reassignedAt !== undefined;
}
