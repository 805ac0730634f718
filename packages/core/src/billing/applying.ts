import type { Agenda } from "../agenda/index.ts";
import { type Clock, Failure, type MemberId } from "../kernel/index.ts";
import type { Member, MemberStore } from "../member/index.ts";
import type { BillingCount } from "./counts.ts";
import { endDouble } from "./doubles.ts";
import { orderOfEnd } from "./ended-there.ts";
import { giveBackPaidAfter } from "./ending.ts";
import { ended, fold } from "./folding.ts";
import { meantBy } from "./meaning.ts";
import { type Notice, noticesOf } from "./notices.ts";
import type { BillingOrders } from "./orders.ts";
import type { Customer, Payments } from "./payments.ts";
import { isSilent, orderOfSilence } from "./silence.ts";
import type { BillingStore } from "./store.ts";
import { endStrays } from "./strays.ts";
import { type Billing, type CustomerId, isRunning, type KeptCheckout, type Subscription } from "./subscription.ts";

/** What it takes to know what members pay. */
export interface Books {
  readonly members: Pick<MemberStore, "byId">;
  readonly billing: BillingStore;
  readonly payments: Payments;
  readonly agenda: Pick<Agenda, "add">;
  /** In which language somebody is told of it who never chose one. A `ConversationStore` is one of these. */
  readonly conversations: {
    addressOf(member: MemberId): Promise<{ readonly language: "en" | "es" } | undefined>;
  };
  readonly orders: Pick<BillingOrders, "place" | "of">;
  readonly clock: Clock;
  readonly counted: (what: BillingCount) => void;
}

/**
 * written, same: the books say what Stripe says, and `member` is as they are now; no-customer: they never came to pay;
 * gone: there is no such member; foreign: the customer that it was about is not theirs.
 */
export type Brought =
  | { readonly kind: "written" | "same"; readonly member: Member }
  | { readonly kind: "no-customer" | "gone" | "foreign" };

type Next = Omit<Billing, "version">;

const MOST_ROUNDS = 5;

/**
 * Brings what we know of what a member pays to what Stripe has now. What is fetched is written only in the place of what was
 * read before it was fetched: an older state never takes the place of a newer one, whoever comes when.
 * Subscriptions that run beside the one that counts are ended, and what was paid for them is given back; members are told of
 * what changed; and what nobody is to pay for who does not want our texts, or who ended it at Stripe's, is ordered to end.
 * Repeats without harm.
 * @param about the customer that news were about, as Stripe has them now: where that is another one, or the member is gone, what
 * runs for them ends, and nothing else is done.
 * @param news what is to be told besides, of the subscription as it is now; in the place of what is told of the same.
 * @throws Failure `billing.contended` when others kept writing, and as the payments and the stores do: again later.
 */
export async function bringUpToDate(
  books: Books,
  id: MemberId,
  about?: Customer,
  news: (now: Subscription | undefined) => readonly Notice[] = () => [],
): Promise<Brought> {
  const { members, billing, clock } = books;
  for (let round = 0; round < MOST_ROUNDS; round++) {
    const member = await members.byId(id);
    if (!member) {
      if (about && (await endStrays(books, about))) books.counted("foreign-customer");
      return { kind: "gone" };
    }
    const { customer } = member.billing;
    if (about && about.id !== customer) {
      // Who was deleted is forgotten with the first word of it.
      if (!about.isDeleted) books.counted("foreign-customer");
      await endStrays(books, about);
      return { kind: "foreign" };
    }
    if (!customer) return { kind: "no-customer" };
    const next = await fetched(books, member.billing, customer, about?.isDeleted ?? false);
    const known = member.billing.subscription;
    // Both before it is written: afterwards nobody would see that anything changed.
    const order = await orderOfEnd(books, member, known, next.subscription);
    const changes = noticesOf(known, next.subscription, clock.now(), order !== undefined);
    await tell(books, member, next.subscription, [...news(next.subscription), ...changes]);
    // After it is told: who has an order from before was answered where they asked.
    if (order) await books.orders.place(order);
    if (isSame(member.billing, next)) {
      await heedSilence(books, member);
      return { kind: "same", member };
    }
    if (await billing.write(id, member.billing.version, next)) return settled(books, id);
  }
  throw new Failure("billing.contended", "what the member pays kept changing");
}

/** Puts notices on a member's agenda; none for who wants no texts. */
async function tell(
  books: Books,
  member: Member,
  subscription: Subscription | undefined,
  notices: readonly Notice[],
): Promise<void> {
  if (notices.length === 0 || isSilent(member)) return;
  const address = await books.conversations.addressOf(member.id);
  if (!address) return;
  const addedAt = books.clock.now();
  const isByOrder = notices.some(({ code, isOfAsked }) => code === "ending" || isOfAsked);
  // Who ended it with us was answered there. Their order stays until all of this is done.
  const order = isByOrder && subscription ? await books.orders.of(member.id) : undefined;
  const orders = order && subscription ? meantBy(order, subscription, member) : [];
  const wasAsked = orders.some(({ because }) => because === "asked");
  for (const { id, code, dueAt, isOfAsked } of notices) {
    if (wasAsked ? code === "ending" : isOfAsked) continue;
    const about = { kind: "billing-notice", about: code, language: address.language } as const;
    await books.agenda.add({ id, member: member.id, ...about, dueAt, addedAt });
  }
}

async function fetched(
  books: Books,
  { subscription: known, checkout }: Billing,
  customer: CustomerId,
  isDeleted: boolean,
): Promise<Next> {
  const now = books.clock.now();
  // With a customer Stripe ends what they had, and shows it no more; who pays again is another one.
  if (isDeleted) return { customer: undefined, subscription: known && ended(known, now), checkout: undefined };
  const { counting, doubles, formerDoubles } = fold(await books.payments.subscriptionsOf(customer), known, now);
  for (const double of doubles) await endDouble(books, double);
  for (const double of formerDoubles) await giveBackPaidAfter(books, double);
  return { customer, subscription: counting, checkout: checkout && (await stillOpen(books, checkout, counting)) };
}

/** Undefined for a way to pay that is gone; where somebody pays already, it is closed. One that is being opened stays. */
async function stillOpen(
  { payments, clock }: Books,
  checkout: KeptCheckout,
  counting: Subscription | undefined,
): Promise<KeptCheckout | undefined> {
  if (checkout.expiresAt <= clock.now()) return undefined;
  if (checkout.id === undefined) return checkout;
  if (counting && isRunning(counting) && counting.status !== "incomplete") {
    await payments.closeCheckout(checkout.id);
    return undefined;
  }
  const now = await payments.subject("checkout", checkout.id);
  return now?.status === "complete" || now?.status === "expired" ? undefined : checkout;
}

/** Their word may have come while it was written. */
async function settled(books: Books, id: MemberId): Promise<Brought> {
  const member = await books.members.byId(id);
  if (!member) return { kind: "gone" };
  await heedSilence(books, member);
  return { kind: "written", member };
}

async function heedSilence({ orders }: Books, member: Member): Promise<void> {
  const order = orderOfSilence(member);
  if (order) await orders.place(order);
}

function isSame(one: Next, other: Next): boolean {
  return (
    one.customer === other.customer && one.checkout === other.checkout && isEqual(one.subscription, other.subscription)
  );
}

/** Of flat values. */
function isEqual<Value extends object>(one: Value | undefined, other: Value | undefined): boolean {
  if (!one || !other) return one === other;
  const keys = new Set([...Object.keys(one), ...Object.keys(other)]) as Set<keyof Value>;
  return [...keys].every((key) => one[key] === other[key]);
}
