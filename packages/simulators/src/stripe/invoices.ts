import type { Cards, PaymentOutcome } from "./cards.ts";
import { type LineDraft, lineOf } from "./lines.ts";
import type { Customer, Invoice, InvoicePayment, PaymentMethod, Subscription } from "./objects.ts";
import type { Payments } from "./payments.ts";
import { newId } from "./store.ts";
import { nowSeconds } from "./time.ts";
import type { World } from "./world.ts";

export type BillingReason = "subscription_create" | "subscription_cycle" | "subscription_update" | "upcoming";

/** How money is asked for: by itself and with nobody there, unless given. */
export interface Attempt {
  /** What it comes to, when that is already known. */
  readonly outcome?: PaymentOutcome;
  readonly presence?: "confirmed" | "absent";
  readonly byHand?: boolean;
}

/** A draft is finalized about an hour after it was made. */
export const draftSeconds = 3600;

/** The invoices of subscriptions: made, finalized, paid or voided. What that means for the subscription is decided elsewhere. */
export class Invoices {
  readonly #world: World;
  readonly #cards: Cards;
  readonly #payments: Payments;

  constructor(world: World, cards: Cards, payments: Payments) {
    this.#world = world;
    this.#cards = cards;
    this.#payments = payments;
  }

  /** What an invoice would be; it is nowhere, and nothing is told of it. */
  preview(subscription: Subscription, drafts: readonly LineDraft[], reason: BillingReason): Invoice {
    return this.#build(newId("upcoming_in"), subscription, drafts, reason).invoice;
  }

  draft(subscription: Subscription, drafts: readonly LineDraft[], reason: BillingReason): Invoice {
    const { store, events } = this.#world;
    const { invoice, isDiscounted } = this.#build(newId("in"), subscription, drafts, reason);
    store.invoices.add(invoice);
    // A discount that is for once is used up by the first invoice that asks for money.
    if (isDiscounted) subscription.discounts = [];
    subscription.latest_invoice = invoice.id;
    events.record("invoice.created", invoice);
    return invoice;
  }

  finalize(invoice: Invoice): void {
    const { store, events, host } = this.#world;
    if (invoice.status !== "draft") return;
    const customer = store.customers.get(invoice.customer);
    this.#applyBalance(invoice, customer);
    const count = store.invoices.all.filter((each) => each.customer === customer.id && each.number !== null).length;
    invoice.status = "open";
    invoice.number = `${String(customer.invoice_prefix)}-${String(count + 1).padStart(4, "0")}`;
    invoice.hosted_invoice_url = `${host()}/i/${invoice.id}`;
    invoice.status_transitions.finalized_at = nowSeconds(this.#world);
    if (invoice.amount_due > 0) this.#askForPayment(invoice);
    events.record("invoice.finalized", invoice);
    if (invoice.amount_due === 0) this.#markPaid(invoice);
  }

  /** Tries to take the money. Only attempts by themselves are counted after the first. */
  attempt(invoice: Invoice, method: PaymentMethod | undefined, how: Attempt = {}): PaymentOutcome {
    const { store, events } = this.#world;
    const payment = this.paymentsOf(invoice.id).find(({ status }) => status === "open");
    if (invoice.status !== "open" || !payment) return { kind: "succeeds" };
    const intent = store.paymentIntents.get(payment.payment.payment_intent);
    const result = how.outcome ?? this.#cards.charging(method, invoice.customer, how.presence ?? "absent");
    this.#payments.settle(intent, method, result);
    if (how.byHand !== true || !invoice.attempted) invoice.attempt_count += 1;
    invoice.attempted = true;
    if (result.kind !== "succeeds") return result;
    const now = nowSeconds(this.#world);
    Object.assign(payment, { status: "paid", amount_paid: invoice.amount_due });
    payment.status_transitions.paid_at = now;
    events.record("invoice_payment.paid", payment);
    this.#markPaid(invoice);
    return result;
  }

  /** Tells that an attempt has failed, and when the next is due, in seconds. */
  noteFailure(invoice: Invoice, result: PaymentOutcome, nextAttempt: number | null): void {
    const { events } = this.#world;
    invoice.next_payment_attempt = nextAttempt;
    events.record("invoice.payment_failed", invoice);
    if (result.kind === "requires-action") events.record("invoice.payment_action_required", invoice);
  }

  void(invoice: Invoice): void {
    if (invoice.status !== "draft" && invoice.status !== "open") return;
    this.#close(invoice, "void", "voided_at");
    this.#world.events.record("invoice.voided", invoice);
  }

  markUncollectible(invoice: Invoice): void {
    if (invoice.status !== "draft" && invoice.status !== "open") return;
    this.#close(invoice, "uncollectible", "marked_uncollectible_at");
    this.#world.events.record("invoice.marked_uncollectible", invoice);
  }

  /** Of a subscription, oldest first. */
  of(subscription: string): Invoice[] {
    return this.#world.store.invoices.all.filter(
      ({ parent }) => parent.subscription_details.subscription === subscription,
    );
  }

  paymentsOf(invoice: string): InvoicePayment[] {
    return this.#world.store.invoicePayments.all.filter((payment) => payment.invoice === invoice);
  }

  #close(invoice: Invoice, status: "void" | "uncollectible", transition: string): void {
    const { store } = this.#world;
    invoice.status = status;
    invoice.auto_advance = false;
    invoice.next_payment_attempt = null;
    invoice.status_transitions[transition] = nowSeconds(this.#world);
    for (const payment of this.paymentsOf(invoice.id)) {
      if (payment.status !== "open") continue;
      payment.status = "canceled";
      this.#payments.cancel(store.paymentIntents.get(payment.payment.payment_intent));
    }
  }

  #markPaid(invoice: Invoice): void {
    const { events } = this.#world;
    invoice.status = "paid";
    invoice.attempted = true;
    invoice.auto_advance = false;
    invoice.amount_paid = invoice.amount_due;
    invoice.amount_remaining = 0;
    invoice.next_payment_attempt = null;
    invoice.status_transitions.paid_at = nowSeconds(this.#world);
    events.record("invoice.paid", invoice);
    events.record("invoice.payment_succeeded", invoice);
  }

  /** Credit of the customer's pays first; what an invoice gives back becomes credit. */
  #applyBalance(invoice: Invoice, customer: Customer): void {
    const before = customer.balance;
    const owed = invoice.total + before;
    invoice.starting_balance = before;
    invoice.amount_due = Math.max(0, owed);
    invoice.amount_remaining = invoice.amount_due;
    const after = Math.min(0, owed);
    invoice.ending_balance = after;
    if (after === before) return;
    this.#world.events.recordChange("customer.updated", customer, (changed) => {
      changed.balance = after;
    });
  }

  #askForPayment(invoice: Invoice): void {
    const { store, isLive } = this.#world;
    const { subscription } = invoice.parent.subscription_details;
    const intent = this.#payments.open({
      ...{ customer: invoice.customer, amount: invoice.amount_due, currency: invoice.currency },
      ...{ invoice: invoice.id, subscription },
      description: invoice.billing_reason === "subscription_create" ? "Subscription creation" : "Subscription update",
    });
    store.invoicePayments.add({
      id: newId("inpay"),
      object: "invoice_payment",
      amount_paid: null,
      amount_requested: invoice.amount_due,
      created: nowSeconds(this.#world),
      currency: invoice.currency,
      invoice: invoice.id,
      is_default: true,
      livemode: isLive,
      payment: { payment_intent: intent.id, type: "payment_intent" },
      status: "open",
      status_transitions: { canceled_at: null, paid_at: null },
    });
  }

  #build(id: string, subscription: Subscription, drafts: readonly LineDraft[], reason: BillingReason) {
    const { store, isLive } = this.#world;
    const customer = store.customers.get(subscription.customer);
    const now = nowSeconds(this.#world);
    const subtotal = sum(drafts.map(({ amount }) => amount));
    const percentOff = this.#percentOff(subscription);
    const discounts = drafts.map(({ amount, isProration }) =>
      isProration || amount <= 0 ? 0 : Math.round((amount * percentOff) / 100),
    );
    const discount = sum(discounts);
    const total = subtotal - discount;
    const amountDue = Math.max(0, total + customer.balance);
    const item = subscription.items.data[0];
    const invoice: Invoice = {
      id,
      object: "invoice",
      account_country: "US",
      account_name: "Jules",
      account_tax_ids: null,
      amount_due: amountDue,
      amount_overpaid: 0,
      amount_paid: 0,
      amount_remaining: amountDue,
      amount_shipping: 0,
      application: null,
      attempt_count: 0,
      attempted: false,
      auto_advance: true,
      automatic_tax: { disabled_reason: null, enabled: false, liability: null, provider: null, status: null },
      automatically_finalizes_at: now + draftSeconds,
      billing_reason: reason,
      collection_method: "charge_automatically",
      created: now,
      currency: subscription.currency,
      custom_fields: null,
      customer: customer.id,
      customer_account: null,
      customer_address: null,
      customer_email: customer.email,
      customer_name: customer.name,
      customer_phone: customer.phone,
      customer_shipping: null,
      customer_tax_exempt: "none",
      customer_tax_ids: [],
      default_payment_method: null,
      default_source: null,
      default_tax_rates: [],
      description: null,
      discounts: discount === 0 ? [] : [...subscription.discounts],
      due_date: null,
      effective_at: null,
      ending_balance: null,
      footer: null,
      from_invoice: null,
      hosted_invoice_url: null,
      invoice_pdf: null,
      issuer: { type: "self" },
      last_finalization_error: null,
      latest_revision: null,
      lines: {
        object: "list",
        data: drafts.map((draft, index) => lineOf(draft, id, subscription, isLive, discounts[index] ?? 0)),
        has_more: false,
        total_count: drafts.length,
        url: `/v1/invoices/${id}/lines`,
      } as Invoice["lines"],
      livemode: isLive,
      metadata: {},
      next_payment_attempt: null,
      number: null,
      on_behalf_of: null,
      parent: {
        quote_details: null,
        subscription_details: { metadata: { ...subscription.metadata }, subscription: subscription.id },
        type: "subscription_details",
      },
      payment_settings: { default_mandate: null, payment_method_options: null, payment_method_types: null },
      period_end: item?.current_period_start ?? now,
      period_start: item?.current_period_start ?? now,
      post_payment_credit_notes_amount: 0,
      pre_payment_credit_notes_amount: 0,
      receipt_number: null,
      rendering: null,
      shipping_cost: null,
      shipping_details: null,
      starting_balance: customer.balance,
      statement_descriptor: null,
      status: "draft",
      status_transitions: { finalized_at: null, marked_uncollectible_at: null, paid_at: null, voided_at: null },
      subtotal,
      subtotal_excluding_tax: subtotal,
      test_clock: null,
      total,
      total_discount_amounts: discount === 0 ? [] : [{ amount: discount, discount: subscription.discounts[0] }],
      total_excluding_tax: total,
      total_pretax_credit_amounts: [],
      total_taxes: [],
      webhooks_delivered_at: now,
    };
    return { invoice, isDiscounted: discount > 0 };
  }

  #percentOff({ discounts: [id] }: Subscription): number {
    const { store } = this.#world;
    const discount = id === undefined ? undefined : store.discounts.find(id);
    const source = discount?.source as { readonly coupon?: string } | undefined;
    return (source?.coupon === undefined ? undefined : store.coupons.find(source.coupon)?.percent_off) ?? 0;
  }
}

function sum(amounts: readonly number[]): number {
  return amounts.reduce((total, amount) => total + amount, 0);
}
