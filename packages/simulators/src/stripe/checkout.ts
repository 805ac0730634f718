import { type Cards, declineMessage, type PaymentOutcome } from "./cards.ts";
import { findPromotionCode } from "./catalog.ts";
import type { Customers } from "./customers.ts";
import type { CheckoutSession, PaymentMethod, Price, PromotionCode, Subscription } from "./objects.ts";
import { Parameters } from "./parameters.ts";
import type { Payments } from "./payments.ts";
import { daySeconds } from "./periods.ts";
import { invalid, missing } from "./refusals.ts";
import { newId } from "./store.ts";
import type { Subscriptions } from "./subscriptions.ts";
import { at, nowSeconds, type World } from "./world.ts";

export const checkoutParameters = [
  ...["adaptive_pricing", "after_expiration", "allow_promotion_codes", "allowed_payment_method_types", "automatic_tax"],
  ...["billing_address_collection", "branding_settings", "cancel_url", "client_reference_id", "consent_collection"],
  ...[
    "currency",
    "custom_fields",
    "custom_text",
    "customer",
    "customer_account",
    "customer_creation",
    "customer_email",
  ],
  ...["customer_update", "discounts", "excluded_payment_method_types", "expires_at", "integration_identifier"],
  ...["invoice_creation", "line_items", "locale", "managed_payments", "metadata", "mode", "name_collection"],
  ...["optional_items", "origin_context", "payment_intent_data", "payment_method_collection"],
  ...["payment_method_configuration", "payment_method_data", "payment_method_options", "permissions"],
  ...["phone_number_collection", "redirect_on_completion", "return_url", "saved_payment_method_options"],
  ...["setup_intent_data", "shipping_address_collection", "shipping_options", "submit_type", "subscription_data"],
  ...["success_url", "tax_id_collection", "ui_mode", "wallet_options"],
];

/** What is sold in a session, and what has been done on its page. */
export interface Basket {
  readonly price: Price;
  readonly quantity: number;
  readonly trial: Trial | null;
  readonly metadata: Record<string, string>;
  readonly missingPaymentMethod: string;
  readonly billingMode: string;
  readonly needsCard: boolean;
  readonly asksTerms: boolean;
  promotion: PromotionCode | undefined;
  coupon: string | undefined;
  /** A card that waits for the customer to confirm it. */
  confirming: { readonly email: string; readonly card: PaymentMethod } | undefined;
}

type Trial = { readonly end: number } | { readonly days: number };

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
const shortestTrialSeconds = 2 * daySeconds;

/** Checkout sessions of subscriptions. */
export class Checkout {
  readonly #parts: CheckoutParts;
  readonly #baskets = new Map<string, Basket>();

  constructor(parts: CheckoutParts) {
    this.#parts = parts;
  }

  create(parameters: Parameters): CheckoutSession {
    const { world } = this.#parts;
    const { store, isLive, host } = world;
    const now = nowSeconds(world);
    const mode = parameters.required("mode");
    if (mode !== "subscription") throw invalid("This simulation sells subscriptions only.", "mode");
    const successUrl = parameters.required("success_url");
    const customer = parameters.text("customer");
    if (customer !== undefined) store.liveCustomer(customer, "customer");
    const email = parameters.text("customer_email");
    if (customer !== undefined && email !== undefined) {
      throw invalid("You may only specify one of these parameters: customer, customer_email.");
    }
    if (customer === undefined && parameters.has("customer_update")) {
      throw invalid("`customer_update` can only be used with `customer`.", "customer_update");
    }
    const basket = this.#basketOf(parameters, now);
    const expiresAt = parameters.integer("expires_at") ?? now + longestSeconds;
    if (expiresAt < now + shortestSeconds || expiresAt > now + longestSeconds) {
      const message =
        "The `expires_at` timestamp must be between 30 minutes and 24 hours from Checkout Session creation.";
      throw invalid(message, "expires_at");
    }
    const id = newId(isLive ? "cs_live" : "cs_test", 58);
    const subtotal = basket.trial ? 0 : basket.price.unit_amount * basket.quantity;
    const consent = parameters.record("consent_collection");
    const session: CheckoutSession = store.checkoutSessions.add({
      id,
      object: "checkout.session",
      adaptive_pricing: { enabled: false },
      after_expiration: null,
      allow_promotion_codes: parameters.flag("allow_promotion_codes") ?? null,
      allowed_payment_method_types: null,
      amount_subtotal: subtotal,
      amount_total: subtotal,
      automatic_tax: { enabled: false, liability: null, provider: null, status: null },
      billing_address_collection: parameters.text("billing_address_collection") ?? null,
      cancel_url: parameters.text("cancel_url") ?? null,
      client_reference_id: parameters.text("client_reference_id") ?? null,
      client_secret: null,
      collected_information: { business_name: null, individual_name: null, shipping_details: null },
      consent: null,
      consent_collection: consent
        ? {
            payment_method_reuse_agreement: null,
            promotions: consent.text("promotions") ?? "none",
            terms_of_service: consent.text("terms_of_service") ?? "none",
          }
        : null,
      created: now,
      currency: basket.price.currency,
      currency_conversion: null,
      custom_fields: [],
      custom_text: { after_submit: null, shipping_address: null, submit: null, terms_of_service_acceptance: null },
      customer: customer ?? null,
      customer_account: null,
      customer_creation: customer === undefined ? "always" : null,
      customer_details: null,
      customer_email: email ?? null,
      discounts: [],
      expires_at: expiresAt,
      integration_identifier: null,
      invoice: null,
      invoice_creation: null,
      livemode: isLive,
      locale: parameters.text("locale") ?? null,
      managed_payments: { enabled: false },
      metadata: parameters.metadata("metadata"),
      mode,
      origin_context: null,
      payment_intent: null,
      payment_link: null,
      payment_method_collection: basket.needsCard ? "always" : "if_required",
      payment_method_configuration_details: null,
      payment_method_options: { card: { request_three_d_secure: "automatic" } },
      payment_method_types: ["card"],
      payment_status: "unpaid",
      permissions: null,
      phone_number_collection: { enabled: false },
      recovered_from: null,
      saved_payment_method_options: {
        allow_redisplay_filters: ["always"],
        payment_method_remove: "disabled",
        payment_method_save: null,
      },
      setup_intent: null,
      shipping_address_collection: null,
      shipping_cost: null,
      shipping_options: [],
      status: "open",
      submit_type: null,
      subscription: null,
      success_url: successUrl,
      total_details: { amount_discount: 0, amount_shipping: 0, amount_tax: 0 },
      ui_mode: "hosted_page",
      url: `${host()}/c/pay/${id}`,
      wallet_options: null,
    });
    this.#baskets.set(id, basket);
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
    const customer =
      session.customer === null
        ? customers.create(new Parameters({ email }))
        : customers.update(store.liveCustomer(session.customer), new Parameters({ email }));
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
    this.#close(session, subscription, email, full, today);
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

  #basketOf(parameters: Parameters, now: number): Basket {
    const { store } = this.#parts.world;
    const items = parameters.records("line_items");
    const [item] = items;
    if (!item) throw missing("line_items");
    if (items.length > 1) throw invalid("This simulation sells one thing at a time.", "line_items");
    const price = store.prices.get(item.required("price"), "line_items[0][price]");
    const data = parameters.record("subscription_data");
    data?.allow([
      ...["application_fee_percent", "billing_cycle_anchor", "billing_mode", "default_tax_rates", "description"],
      ...["invoice_settings", "metadata", "on_behalf_of", "proration_behavior", "transfer_data", "trial_end"],
      ...["trial_period_days", "trial_settings", "pending_invoice_item_interval"],
    ]);
    const discounts = parameters.records("discounts");
    if (discounts.length > 0 && parameters.has("allow_promotion_codes")) {
      throw invalid("You may only specify one of these parameters: allow_promotion_codes, discounts.");
    }
    const promotionId = discounts[0]?.text("promotion_code");
    const promotion =
      promotionId === undefined ? undefined : store.promotionCodes.get(promotionId, "discounts[0][promotion_code]");
    return {
      price,
      quantity: item.integer("quantity") ?? 1,
      trial: trialOf(data, now),
      metadata: data?.metadata("metadata") ?? {},
      missingPaymentMethod:
        data?.record("trial_settings")?.record("end_behavior")?.text("missing_payment_method") ?? "create_invoice",
      billingMode: data?.record("billing_mode")?.text("type") ?? "flexible",
      needsCard: parameters.choice("payment_method_collection", ["always", "if_required"]) !== "if_required",
      asksTerms: parameters.record("consent_collection")?.text("terms_of_service") === "required",
      promotion,
      coupon: promotion?.promotion.coupon ?? discounts[0]?.text("coupon"),
      confirming: undefined,
    };
  }
}

function trialOf(data: Parameters | undefined, now: number): Trial | null {
  const end = data?.integer("trial_end");
  const days = data?.integer("trial_period_days");
  if (end !== undefined && days !== undefined) {
    throw invalid("You may only specify one of these parameters: trial_end, trial_period_days.");
  }
  if (end !== undefined && end < now + shortestTrialSeconds) {
    const message = "The `trial_end` date has to be at least 2 days in the future.";
    throw invalid(message, "subscription_data[trial_end]");
  }
  if (days !== undefined && days < 1) {
    throw invalid("`trial_period_days` must be at least 1.", "subscription_data[trial_period_days]");
  }
  if (end !== undefined) return { end };
  return days === undefined ? null : { days };
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
