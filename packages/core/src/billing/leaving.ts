import { Failure, type MemberId } from "../kernel/index.ts";
import type { MemberStore } from "../member/index.ts";
import type { ErasureReason } from "../privacy/index.ts";
import type { Books } from "./applying.ts";
import { endAsOrdered } from "./carrying-out.ts";
import type { Ending } from "./ending.ts";
import type { BillingOrder, BillingOrders } from "./orders.ts";
import type { Payments } from "./payments.ts";
import { isRunning } from "./subscription.ts";

/** What letting somebody go takes. */
export interface Leaving extends Ending, Pick<Books, "clock"> {
  readonly members: Pick<MemberStore, "byId">;
  readonly orders: Pick<BillingOrders, "place" | "of">;
  readonly payments: Pick<Payments, "subscriptionsOf" | "closeCheckout" | "deleteCustomer"> & Ending["payments"];
}

const BECAUSE: Readonly<Record<ErasureReason, BillingOrder["because"]>> = {
  asked: "erased",
  child: "child",
  reassigned: "gone",
  silent: "gone",
};

/**
 * Ends all that a member pays for, and has who takes the money forget them; for who never came to pay it does nothing. It is
 * ordered first, so that what is paid while Stripe cannot be reached is given back in the end, and what was ordered before is
 * done with it. Twice is the same as once.
 * @throws Failure `billing.still-running` when something would go on taking money, and as the payments do: again later, and
 * until then nothing of the member may be deleted, or nobody would know any more for whom to end it.
 */
export async function endAllOf(leaving: Leaving, id: MemberId, reason: ErasureReason): Promise<void> {
  const { members, orders, payments, clock } = leaving;
  const member = await members.byId(id);
  const customer = member?.billing.customer;
  if (!customer) return;
  await orders.place({ member: id, ends: "now", because: BECAUSE[reason], orderedAt: clock.now() });
  const order = await orders.of(id);
  if (order) await endAsOrdered(leaving, member, order);
  if ((await payments.subscriptionsOf(customer)).some(isRunning)) {
    throw new Failure("billing.still-running", "a subscription of somebody who is to be erased runs on");
  }
  await payments.deleteCustomer(customer);
}
