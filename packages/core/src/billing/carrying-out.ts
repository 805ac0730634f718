import { type Instant, instantPlus } from "../kernel/index.ts";
import type { Member } from "../member/index.ts";
import { type Books, bringUpToDate } from "./applying.ts";
import { type Ending, endAndGiveBack } from "./ending.ts";
import { type BillingOrder, type BillingOrders, orderAfterAge, type PlacedOrder } from "./orders.ts";
import type { Payment, Payments } from "./payments.ts";
import { isSilent } from "./silence.ts";
import { isRunning, type Subscription } from "./subscription.ts";

/** What carrying orders out takes. */
export interface OrderBooks extends Books {
  readonly orders: Pick<BillingOrders, "place" | "of" | "done">;
}

/** What became of what a member paid for; nothing: they had nothing that runs; gone: nor is there such a member. */
export type CarriedOut = "ended" | "ending" | "nothing" | "gone";

/** Stripe counts in whole seconds, by a clock of its own: what lies so near to an order is taken as the member would have it. */
const NEARLY_MS = 5_000;
/** What somebody paid so recently was for days that they did not get. */
const UNUSED_MS = 30 * 24 * 60 * 60_000;

/**
 * Does at Stripe what was ordered, brings what we know up to date, and then forgets the order. Every step may have been done
 * before, by a worker that died: doing it again takes and gives back nothing more.
 *
 * Who says START before it was carried out has not asked for the plan again: the order holds, and the page of their
 * subscription lets them keep it until it ends. What they begin to pay for after the order is not what it was about.
 * @throws Failure as the payments and the stores do: again later, the order is still there.
 */
export async function carryOut(books: OrderBooks, order: PlacedOrder): Promise<CarriedOut> {
  const member = await books.members.byId(order.member);
  const result = member ? await endAsOrdered(books, member, order) : "gone";
  if (member) await bringUpToDate(books, member.id);
  await books.orders.done(order);
  return result;
}

/**
 * The part of it that is done at Stripe. What runs is asked for there, and what may still be paid on an open page is closed
 * before: who finished a moment earlier has a subscription by then.
 */
export async function endAsOrdered(
  books: Ending & Pick<Books, "clock"> & { readonly payments: Pick<Payments, "subscriptionsOf" | "closeCheckout"> },
  member: Member,
  order: BillingOrder,
): Promise<Exclude<CarriedOut, "gone">> {
  const { customer, checkout } = member.billing;
  if (!customer) return "nothing";
  const left: unknown[] = [];
  // What cannot be done about one holds up none of the others: what runs takes money.
  const tried = async (work: Promise<unknown>) => void (await work.catch((error: unknown) => left.push(error)));
  if (checkout?.id !== undefined) await tried(books.payments.closeCheckout(checkout.id));
  const all = await books.payments.subscriptionsOf(customer);
  let result: Exclude<CarriedOut, "gone"> = "nothing";
  for (const subscription of all.filter((each) => isOpen(each, order) && isMeant(each, member, order))) {
    const end = endOne(books, subscription, order).then((each) => {
      if (isRunning(subscription) && result !== "ended") result = each;
    });
    await tried(end);
  }
  if (left.length > 0) throw left[0];
  return result;
}

/** One that ended since it was ordered may have an invoice that could not be stopped, and is paid after all. */
function isOpen(subscription: Subscription, { orderedAt }: BillingOrder): boolean {
  const { status, endsAt } = subscription;
  return (
    isRunning(subscription) ||
    (status === "canceled" && endsAt !== undefined && endsAt >= instantPlus(orderedAt, -NEARLY_MS))
  );
}

/** With whom nobody talks, who may be a minor, and who is being erased, is to have none at all, whenever it began. */
function isMeant({ createdAt }: Subscription, member: Member, { because, orderedAt }: BillingOrder): boolean {
  const hasNone = because === "erased" || isSilent(member) || orderAfterAge(member.age.state) !== undefined;
  return hasNone || createdAt <= instantPlus(orderedAt, NEARLY_MS);
}

async function endOne(
  books: Ending & Pick<Books, "clock">,
  subscription: Subscription,
  order: BillingOrder,
): Promise<"ended" | "ending"> {
  let now = subscription;
  if (
    isRunning(now) &&
    order.ends === "at-period-end" &&
    !isRenewedSince(now, order) &&
    isPaid(now, books.clock.now())
  ) {
    now = await endAtPeriodEnd(books, now, order);
    // Or else it was renewed at this very moment, and would go on for as long again.
    if (!isRenewedSince(now, order) && !(await isTakenSince(books, now, order))) return "ending";
  }
  await endAndGiveBack(books, now, (payment) => isGivenBack(payment, now, order));
  return "ended";
}

async function endAtPeriodEnd(
  { payments }: Ending,
  subscription: Subscription,
  { because }: BillingOrder,
): Promise<Subscription> {
  const pausing = because !== "asked";
  const cause = because === "dispute" ? because : undefined;
  const { endsAt, isCollectionPaused, endsBecause } = subscription;
  const isDone = endsAt !== undefined && (isCollectionPaused || !pausing) && (!cause || endsBecause === cause);
  return isDone ? subscription : payments.endAtPeriodEnd(subscription, pausing, cause);
}

/** Whether a period began that they did not want any more. */
function isRenewedSince({ createdAt, periodStartsAt }: Subscription, { orderedAt }: BillingOrder): boolean {
  return periodStartsAt > createdAt && periodStartsAt > instantPlus(orderedAt, -NEARLY_MS);
}

/**
 * Whether their period is one that nobody had paid for when they ordered it: it is charged an hour after it began. Looked at
 * when no other period can begin, and what is still to be taken first: what is taken between the two is seen as paid.
 */
async function isTakenSince({ payments }: Ending, subscription: Subscription, order: BillingOrder): Promise<boolean> {
  if (await payments.isCollecting(subscription.id)) return true;
  const paid = await payments.lastPayment(subscription.id);
  return paid !== undefined && isPaidSince(paid, subscription, order);
}

/** Who buys a plan and asks in the same breath that it ends wants it for once. */
function isPaidSince({ paidAt }: Payment, { createdAt }: Subscription, { because, orderedAt }: BillingOrder): boolean {
  const isWanted = because === "asked" && paidAt <= instantPlus(createdAt, NEARLY_MS);
  return paidAt > (isWanted ? orderedAt : instantPlus(orderedAt, -NEARLY_MS));
}

/** Whether anything is paid for that it could run to the end of; a trial is as good as paid for. */
function isPaid({ status, isCollectionPaused, paidUntil }: Subscription, at: Instant): boolean {
  switch (status) {
    case "active":
    case "trialing":
    case "other":
      return !isCollectionPaused || paidUntil === undefined || at < paidUntil;
    case "past_due":
    case "unpaid":
    case "paused":
    case "incomplete":
    case "incomplete_expired":
    case "canceled":
      return false;
    default:
      return status satisfies never;
  }
}

/**
 * What was paid after the order always is. Of a child all that was paid last, and of who asks to end it now. Who is gone
 * gets back what they paid within thirty days: they cannot have used much of it, and cannot be asked; what is older they
 * had. Who has everything deleted chose the moment, and had what they paid for until then.
 */
function isGivenBack(paid: Payment, subscription: Subscription, order: BillingOrder): boolean {
  if (isPaidSince(paid, subscription, order)) return true;
  const { ends, because, orderedAt } = order;
  if (ends === "at-period-end" || because === "erased") return false;
  return because !== "gone" || paid.paidAt > instantPlus(orderedAt, -UNUSED_MS);
}
