import type { Clock, MemberId } from "../../kernel/index.ts";
import type { Member } from "../../member/index.ts";
import { meantBy } from "../meaning.ts";
import type { BillingOrders, PlacedOrder } from "../orders.ts";
import type { Payments } from "../payments.ts";
import { isRunning } from "../subscription.ts";
import { mayBeTakenBack } from "./offering.ts";

export interface Ending {
  readonly orders: Pick<BillingOrders, "of" | "place" | "takeBack">;
  readonly payments: Pick<Payments, "subscriptionsOf" | "keep">;
  readonly clock: Clock;
  readonly bringUpToDate: (member: MemberId) => Promise<unknown>;
}

/**
 * Whether somebody may end what they pay for: as soon as they are known to Stripe, and it is not known to be over. That it ends
 * already may be what was known before they took it back there; ordered again, nothing more happens to it.
 */
export function mayOrderEnd({ billing: { customer, subscription } }: Pick<Member, "billing">): boolean {
  return customer !== undefined && (subscription === undefined || isRunning(subscription));
}

/**
 * A member ends their plan: from now on it is certain that it ends, and that what is charged from now on is given back,
 * whether or not Stripe answers. Done again it stays as it was ordered first. It is ordered also where something is ordered
 * already: that may be about what they had before, whatever is known here.
 */
export async function orderEnd({ orders, clock }: Pick<Ending, "orders" | "clock">, { id }: Member): Promise<void> {
  await orders.place({ member: id, ends: "at-period-end", because: "asked", orderedAt: clock.now() });
}

/**
 * A member takes back that their plan ends. What was ordered of it goes first, so that it is not carried out afterwards; who dies
 * in between has a plan that goes on, as they wanted, or one that Stripe still ends, and may ask again. What was ordered of
 * another one stays, and of one that is over as well: what is paid of it after all is to go back.
 * @returns ended: it has; ordered: it has to end, whatever they want.
 * @throws Failure as the payments and the stores do.
 */
export async function keep(ending: Ending, member: Member): Promise<"kept" | "ended" | "ordered"> {
  const { orders, payments, bringUpToDate } = ending;
  const { customer, subscription } = member.billing;
  const meant = (order: PlacedOrder | undefined) => (order && subscription ? meantBy(order, subscription, member) : []);
  const order = await orders.of(member.id);
  const given = meant(order);
  if (!given.every(mayBeTakenBack)) return "ordered";
  const all = customer ? await payments.subscriptionsOf(customer) : [];
  const running = all.find((each) => each.id === subscription?.id && isRunning(each));
  if (!running || running.endsBecause) {
    await bringUpToDate(member.id);
    return running ? "ordered" : "ended";
  }
  if (order && given.length > 0) await orders.takeBack(order, given);
  // Another one may have taken its place.
  if (meant(await orders.of(member.id)).length > 0) return "ordered";
  await payments.keep(running.id);
  await bringUpToDate(member.id);
  return "kept";
}
