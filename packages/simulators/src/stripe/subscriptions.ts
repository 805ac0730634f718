import type { PaymentOutcome } from "./cards.ts";
import { addDiscount, type Discounting } from "./discounts.ts";
import { draftSeconds, type Invoices } from "./invoices.ts";
import { type LineDraft, periodLine, trialLine, unusedTime } from "./lines.ts";
import type { Invoice, PaymentMethod, Subscription, SubscriptionItem } from "./objects.ts";
import { daySeconds, intervalsAfter, periodAt } from "./periods.ts";
import { type Beginning, subscriptionOf } from "./subscription-object.ts";
import { SubscriptionTimers } from "./subscription-timers.ts";
import { nowSeconds } from "./time.ts";
import type { World } from "./world.ts";

export interface Cancellation {
  readonly reason: "cancellation_requested" | "payment_failed" | "payment_disputed" | null;
  readonly prorates?: boolean;
  readonly invoicesNow?: boolean;
}

/** An account's setting: here after three, five and seven days, and then it is over. */
const retryDays = [3, 5, 7];
const warningSeconds = 3 * daySeconds;
/** How long a first or a resuming invoice can be paid. */
const payableSeconds = 23 * 3600;

/** What becomes of subscriptions by themselves: trials that end, renewals, payments that fail, ends that were asked for. */
export class Subscriptions {
  readonly #world: World;
  readonly #invoices: Invoices;
  readonly #timers: SubscriptionTimers;
  readonly #warnedOf = new Map<string, number>();
  readonly #pending = new Map<string, LineDraft[]>();

  constructor(world: World, invoices: Invoices) {
    this.#world = world;
    this.#timers = new SubscriptionTimers(world);
    this.#invoices = invoices;
  }

  /** Begins one. `outcome` is what the first payment comes to, when that is already known. */
  begin(beginning: Beginning, discounting?: Discounting, outcome?: PaymentOutcome): Subscription {
    const { store, events } = this.#world;
    const subscription = store.subscriptions.add(subscriptionOf(this.#world, beginning));
    if (discounting) addDiscount(this.#world, subscription, discounting);
    const item = itemOf(subscription);
    const { current_period_start: start, current_period_end: end } = item;
    const line = subscription.trial_end === null ? periodLine(item, start, end) : trialLine(item, start, end);
    const invoice = this.#invoices.draft(subscription, [line], "subscription_create");
    events.record("customer.subscription.created", subscription);
    this.#invoices.finalize(invoice);
    if (invoice.status === "open") {
      const result = this.#invoices.attempt(invoice, this.methodOf(subscription), outcome && { outcome });
      if (result.kind !== "succeeds") this.#invoices.noteFailure(invoice, result, null);
    }
    if (invoice.status === "paid") this.notePaid(subscription, invoice);
    else this.#timers.after(subscription, "first-payment", payableSeconds, () => this.#expire(subscription, invoice));
    this.schedule(subscription);
    return subscription;
  }

  /** Sets what is going to happen, after anything that it depends on has changed. */
  schedule(subscription: Subscription): void {
    const { status, trial_end: trialEnd, cancel_at: cancelAt, pause_collection: pause } = subscription;
    for (const name of ["period", "warning", "cancel", "collection"]) this.#timers.forget(subscription, name);
    if (status !== "trialing" && status !== "active" && status !== "past_due") return;
    const { current_period_end: end } = itemOf(subscription);
    this.#timers.at(subscription, "period", end, () => this.turnPeriod(subscription));
    if (cancelAt !== null && cancelAt < end) {
      this.#timers.at(subscription, "cancel", cancelAt, () =>
        this.cancel(subscription, { reason: "cancellation_requested" }),
      );
    }
    if (status === "trialing" && trialEnd !== null && this.#warnedOf.get(subscription.id) !== trialEnd) {
      this.#timers.at(subscription, "warning", trialEnd - warningSeconds, () => this.#warn(subscription, trialEnd));
    }
    if (pause?.resumes_at) {
      this.#timers.at(subscription, "collection", pause.resumes_at, () => this.#resumeCollection(subscription));
    }
  }

  /** The period is over: it is renewed, or ends. Told to hurry, the invoice does not stay a draft for an hour. */
  turnPeriod(subscription: Subscription, hurry = false): void {
    const item = itemOf(subscription);
    const end = Math.min(item.current_period_end, nowSeconds(this.#world));
    if (subscription.cancel_at !== null && subscription.cancel_at <= item.current_period_end) {
      this.cancel(subscription, { reason: "cancellation_requested" });
      return;
    }
    if (subscription.status === "trialing") this.endTrial(subscription, end, hurry);
    else this.#renew(subscription, end, hurry);
  }

  endTrial(subscription: Subscription, moment: number, hurry: boolean): void {
    const { missing_payment_method: missing } = subscription.trial_settings.end_behavior;
    if (!this.methodOf(subscription) && missing === "cancel") {
      this.cancel(subscription, { reason: null });
      return;
    }
    if (!this.methodOf(subscription) && missing === "pause") {
      this.pause(subscription, "trial_end_without_payment_method");
      return;
    }
    const { trial_end: trialEnd } = subscription;
    if (trialEnd !== null && trialEnd > moment) this.#warn(subscription, trialEnd);
    const item = itemOf(subscription);
    const end = intervalsAfter(moment, item.price.recurring, 1);
    const invoice = this.#invoices.draft(subscription, this.#linesFor(subscription, moment, end), "subscription_cycle");
    this.change(subscription, (changed) => {
      changed.status = "active";
      changed.billing_cycle_anchor = moment;
      if (changed.trial_end !== null && changed.trial_end > moment) changed.trial_end = moment;
      Object.assign(itemOf(changed), { current_period_start: moment, current_period_end: end });
    });
    this.schedule(subscription);
    this.collect(subscription, invoice, hurry ? 0 : draftSeconds);
  }

  /** Takes the money for an invoice after a while, in seconds, unless collection is paused. */
  collect(subscription: Subscription, invoice: Invoice, afterSeconds: number): void {
    if (this.#isHeldBack(subscription, invoice)) return;
    const collect = () => {
      if (subscription.status === "canceled" || !invoice.auto_advance) return;
      if (this.#isHeldBack(subscription, invoice)) return;
      this.#invoices.finalize(invoice);
      if (invoice.status === "open") this.pay(subscription, invoice);
      else this.notePaid(subscription, invoice);
    };
    if (afterSeconds === 0) collect();
    else this.#timers.after(subscription, invoice.id, afterSeconds, collect);
  }

  /** Tries an open invoice; a failure is tried again as the account has it. */
  pay(subscription: Subscription, invoice: Invoice): PaymentOutcome {
    const result = this.#invoices.attempt(invoice, this.methodOf(subscription));
    if (result.kind === "succeeds") this.notePaid(subscription, invoice);
    else this.#noteFailed(subscription, invoice, result);
    return result;
  }

  /** Somebody pays an open invoice, who can be there to confirm it. A failure leaves the attempts that are due as they are. */
  payByHand(subscription: Subscription, invoice: Invoice, isThere = false): PaymentOutcome {
    const next = invoice.next_payment_attempt;
    const presence = isThere ? "confirmed" : "absent";
    const result = this.#invoices.attempt(invoice, this.methodOf(subscription), { presence, byHand: true });
    if (result.kind === "succeeds") this.notePaid(subscription, invoice);
    else this.#invoices.noteFailure(invoice, result, next);
    return result;
  }

  notePaid(subscription: Subscription, invoice: Invoice): void {
    this.#timers.forget(subscription, invoice.id);
    if (subscription.latest_invoice !== invoice.id) return;
    if (subscription.status === "paused") this.#wake(subscription);
    if (subscription.status !== "past_due" && subscription.status !== "incomplete") return;
    this.#timers.forget(subscription, "first-payment");
    this.change(subscription, (changed) => {
      changed.status = "active";
    });
    this.schedule(subscription);
  }

  cancel(subscription: Subscription, { reason, prorates = false, invoicesNow = false }: Cancellation): void {
    const now = nowSeconds(this.#world);
    if (subscription.status === "canceled") return;
    if (prorates && subscription.status === "active")
      this.addPending(subscription, [unusedTime(itemOf(subscription), now)]);
    subscription.status = "canceled";
    subscription.canceled_at ??= now;
    subscription.ended_at = now;
    subscription.cancellation_details.reason = reason;
    delete subscription.status_details;
    this.#timers.forgetAll(subscription);
    for (const invoice of this.#invoices.of(subscription.id)) invoice.auto_advance = false;
    if (invoicesNow) {
      const invoice = this.#invoices.draft(subscription, this.takePending(subscription), "subscription_update");
      this.#invoices.finalize(invoice);
      if (invoice.status === "open") this.#invoices.attempt(invoice, this.methodOf(subscription));
    }
    this.#world.events.record("customer.subscription.deleted", subscription);
  }

  pause(subscription: Subscription, why: "pause_requested" | "trial_end_without_payment_method"): void {
    this.change(subscription, (changed) => {
      changed.status = "paused";
      changed.status_details = {
        paused: { subscription: { type: why }, transitioned_at: nowSeconds(this.#world), type: "subscription" },
      };
    });
    this.schedule(subscription);
    this.#world.events.record("customer.subscription.paused", subscription);
  }

  /** Resumes a paused one as of an anchor, in seconds. What has to be paid first keeps it paused. */
  resume(subscription: Subscription, anchor: number, lines: readonly LineDraft[], paysNow: boolean): void {
    const now = nowSeconds(this.#world);
    const item = itemOf(subscription);
    const { start, end } = periodAt(anchor, item.price.recurring, now);
    this.change(subscription, (changed) => {
      changed.billing_cycle_anchor = anchor;
      Object.assign(itemOf(changed), { current_period_start: start, current_period_end: end });
    });
    const drafts = [...this.takePending(subscription), ...lines];
    if (drafts.length === 0) {
      this.#wake(subscription);
      return;
    }
    const invoice = this.#invoices.draft(subscription, drafts, "subscription_update");
    this.#invoices.finalize(invoice);
    if (invoice.status === "paid") this.notePaid(subscription, invoice);
    else if (paysNow) this.pay(subscription, invoice);
    else this.#timers.after(subscription, invoice.id, payableSeconds, () => this.#invoices.void(invoice));
  }

  /** What is waiting for the next invoice. */
  addPending(subscription: Subscription, lines: readonly LineDraft[]): void {
    this.#pending.set(subscription.id, [...this.pendingOf(subscription), ...lines]);
  }

  pendingOf(subscription: Subscription): readonly LineDraft[] {
    return this.#pending.get(subscription.id) ?? [];
  }

  takePending(subscription: Subscription): readonly LineDraft[] {
    const pending = this.pendingOf(subscription);
    this.#pending.delete(subscription.id);
    return pending;
  }

  methodOf({ default_payment_method: own, customer }: Subscription): PaymentMethod | undefined {
    const { store } = this.#world;
    const id = own ?? store.customers.get(customer).invoice_settings.default_payment_method;
    return id === null ? undefined : store.paymentMethods.find(id);
  }

  /** Changes one and tells what has changed. */
  change(subscription: Subscription, change: (subscription: Subscription) => void): void {
    this.#world.events.recordChange("customer.subscription.updated", subscription, change);
  }

  #warn(subscription: Subscription, trialEnd: number): void {
    this.#warnedOf.set(subscription.id, trialEnd);
    this.#world.events.record("customer.subscription.trial_will_end", subscription);
  }

  #renew(subscription: Subscription, moment: number, hurry: boolean): void {
    const item = itemOf(subscription);
    const isEarly = moment < item.current_period_end;
    const anchor = isEarly ? moment : subscription.billing_cycle_anchor;
    const { start, end } = periodAt(anchor, item.price.recurring, moment);
    const invoice = this.#invoices.draft(subscription, this.#linesFor(subscription, start, end), "subscription_cycle");
    this.change(subscription, (changed) => {
      changed.billing_cycle_anchor = anchor;
      Object.assign(itemOf(changed), { current_period_start: start, current_period_end: end });
    });
    this.schedule(subscription);
    this.collect(subscription, invoice, hurry ? 0 : draftSeconds);
  }

  #linesFor(subscription: Subscription, start: number, end: number): readonly LineDraft[] {
    return [...this.takePending(subscription), periodLine(itemOf(subscription), start, end)];
  }

  /** While collection is paused, an invoice is kept, written off or voided, and nothing is charged. */
  #isHeldBack(subscription: Subscription, invoice: Invoice): boolean {
    switch (subscription.pause_collection?.behavior) {
      case undefined:
        return false;
      case "void":
        this.#invoices.void(invoice);
        return true;
      case "mark_uncollectible":
        this.#invoices.markUncollectible(invoice);
        return true;
      default:
        invoice.auto_advance = false;
        return true;
    }
  }

  #resumeCollection(subscription: Subscription): void {
    this.change(subscription, (changed) => {
      changed.pause_collection = null;
    });
    this.schedule(subscription);
  }

  #wake(subscription: Subscription): void {
    this.change(subscription, (changed) => {
      changed.status = "active";
      delete changed.status_details;
    });
    this.schedule(subscription);
    this.#world.events.record("customer.subscription.resumed", subscription);
  }

  #noteFailed(subscription: Subscription, invoice: Invoice, result: PaymentOutcome): void {
    const { status } = subscription;
    const days = retryDays[invoice.attempt_count - 1];
    const isRetried = days !== undefined && (status === "active" || status === "past_due" || status === "trialing");
    const first = Number(invoice.status_transitions.finalized_at ?? nowSeconds(this.#world));
    const next = isRetried ? first + days * daySeconds : null;
    this.#invoices.noteFailure(invoice, result, next);
    if (next !== null) {
      this.#timers.at(subscription, invoice.id, next, () => void this.pay(subscription, invoice));
      this.change(subscription, (changed) => {
        changed.status = "past_due";
      });
    } else if (status === "past_due") {
      this.cancel(subscription, { reason: "payment_failed" });
    }
  }

  #expire(subscription: Subscription, invoice: Invoice): void {
    this.#invoices.void(invoice);
    this.change(subscription, (changed) => {
      changed.status = "incomplete_expired";
      changed.ended_at = nowSeconds(this.#world);
    });
  }
}

/** The one item that a subscription has here. */
export function itemOf({ items }: Subscription): SubscriptionItem {
  const [item] = items.data;
  if (!item) throw new Error("A subscription has an item.");
  return item;
}
