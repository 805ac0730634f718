import type { Instant, MemberId } from "../kernel/index.ts";
import type { Period } from "./plans.ts";
import type { CustomerId, LastingCause, OpenCheckout, Subscription, SubscriptionId } from "./subscription.ts";

/** So much money, in the smallest unit of its currency: 999 of `usd` is $9.99. */
export interface Money {
  readonly minor: number;
  /** ISO 4217, lower case. */
  readonly currency: string;
}

/** What a plan costs for a period. */
export interface Price extends Money {
  readonly id: string;
  readonly period: Period;
}

export interface Customer {
  readonly id: CustomerId;
  /** Whose it is, as we wrote it; undefined for one that we did not make. */
  readonly member: MemberId | undefined;
  readonly isDeleted: boolean;
}

/** Opens the page on which somebody pays. */
export interface CheckoutWish {
  readonly member: MemberId;
  readonly customer: CustomerId;
  readonly price: Pick<Price, "id" | "period">;
  /** Nothing is taken before; at least 48 hours ahead, or undefined. */
  readonly trialEndsAt: Instant | undefined;
  /** 30 minutes to 24 hours ahead. */
  readonly expiresAt: Instant;
  readonly successUrl: string;
  readonly cancelUrl: string;
  readonly language: "en" | "es";
  /** The same attempt gives the same page, however often it is asked for. */
  readonly attempt: string;
}

/** What a payment was for, and what became of it. */
export interface Payment extends Money {
  /** The payment intent, or the charge where there is none. */
  readonly id: string;
  readonly customer: CustomerId;
  readonly refundedMinor: number;
  readonly paidAt: Instant;
}

/** What a change of the plan would cost at this moment. */
export interface ChangePreview extends Money {
  /** To be given to `change`, so that it costs just that. */
  readonly at: Instant;
}

/** An object that news were about, as far as it tells whose it is. */
export interface NewsSubject {
  readonly customer: CustomerId | undefined;
  /** In Stripe's words: of an invoice, a refund, a dispute, a session. */
  readonly status: string | undefined;
  /** When the charge was made that it is about: of a refund, a dispute, a warning, as far as that is known. */
  readonly chargedAt?: Instant | undefined;
}

/** What kind of object an event is about. */
export type SubjectKind =
  | "customer"
  | "subscription"
  | "invoice"
  | "checkout"
  | "charge"
  | "refund"
  | "dispute"
  | "fraud-warning";

/**
 * Who takes the money. Every call that changes something is made under a key that its meaning determines, so that whoever dies
 * after it and asks again changes nothing more.
 * Each throws Failure `payments.unavailable` (again later), `payments.refused` (never), `payments.unreadable`.
 */
export interface Payments {
  /** Makes the customer of a member. */
  createCustomer(member: MemberId): Promise<CustomerId>;
  /** Undefined for one that Stripe does not know. */
  customer(id: CustomerId): Promise<Customer | undefined>;
  /** Their subscriptions end at once with it. Twice is the same as once. */
  deleteCustomer(id: CustomerId): Promise<void>;

  /** What is sold now, by the lookup keys of the plans; kept for some minutes. */
  prices(): Promise<readonly Price[]>;

  openCheckout(wish: CheckoutWish): Promise<OpenCheckout & { readonly url: string }>;
  /** So that nobody can pay there any more. @returns false for one that was paid already. */
  closeCheckout(id: string): Promise<boolean>;
  /** The page on which a card is changed, or a plan ended. */
  openPortal(customer: CustomerId, returnUrl: string, language: "en" | "es"): Promise<{ readonly url: string }>;

  /** All that there ever were of our plans, the oldest first. */
  subscriptionsOf(customer: CustomerId): Promise<readonly Subscription[]>;
  /** What was paid for it last; undefined where nothing was. */
  lastPayment(subscription: SubscriptionId): Promise<Payment | undefined>;

  /** Whether something that was invoiced is still to be taken: Stripe charges a renewal an hour after it drafted the invoice. */
  isCollecting(subscription: SubscriptionId): Promise<boolean>;

  previewChange(subscription: SubscriptionId, to: Pick<Price, "id">, at: Instant): Promise<ChangePreview>;
  /** The other period from now on; the difference is reckoned as it was previewed. */
  change(subscription: SubscriptionId, to: Pick<Price, "id">, at: Instant): Promise<Subscription>;
  /** Nothing is collected from now on, of an open invoice neither; until when it was paid is written down with it. */
  pause(subscription: Subscription): Promise<Subscription>;
  resume(subscription: SubscriptionId): Promise<Subscription>;
  /**
   * Ends when what is paid for ends.
   * @param pausing that nothing is collected meanwhile either, an open invoice included.
   * @param because written down with it, and read with the subscription from then on.
   */
  endAtPeriodEnd(subscription: Subscription, pausing: boolean, because?: LastingCause): Promise<Subscription>;
  /** Takes back that it ends, and collects again. */
  keep(subscription: SubscriptionId): Promise<Subscription>;
  /** Ends at once; nothing more is invoiced. One that has ended stays so. */
  endNow(subscription: SubscriptionId): Promise<Subscription>;
  /** @param minor of what was paid; all that was not refunded yet, if not given. Asked for twice it is refunded once. */
  refund(payment: Payment, minor?: number): Promise<Money>;

  /** The object as it is now; undefined for one that Stripe does not know. */
  subject(kind: SubjectKind, id: string): Promise<NewsSubject | undefined>;
  /** Whose subscription changed in this time, each once; the times as Stripe's clock has them. */
  changedBetween(from: Instant, to: Instant): AsyncIterable<CustomerId>;
}
