import { type Basket, basketFrom } from "./basket.ts";
import { type Cards, declineMessage, type PaymentOutcome } from "./cards.ts";
import { findPromotionCode } from "./catalog.ts";
import { sessionOf } from "./checkout-object.ts";
import type { Customers } from "./customers.ts";
import type { CheckoutSession, PaymentMethod, Subscription } from "./objects.ts";
import { Parameters } from "./parameters.ts";
import type { Payments } from "./payments.ts";
import { daySeconds } from "./periods.ts";
import { invalid } from "./refusals.ts";
import { newId } from "./store.ts";
import type { Subscriptions } from "./subscriptions.ts";
import { at, nowSeconds } from "./time.ts";
import type { World } from "./world.ts";

export type Paying = { readonly email: string; readonly card: PaymentMethod | undefined; readonly confirmed: boolean };

export type CheckoutOutcome =
  | { readonly kind: "done"; readonly location: string }
  | { readonly kind: "confirm" }
  | { readonly kind: "declined"; readonly message: string }
  | { readonly kind: "over" };

export interface CheckoutParts {
  readonly world: World;
  readonly cards: Cards;
  readonly payments: Payments;
  readonly customers: Customers;
  readonly subscriptions: Subscriptions;
}

const shortestSeconds = 30 * 60;
const longestSeconds = daySeconds;

/** Checkout sessions of subscriptions. */
export class Checkout {
  readonly #parts: CheckoutParts;
  readonly #baskets = new Map<string, Basket>();

  constructor(parts: CheckoutParts) {
    this.#parts = parts;
  }

  create(parameters: Parameters): CheckoutSession {
    const { world } = this.#parts;
    const { store } = world;
    const now = nowSeconds(world);
    const mode = parameters.required("mode");
    if (mode !== "subscription") throw invalid("This simulation sells subscriptions only.", "mode");
    parameters.required("success_url");
    const customer = parameters.text("customer");
    if (customer !== undefined) store.liveCustomer(customer, "customer");
    const email = parameters.text("customer_email");
    if (customer !== undefined && email !== undefined) {
      throw invalid("You may only specify one of these parameters: customer, customer_email.");
    }
    if (customer === undefined && parameters.has("customer_update")) {
      throw invalid("`customer_update` can only be used with `customer`.", "customer_update");
    }
    const basket = basketFrom(store, parameters, now);
    const expiresAt = parameters.integer("expires_at") ?? now + longestSeconds;
    if (expiresAt < now + shortestSeconds || expiresAt > now + longestSeconds) {
      const message =
        "The `expires_at` timestamp must be between 30 minutes and 24 hours from Checkout Session creation.";
      throw invalid(message, "expires_at");
    }
    const session = store.checkoutSessions.add(sessionOf(world, parameters, basket, expiresAt));
    this.#baskets.set(session.id, basket);
    at(world, expiresAt, () => this.expire(session));
    return session;
  }

  basketOf({ id }: CheckoutSession): Basket {
    const basket = this.#baskets.get(id);
    if (!basket) throw new Error("A session has a basket.");
    return basket;
  }

  /** False when it is over already. */
  expire(session: CheckoutSession): boolean {
    if (session.status !== "open") return false;
    session.status = "expired";
    session.url = null;
    this.#parts.world.events.record("checkout.session.expired", session);
    return true;
  }

  /** What a code typed on the page comes to; false when there is none of it. */
  applyPromotion(session: CheckoutSession, typed: string): boolean {
    const code = findPromotionCode(this.#parts.world, typed);
    const basket = this.basketOf(session);
    if (!code || session.allow_promotion_codes !== true) return false;
    basket.promotion = code;
    basket.coupon = code.promotion.coupon;
    return true;
  }

  /** In cents: what is asked for at once, and at first after a trial. */
  amounts(basket: Basket): { readonly full: number; readonly first: number; readonly today: number } {
    const full = basket.price.unit_amount * basket.quantity;
    const coupon = basket.coupon === undefined ? undefined : this.#parts.world.store.coupons.find(basket.coupon);
    const first = full - Math.round((full * (coupon?.percent_off ?? 0)) / 100);
    return { full, first, today: basket.trial ? 0 : first };
  }

  /** When the trial ends, in seconds, if the customer begins now. */
  trialEnd({ trial }: Basket): number | null {
    if (!trial) return null;
    return "end" in trial ? trial.end : nowSeconds(this.#parts.world) + trial.days * daySeconds;
  }

  /** The customer presses the button. */
  pay(session: CheckoutSession, paying: Paying): CheckoutOutcome {
    const { world, cards, payments } = this.#parts;
    if (session.status !== "open") return { kind: "over" };
    const basket = this.basketOf(session);
    const { today } = this.amounts(basket);
    const presence = paying.confirmed ? "confirmed" : "on-page";
    let outcome: PaymentOutcome = { kind: "succeeds" };
    if (today > 0) outcome = cards.charging(paying.card, session.customer, presence);
    else if (paying.card) outcome = cards.saving(paying.card, paying.confirmed);
    if (outcome.kind === "requires-action" && paying.card && !paying.confirmed) {
      basket.confirming = { email: paying.email, card: paying.card };
      return { kind: "confirm" };
    }
    basket.confirming = undefined;
    if (outcome.kind !== "succeeds") {
      const declineCode = outcome.kind === "declined" ? outcome.declineCode : "authentication_required";
      if (today > 0) {
        const purpose = {
          customer: session.customer,
          amount: today,
          currency: basket.price.currency,
          description: "Subscription creation",
        };
        payments.settle(payments.open(purpose), paying.card, { kind: "declined", declineCode });
      } else {
        world.events.record("setup_intent.setup_failed", setupIntent(world, session, paying.card, declineCode));
      }
      return { kind: "declined", message: declineMessage(declineCode) };
    }
    return { kind: "done", location: this.#complete(session, basket, paying) };
  }

  #complete(session: CheckoutSession, basket: Basket, { email, card }: Paying): string {
    const { world, cards, customers, subscriptions } = this.#parts;
    const { store, events } = world;
    const known = session.customer === null ? undefined : store.liveCustomer(session.customer);
    const customer = known ?? customers.create(new Parameters({ email }));
    // An address that is known already is not changed by the page.
    if (customer.email === null) customers.update(customer, new Parameters({ email }));
    if (card) cards.attach(card, customer.id);
    const { full, today } = this.amounts(basket);
    if (today === 0 && card) events.record("setup_intent.succeeded", setupIntent(world, session, card, undefined));
    const trialEnd = this.trialEnd(basket);
    const subscription = subscriptions.begin(
      {
        ...{
          customer: customer.id,
          price: basket.price,
          quantity: basket.quantity,
          metadata: basket.metadata,
          trialEnd,
        },
        ...{ missingPaymentMethod: basket.missingPaymentMethod, billingMode: basket.billingMode },
        paymentMethod: card?.id ?? null,
        status: trialEnd === null ? "active" : "trialing",
      },
      basket.coupon === undefined
        ? undefined
        : { coupon: basket.coupon, promotionCode: basket.promotion?.id ?? null, checkoutSession: session.id },
      { kind: "succeeds" },
    );
    if (basket.promotion) basket.promotion.times_redeemed += 1;
    this.#close(session, subscription, customer.email ?? email, full, today);
    if (basket.asksTerms) session.consent = { promotions: null, terms_of_service: "accepted" };
    events.record("checkout.session.completed", session);
    return session.success_url.replaceAll("{CHECKOUT_SESSION_ID}", session.id);
  }

  #close(session: CheckoutSession, subscription: Subscription, email: string, full: number, today: number): void {
    const isTrial = subscription.trial_end !== null;
    session.status = "complete";
    session.payment_status = isTrial || today === 0 ? "no_payment_required" : "paid";
    session.customer = subscription.customer;
    session.subscription = subscription.id;
    session.invoice = subscription.latest_invoice;
    session.url = null;
    session.amount_total = today;
    session.total_details = { amount_discount: isTrial ? 0 : full - today, amount_shipping: 0, amount_tax: 0 };
    session.customer_details = {
      ...{ address: { city: null, country: "US", line1: null, line2: null, postal_code: null, state: null } },
      ...{
        business_name: null,
        email,
        individual_name: null,
        name: null,
        phone: null,
        tax_exempt: "none",
        tax_ids: [],
      },
    };
  }
}

function setupIntent(
  world: World,
  { customer }: CheckoutSession,
  card: PaymentMethod | undefined,
  declineCode: string | undefined,
) {
  return {
    id: newId("seti"),
    object: "setup_intent",
    created: nowSeconds(world),
    customer,
    last_setup_error:
      declineCode === undefined ? null : { code: "card_declined", decline_code: declineCode, type: "card_error" },
    livemode: world.isLive,
    metadata: {},
    payment_method: declineCode === undefined ? (card?.id ?? null) : null,
    payment_method_types: ["card"],
    status: declineCode === undefined ? "succeeded" : "requires_payment_method",
    usage: "off_session",
  };
}
