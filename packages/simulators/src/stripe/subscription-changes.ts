import type { Cards } from "./cards.ts";
import type { Invoices } from "./invoices.ts";
import { type LineDraft, periodLine, remainingTime, unusedTime } from "./lines.ts";
import type { Invoice, Price, Subscription } from "./objects.ts";
import type { Parameters } from "./parameters.ts";
import { intervalsAfter, isSameInterval, periodAt } from "./periods.ts";
import { invalid, noSuch, Refusal } from "./refusals.ts";
import { planOf } from "./subscription-object.ts";
import { itemOf, type Subscriptions } from "./subscriptions.ts";
import { nowSeconds } from "./time.ts";
import type { World } from "./world.ts";

export const updateParameters = [
  ...["add_invoice_items", "application_fee_percent", "automatic_tax", "billing_cycle_anchor", "billing_schedules"],
  ...["billing_thresholds", "cancel_at", "cancel_at_period_end", "cancellation_details", "collection_method"],
  ...["days_until_due", "default_payment_method", "default_source", "default_tax_rates", "description", "discounts"],
  ...["invoice_settings", "items", "metadata", "off_session", "on_behalf_of", "pause_collection", "payment_behavior"],
  ...["payment_settings", "pending_invoice_item_interval", "proration_behavior", "proration_date", "transfer_data"],
  ...["trial_end", "trial_from_plan", "trial_settings"],
];

/** Another price, and what it costs by itself. */
interface PriceChange {
  readonly price: Price;
  readonly quantity: number;
  readonly lines: readonly LineDraft[];
  /** The period that begins at once, because the interval is another one. */
  readonly period: { readonly start: number; readonly end: number } | undefined;
  readonly isInvoicedNow: boolean;
}

const prorationBehaviors = ["create_prorations", "always_invoice", "none"] as const;
type ProrationBehavior = (typeof prorationBehaviors)[number];

/** What the integration, or a customer in the portal, changes about a subscription. */
export class SubscriptionChanges {
  readonly #world: World;
  readonly #cards: Cards;
  readonly #invoices: Invoices;
  readonly #subscriptions: Subscriptions;

  constructor(world: World, cards: Cards, invoices: Invoices, subscriptions: Subscriptions) {
    this.#world = world;
    this.#cards = cards;
    this.#invoices = invoices;
    this.#subscriptions = subscriptions;
  }

  update(subscription: Subscription, parameters: Parameters): Subscription {
    const { status } = subscription;
    if (status === "canceled" || status === "incomplete_expired") {
      const others = parameters.names.filter((name) => !["metadata", "cancellation_details", "expand"].includes(name));
      if (others.length > 0) {
        throw invalid("A canceled subscription can only update its cancellation_details and metadata.", others[0]);
      }
    }
    const change = this.#priceChange(subscription, parameters);
    const payment = parameters.choice("payment_behavior", ["allow_incomplete", "error_if_incomplete"]);
    if (change?.isInvoicedNow && payment === "error_if_incomplete") this.#refuseUnpayable(subscription);
    const endsTrial = parameters.text("trial_end") === "now" && status === "trialing";
    const fields = this.#fieldsOf(subscription, parameters);
    this.#subscriptions.change(subscription, (changed) => {
      for (const set of fields) set(changed);
      if (change) setPrice(changed, change);
    });
    this.#subscriptions.schedule(subscription);
    if (endsTrial) this.#subscriptions.endTrial(subscription, nowSeconds(this.#world), true);
    else if (change) this.#charge(subscription, change);
    return subscription;
  }

  /** What the next invoice would be, or the one that a change would bring at once. */
  preview(subscription: Subscription, details: Parameters | undefined): Invoice {
    const change = details && this.#priceChange(subscription, details);
    const item = itemOf(subscription);
    const pending = this.#subscriptions.pendingOf(subscription);
    if (change?.isInvoicedNow) return this.#invoices.preview(subscription, [...pending, ...change.lines], "upcoming");
    const next = { ...item, price: change?.price ?? item.price, quantity: change?.quantity ?? item.quantity };
    const end = intervalsAfter(item.current_period_end, next.price.recurring, 1);
    const lines = [...pending, ...(change?.lines ?? []), periodLine(next, item.current_period_end, end)];
    return this.#invoices.preview(subscription, lines, "upcoming");
  }

  /** Ends it at the end of what was paid. A portal notes that otherwise than the API in flexible billing mode. */
  cancelAtPeriodEnd(subscription: Subscription, inPortal = false): void {
    this.#subscriptions.change(subscription, (changed) => {
      setCancelAtPeriodEnd(changed, true, nowSeconds(this.#world));
      if (inPortal && changed.billing_mode.type === "flexible") changed.cancel_at_period_end = false;
    });
    this.#subscriptions.schedule(subscription);
  }

  keep(subscription: Subscription): void {
    this.#subscriptions.change(subscription, (changed) => {
      setCancelAtPeriodEnd(changed, false, nowSeconds(this.#world));
    });
    this.#subscriptions.schedule(subscription);
  }

  switchPrice(subscription: Subscription, price: Price): void {
    const change = this.#changeTo(subscription, price, itemOf(subscription).quantity, "create_prorations", undefined);
    this.#subscriptions.change(subscription, (changed) => setPrice(changed, change));
    this.#subscriptions.schedule(subscription);
    this.#charge(subscription, change);
  }

  /** What is charged at once when a customer changes to that price, in cents. */
  costToday(subscription: Subscription, price: Price): number {
    const { quantity } = itemOf(subscription);
    const change = this.#changeTo(subscription, price, quantity, "create_prorations", undefined);
    if (!change.isInvoicedNow) return 0;
    const lines = [...this.#subscriptions.pendingOf(subscription), ...change.lines];
    return this.#invoices.preview(subscription, lines, "upcoming").amount_due;
  }

  pause(subscription: Subscription, parameters: Parameters): Subscription {
    if (subscription.billing_mode.type !== "flexible") {
      throw invalid("Only subscriptions in flexible billing mode can be paused.");
    }
    if (subscription.status !== "active") {
      throw invalid(`A subscription that is ${subscription.status} cannot be paused.`);
    }
    const unusedFrom = parameters.record("bill_for")?.record("unused_time_from")?.text("type") ?? "now";
    const item = itemOf(subscription);
    const from = unusedFrom === "item_current_period_start" ? item.current_period_start : nowSeconds(this.#world);
    const credit = unusedFrom === "none" ? [] : [unusedTime(item, from)];
    this.#subscriptions.addPending(subscription, credit);
    this.#subscriptions.pause(subscription, "pause_requested");
    if (parameters.text("invoicing_behavior") === "invoice" && credit.length > 0) {
      const lines = this.#subscriptions.takePending(subscription);
      this.#invoices.finalize(this.#invoices.draft(subscription, lines, "subscription_update"));
    }
    return subscription;
  }

  resume(subscription: Subscription, parameters: Parameters): Subscription {
    if (subscription.status !== "paused") throw invalid("The subscription is not paused.");
    const now = nowSeconds(this.#world);
    const item = itemOf(subscription);
    const keepsAnchor = parameters.record("billing_cycle_anchor")?.text("type") === "unchanged";
    const behavior = parameters.choice("proration_behavior", prorationBehaviors) ?? "create_prorations";
    const anchor = keepsAnchor ? subscription.billing_cycle_anchor : now;
    const period = periodAt(anchor, item.price.recurring, now);
    const rest = behavior === "none" ? [] : [remainingTime(item.price, item.quantity, period, now)];
    const lines = keepsAnchor ? rest : [periodLine(item, period.start, period.end)];
    const paysNow = parameters.text("payment_behavior") === "resume_on_payment_success";
    this.#subscriptions.resume(subscription, anchor, lines, paysNow);
    return subscription;
  }

  #charge(subscription: Subscription, { lines, isInvoicedNow }: PriceChange): void {
    if (!isInvoicedNow) {
      this.#subscriptions.addPending(subscription, lines);
      return;
    }
    const drafts = [...this.#subscriptions.takePending(subscription), ...lines];
    this.#subscriptions.collect(subscription, this.#invoices.draft(subscription, drafts, "subscription_update"), 0);
  }

  #refuseUnpayable(subscription: Subscription): void {
    const method = this.#subscriptions.methodOf(subscription);
    const outcome = this.#cards.charging(method, subscription.customer, "absent");
    if (outcome.kind === "succeeds") return;
    const code = outcome.kind === "declined" ? "card_declined" : "subscription_payment_intent_requires_action";
    throw new Refusal(402, "Your card was declined.", {
      type: "card_error",
      code,
      ...(outcome.kind === "declined" && { decline_code: outcome.declineCode }),
    });
  }

  #priceChange(subscription: Subscription, parameters: Parameters): PriceChange | undefined {
    const items = parameters.records("items");
    if (items.length === 0) return undefined;
    const [given] = items;
    const item = itemOf(subscription);
    const id = given?.text("id");
    if (id === undefined || items.length > 1) {
      throw invalid(
        "Without its id an item is added. This simulation has subscriptions to one thing only.",
        "items[0][id]",
      );
    }
    if (id !== item.id) throw noSuch("subscription_item", id, "items[0][id]");
    const priceId = given?.text("price");
    const price = priceId === undefined ? item.price : this.#world.store.prices.get(priceId, "items[0][price]");
    const quantity = given?.integer("quantity") ?? item.quantity;
    if (price.id === item.price.id && quantity === item.quantity) return undefined;
    const behavior = parameters.choice("proration_behavior", prorationBehaviors) ?? "create_prorations";
    return this.#changeTo(subscription, price, quantity, behavior, parameters.integer("proration_date"));
  }

  #changeTo(
    subscription: Subscription,
    price: Price,
    quantity: number,
    behavior: ProrationBehavior,
    prorationDate: number | undefined,
  ): PriceChange {
    const item = itemOf(subscription);
    const { current_period_start: start, current_period_end: end } = item;
    const now = nowSeconds(this.#world);
    const from = prorationDate ?? now;
    if (from < start || from > end) {
      throw invalid("Cannot prorate outside of the current period.", "proration_date");
    }
    if (subscription.status === "trialing") {
      return { price, quantity, lines: [], period: undefined, isInvoicedNow: false };
    }
    const credit = behavior === "none" ? [] : [unusedTime(item, from)];
    if (isSameInterval(price, item.price)) {
      const debit = behavior === "none" ? [] : [remainingTime(price, quantity, { start, end }, from)];
      const lines = [...credit, ...debit];
      return { price, quantity, lines, period: undefined, isInvoicedNow: behavior === "always_invoice" };
    }
    // Another interval begins anew, and is paid at once whatever is said about prorations.
    const period = { start: now, end: intervalsAfter(now, price.recurring, 1) };
    const lines = [...credit, periodLine({ ...item, price, quantity }, period.start, period.end)];
    return { price, quantity, lines, period, isInvoicedNow: true };
  }

  /** Every field that is to be set, once all of them are known to be right. */
  #fieldsOf(subscription: Subscription, parameters: Parameters): ((changed: Subscription) => void)[] {
    const now = nowSeconds(this.#world);
    const sets: ((changed: Subscription) => void)[] = [];
    const metadata = parameters.has("metadata") ? parameters.metadata("metadata", subscription.metadata) : undefined;
    if (metadata) sets.push((changed) => (changed.metadata = metadata));

    const method = parameters.text("default_payment_method");
    if (method !== undefined) {
      this.#world.store.paymentMethods.get(method, "default_payment_method");
      sets.push((changed) => (changed.default_payment_method = method));
    }

    const details = parameters.record("cancellation_details");
    if (details) {
      const given = { comment: details.text("comment") ?? null, feedback: details.text("feedback") ?? null };
      sets.push((changed) => Object.assign(changed.cancellation_details, given));
    }

    const cancels = parameters.flag("cancel_at_period_end");
    if (cancels !== undefined && parameters.has("cancel_at")) {
      throw invalid("You may only specify one of these parameters: cancel_at, cancel_at_period_end.");
    }
    if (cancels !== undefined) sets.push((changed) => setCancelAtPeriodEnd(changed, cancels, now));
    const cancelAt = parameters.integer("cancel_at");
    if (cancelAt !== undefined && cancelAt <= now) throw invalid("`cancel_at` has to be in the future.", "cancel_at");
    if (cancelAt !== undefined) {
      sets.push((changed) => {
        setCancelAtPeriodEnd(changed, true, now);
        Object.assign(changed, { cancel_at: cancelAt, cancel_at_period_end: false });
      });
    } else if (parameters.isEmptied("cancel_at")) {
      sets.push((changed) => setCancelAtPeriodEnd(changed, false, now));
    }

    const pause = parameters.record("pause_collection");
    if (pause) {
      const behavior = pause.choice("behavior", ["keep_as_draft", "mark_uncollectible", "void"]);
      if (behavior === undefined)
        throw invalid(
          "Missing required param: pause_collection[behavior].",
          "pause_collection[behavior]",
          "parameter_missing",
        );
      const resumesAt = pause.integer("resumes_at") ?? null;
      sets.push((changed) => (changed.pause_collection = { behavior, resumes_at: resumesAt }));
    } else if (parameters.isEmptied("pause_collection")) {
      sets.push((changed) => (changed.pause_collection = null));
    }

    const trialEnd = parameters.text("trial_end");
    if (trialEnd !== undefined && trialEnd !== "now") {
      const moment = parameters.integer("trial_end") ?? now;
      if (moment <= now) throw invalid("`trial_end` has to be in the future.", "trial_end");
      sets.push((changed) => {
        Object.assign(changed, { status: "trialing", trial_start: changed.trial_start ?? now, trial_end: moment });
        changed.billing_cycle_anchor = moment;
        itemOf(changed).current_period_end = moment;
      });
    }
    return sets;
  }
}

function setPrice(changed: Subscription, { price, quantity, period }: PriceChange): void {
  const item = itemOf(changed);
  Object.assign(item, { price, quantity, plan: planOf(price) });
  if (!period) return;
  changed.billing_cycle_anchor = period.start;
  Object.assign(item, { current_period_start: period.start, current_period_end: period.end });
}

function setCancelAtPeriodEnd(changed: Subscription, cancels: boolean, now: number): void {
  changed.cancel_at_period_end = cancels;
  changed.cancel_at = cancels ? itemOf(changed).current_period_end : null;
  changed.canceled_at = cancels ? now : null;
  changed.cancellation_details.reason = cancels ? "cancellation_requested" : null;
}
