import { type Cards, declineMessage, type PaymentOutcome } from "./cards.ts";
import type { Charge, Metadata, PaymentIntent, PaymentMethod } from "./objects.ts";
import { newId } from "./store.ts";
import { nowSeconds } from "./time.ts";
import type { World } from "./world.ts";

/** Money that was taken, as tests are told of it. */
export interface LedgerEntry {
  readonly id: string;
  readonly customer: string | null;
  readonly subscription: string | null;
  readonly invoice: string | null;
  /** In the smallest unit of the currency. */
  readonly amount: number;
  readonly currency: string;
  /** ISO 8601. */
  readonly at: string;
}

export interface Purpose {
  readonly customer: string | null;
  readonly amount: number;
  readonly currency: string;
  readonly description: string | null;
  readonly metadata?: Metadata;
  readonly invoice?: string;
  readonly subscription?: string;
}

/** Payment intents and their charges. */
export class Payments {
  /** Every successful charge, oldest first. */
  readonly ledger: LedgerEntry[] = [];
  /** Told of each successful charge. */
  onCharged: (charge: Charge) => void = () => {};
  readonly #world: World;
  readonly #cards: Cards;
  readonly #purposes = new Map<string, Purpose>();

  constructor(world: World, cards: Cards) {
    this.#world = world;
    this.#cards = cards;
  }

  open(purpose: Purpose): PaymentIntent {
    const { store, events, isLive } = this.#world;
    const id = newId("pi");
    const intent: PaymentIntent = store.paymentIntents.add({
      id,
      object: "payment_intent",
      allowed_payment_method_types: null,
      amount: purpose.amount,
      amount_capturable: 0,
      amount_received: 0,
      application: null,
      application_fee_amount: null,
      automatic_payment_methods: null,
      canceled_at: null,
      cancellation_reason: null,
      capture_method: "automatic_async",
      client_secret: `${id}_secret_${newId("s", 16).slice(2)}`,
      confirmation_method: "automatic",
      created: nowSeconds(this.#world),
      currency: purpose.currency,
      customer: purpose.customer,
      customer_account: null,
      description: purpose.description,
      excluded_payment_method_types: null,
      last_payment_error: null,
      latest_charge: null,
      livemode: isLive,
      metadata: purpose.metadata ?? {},
      next_action: null,
      on_behalf_of: null,
      payment_method: null,
      payment_method_options: { card: { request_three_d_secure: "automatic" } },
      payment_method_types: ["card"],
      processing: null,
      receipt_email: null,
      review: null,
      setup_future_usage: purpose.subscription === undefined ? null : "off_session",
      shipping: null,
      source: null,
      statement_descriptor: null,
      statement_descriptor_suffix: null,
      status: "requires_payment_method",
      transfer_data: null,
      transfer_group: null,
    });
    this.#purposes.set(id, purpose);
    events.record("payment_intent.created", intent);
    return intent;
  }

  /** Takes the money, or does not, as the outcome says. Nothing is taken twice for one intent. */
  settle(intent: PaymentIntent, method: PaymentMethod | undefined, outcome: PaymentOutcome): void {
    if (intent.status === "succeeded" || intent.status === "canceled") return;
    const { events } = this.#world;
    if (method) intent.payment_method = method.id;
    intent.next_action = null;
    switch (outcome.kind) {
      case "succeeds": {
        const charge = this.#charge(intent, method, undefined);
        intent.status = "succeeded";
        intent.amount_received = intent.amount;
        intent.latest_charge = charge.id;
        intent.last_payment_error = null;
        this.#enter(charge);
        events.record("charge.succeeded", charge);
        events.record("payment_intent.succeeded", intent);
        this.onCharged(charge);
        return;
      }
      case "declined": {
        const { declineCode } = outcome;
        const charge = method && this.#charge(intent, method, declineCode);
        intent.status = "requires_payment_method";
        intent.payment_method = null;
        intent.last_payment_error = paymentError(declineCode, method, charge);
        if (charge) {
          intent.latest_charge = charge.id;
          events.record("charge.failed", charge);
        }
        events.record("payment_intent.payment_failed", intent);
        return;
      }
      case "requires-action":
        intent.status = "requires_action";
        intent.next_action = { type: "use_stripe_sdk", use_stripe_sdk: { type: "three_d_secure_redirect" } };
        events.record("payment_intent.requires_action", intent);
        return;
      default:
        outcome satisfies never;
    }
  }

  /** What pays in the end; the intent of an invoice that needs no money any more. */
  cancel(intent: PaymentIntent): void {
    if (intent.status === "succeeded" || intent.status === "canceled") return;
    intent.status = "canceled";
    intent.canceled_at = nowSeconds(this.#world);
    intent.cancellation_reason = "void_invoice";
    this.#world.events.record("payment_intent.canceled", intent);
  }

  /** What followed a card of the vendor's list. */
  followedBy({ payment_method }: Charge): ReturnType<Cards["followedBy"]> {
    return this.#cards.followedBy(typeof payment_method === "string" ? payment_method : null);
  }

  #enter({ id, amount, currency, customer, payment_intent }: Charge): void {
    const purpose = this.#purposes.get(payment_intent);
    this.ledger.push({
      ...{ id, customer, amount, currency },
      subscription: purpose?.subscription ?? null,
      invoice: purpose?.invoice ?? null,
      at: new Date(this.#world.clock.now()).toISOString(),
    });
  }

  #charge(intent: PaymentIntent, method: PaymentMethod | undefined, declineCode: string | undefined): Charge {
    const { store, isLive } = this.#world;
    const isPaid = declineCode === undefined;
    return store.charges.add({
      id: newId("ch"),
      object: "charge",
      amount: intent.amount,
      amount_captured: isPaid ? intent.amount : 0,
      amount_refunded: 0,
      application: null,
      application_fee: null,
      application_fee_amount: null,
      balance_transaction: isPaid ? newId("txn") : null,
      billing_details: { address: null, email: null, name: null, phone: null, tax_id: null },
      calculated_statement_descriptor: "JULES",
      captured: isPaid,
      created: nowSeconds(this.#world),
      currency: intent.currency,
      customer: intent.customer,
      description: intent.description ?? null,
      disputed: false,
      failure_balance_transaction: null,
      failure_code: isPaid ? null : "card_declined",
      failure_message: isPaid ? null : declineMessage(declineCode),
      fraud_details: {},
      livemode: isLive,
      metadata: {},
      on_behalf_of: null,
      outcome: isPaid
        ? { network_status: "approved_by_network", reason: null, risk_level: "normal", type: "authorized" }
        : { network_status: "declined_by_network", reason: declineCode, risk_level: "normal", type: "issuer_declined" },
      paid: isPaid,
      payment_intent: intent.id,
      payment_method: method?.id ?? null,
      payment_method_details: { card: method?.card ?? null, type: "card" },
      receipt_email: null,
      receipt_number: null,
      receipt_url: null,
      refunded: false,
      review: null,
      shipping: null,
      source: null,
      source_transfer: null,
      statement_descriptor: null,
      statement_descriptor_suffix: null,
      status: isPaid ? "succeeded" : "failed",
      transfer_data: null,
      transfer_group: null,
    });
  }
}

function paymentError(declineCode: string, method: PaymentMethod | undefined, charge: Charge | undefined): object {
  if (!method) {
    return {
      code: "payment_intent_unexpected_state",
      message: "There is no payment method to take the money from.",
      type: "invalid_request_error",
    };
  }
  return {
    charge: charge?.id,
    code: "card_declined",
    decline_code: declineCode,
    message: declineMessage(declineCode),
    payment_method: method,
    type: "card_error",
  };
}
