import { Failure, type Instant, instant, instantPlus, type MemberId, millisecondsOf } from "../../kernel/index.ts";
import type { LedgerEntry } from "../../ledger/index.ts";
import type { Member, MemberStore } from "../../member/index.ts";
import type { CheckoutWish, Payments, Price } from "../payments.ts";
import type { BillingStore } from "../store.ts";
import { type CustomerId, isRunning, type KeptCheckout, type OpenCheckout } from "../subscription.ts";
import { type Counter, type NotSold, offerTo } from "./offering.ts";
import type { Sold, Terms } from "./terms.ts";

/** Where members pay. */
export interface Till extends Counter {
  readonly members: Pick<MemberStore, "byId" | "episode" | "record">;
  readonly billing: Pick<BillingStore, "write">;
  readonly payments: Pick<
    Payments,
    "createCustomer" | "customer" | "subscriptionsOf" | "openCheckout" | "closeCheckout"
  >;
  readonly bringUpToDate: (member: MemberId) => Promise<unknown>;
  /** Where who has paid comes back to, and who has not. */
  readonly returnTo: (language: "en" | "es") => Pick<CheckoutWish, "successUrl" | "cancelUrl">;
}

/** What somebody accepted, and how they came to it. */
export interface Accepted extends Sold {
  readonly price: Price;
  readonly terms: Pick<Terms, "code" | "version" | "body">;
  /** Until when their link counts: by it an attempt is known again. */
  readonly linkUntil: Instant;
  readonly language: "en" | "es";
}

/** open: they pay at this address; already: they have a subscription that runs, perhaps since a moment ago. */
export type CheckoutOpened =
  | { readonly kind: "open"; readonly url: string }
  | { readonly kind: "already" | "gone" }
  | { readonly kind: "nothing"; readonly because: NotSold };

/** Stripe's shortest is 30 minutes: less would be refused where clocks differ, or it is opened once more. */
const CHECKOUT_LIFETIME_MS = 60 * 60_000;
/** One that is about to expire is of no use to anybody. */
const LEAST_LEFT_MS = 60_000;
const MOST_ROUNDS = 5;

/**
 * Opens the way to pay for who has accepted the terms. That they did goes into the ledger before anything can be charged. There
 * is one customer of a member, who is theirs before any checkout exists; there is one open checkout at a time, which is
 * written down before it is opened; and none while a subscription runs at Stripe, as of now. The same link and the same wish
 * lead to the same page. Who dies anywhere on the way does it again.
 * @throws Failure `billing.contended` when others kept writing, and as the payments and the stores do: again later.
 */
export async function openCheckout(till: Till, id: MemberId, accepted: Accepted): Promise<CheckoutOpened> {
  const { members, clock, bringUpToDate } = till;
  let isRecorded = false;
  for (let round = 0; round < MOST_ROUNDS; round++) {
    const member = await members.byId(id);
    if (!member) return { kind: "gone" };
    const offer = await offerTo(till, member);
    if (offer.kind === "nothing") return offer;
    if (offer.kind === "buy" && !isRecorded) {
      await members.record(member, [entryOf(accepted)], clock.now());
      isRecorded = true;
    }
    const outcome = offer.kind === "manage" ? "already" : await tryToOpen(till, member, accepted);
    if (outcome === "already") {
      await bringUpToDate(id);
      return { kind: "already" };
    }
    if (outcome !== "again") return { kind: "open", url: outcome.url };
  }
  throw new Failure("billing.contended", "what the member pays kept changing");
}

/** @returns again: somebody wrote meanwhile, or there is a customer now; from the start, with what is known then. */
async function tryToOpen(
  till: Till,
  member: Member,
  accepted: Accepted,
): Promise<{ readonly url: string } | "already" | "again"> {
  const { billing, payments, clock } = till;
  const customer = await customerOf(till, member);
  if (!customer) return "again";
  if ((await payments.subscriptionsOf(customer)).some(isRunning)) return "already";
  const who = { id: member.id, customer };
  const before = member.billing.checkout;
  let { version } = member.billing;
  let kept = before && isTheSame(before, accepted, clock.now()) ? before : undefined;
  if (!kept) {
    if (before && !(await isClosed(till, who, before))) return "already";
    kept = asked(member, accepted, clock.now());
    if (!(await billing.write(who.id, version, { ...member.billing, checkout: kept }))) return "again";
    version += 1;
  }
  const { id, url } = await payments.openCheckout(wishOf(till, who, kept));
  if (id === kept.id) return { url };
  const isWritten = await billing.write(who.id, version, { ...member.billing, checkout: { ...kept, id } });
  // Who wrote meanwhile may have another one opened: nobody learns of this one before it is known to be the only one.
  return isWritten ? { url } : "again";
}

/** The member's customer; undefined where one had to be made: it is written down before anything else is done with it. */
async function customerOf(
  { payments, billing }: Till,
  { id, billing: known }: Member,
): Promise<CustomerId | undefined> {
  const customer = known.customer && (await payments.customer(known.customer));
  if (customer && !customer.isDeleted) return customer.id;
  const made = await payments.createCustomer(id);
  const { version, ...before } = known;
  // With another customer nothing that was open is theirs.
  await billing.write(id, version, { ...before, customer: made, checkout: undefined });
  return undefined;
}

/** Whether it is what the same link led to a moment ago. */
function isTheSame({ expiresAt, asked: wanted }: KeptCheckout, accepted: Accepted, at: Instant): boolean {
  return (
    wanted.linkUntil === accepted.linkUntil &&
    wanted.price === accepted.price.id &&
    wanted.trialEndsAt === accepted.trialEndsAt &&
    wanted.language === accepted.language &&
    expiresAt > instantPlus(at, LEAST_LEFT_MS)
  );
}

/** Keyed by the version that it is written over, which no two are. */
function asked(
  { id, billing }: Member,
  { price, linkUntil, trialEndsAt, language }: Accepted,
  at: Instant,
): KeptCheckout {
  const wholeSeconds = Math.floor(millisecondsOf(at) / 1_000) * 1_000;
  const attempt = `${id}.${billing.version}`;
  return {
    id: undefined,
    expiresAt: instant(wholeSeconds + CHECKOUT_LIFETIME_MS),
    asked: { attempt, linkUntil, price: price.id, period: price.period, trialEndsAt, language },
  };
}

interface Who {
  readonly id: MemberId;
  readonly customer: CustomerId;
}

function wishOf({ returnTo }: Till, { id, customer }: Who, { expiresAt, asked: wanted }: KeptCheckout): CheckoutWish {
  const { attempt, price, period, trialEndsAt, language } = wanted;
  return {
    ...{ member: id, customer, price: { id: price, period }, trialEndsAt, expiresAt },
    ...returnTo(language),
    ...{ language, attempt },
  };
}

/** Closes an earlier one at Stripe. @returns false when it was paid there. */
async function isClosed(till: Till, who: Who, kept: KeptCheckout): Promise<boolean> {
  if (kept.expiresAt <= till.clock.now()) return true;
  const id = kept.id ?? (await idOfOpened(till, who, kept));
  return id === undefined || till.payments.closeCheckout(id);
}

/**
 * Whoever wrote it down died, or is about to open it: asked for once more it is the same one. One that Stripe will not open
 * now was not opened before.
 */
async function idOfOpened(till: Till, who: Who, kept: KeptCheckout): Promise<OpenCheckout["id"] | undefined> {
  try {
    return (await till.payments.openCheckout(wishOf(till, who, kept))).id;
  } catch (error) {
    if (error instanceof Failure && error.code === "payments.refused") return undefined;
    throw error;
  }
}

function entryOf({ terms, price, trialEndsAt, limits }: Accepted): LedgerEntry {
  const { hour, day } = limits.member;
  return {
    kind: "subscription-terms",
    text: { code: terms.code, version: terms.version, body: terms.body },
    ...{ period: price.period, minor: price.minor, currency: price.currency, trialEndsAt },
    ...{ textsAnHour: hour.texts, textsADay: day.texts },
  };
}
