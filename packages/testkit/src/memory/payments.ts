import {
  type CheckoutWish,
  type Customer,
  type CustomerId,
  customerId,
  isRunning,
  type NewsSubject,
  type Payment,
  type Payments,
  type Period,
  type Price,
  type SubjectKind,
  type Subscription,
  type SubscriptionId,
  subscriptionId,
} from "@jules/core/billing";
import { type Clock, Failure, type Instant, instantPlus, type MemberId } from "@jules/core/kernel";

const PERIOD_MS = { month: 30 * 24 * 60 * 60_000, year: 365 * 24 * 60 * 60_000 } as const;

/** One time at which money was taken. */
export interface Charged extends Payment {
  readonly subscription: SubscriptionId;
}

/**
 * Who takes the money, in memory: what it was asked for changes things once, however often it is asked. Tests pay, renew and
 * fail by hand.
 */
export function memoryPayments(clock: Clock) {
  const prices: readonly Price[] = [
    { id: "price_month", period: "month", minor: 999, currency: "usd" },
    { id: "price_year", period: "year", minor: 7_999, currency: "usd" },
  ];
  const customers = new Map<CustomerId, Customer>();
  const checkouts = new Map<string, { wish: CheckoutWish; status: "open" | "paid" | "expired" }>();
  const subscriptions = new Map<SubscriptionId, { customer: CustomerId; now: Subscription }>();
  const charges: Charged[] = [];
  const subjects = new Map<string, NewsSubject>();
  /** What a period costs that has begun and is charged in an hour. */
  const drafts = new Set<SubscriptionId>();
  const changes: { readonly customer: CustomerId; readonly at: Instant }[] = [];
  let isOut = false;
  let made = 0;

  const unlessOut = () => {
    if (isOut) throw new Failure("payments.unavailable", "scripted");
  };

  function the(id: SubscriptionId) {
    const found = subscriptions.get(id);
    if (!found) throw new Failure("payments.refused", "no such subscription", { detail: "resource_missing" });
    return found;
  }

  function set(id: SubscriptionId, change: Partial<Subscription>): Subscription {
    const { customer, now } = the(id);
    const changed = { ...now, ...change };
    subscriptions.set(id, { customer, now: changed });
    changes.push({ customer, at: clock.now() });
    return changed;
  }

  function charge(id: SubscriptionId, minor = priceOf(the(id).now.period)): void {
    const { customer } = the(id);
    charges.push({
      ...{ id: `pi_${charges.length + 1}`, customer, subscription: id, paidAt: clock.now() },
      ...{ minor, currency: "usd", refundedMinor: 0 },
    });
  }

  function priceOf(period: Period): number {
    const price = prices.find((each) => each.period === period);
    if (!price) throw new Error("there is a price for each period");
    return price.minor;
  }

  /** Sets what is to be so, unless it has ended: then nothing is set any more. */
  function unlessEnded(id: SubscriptionId, change: (now: Subscription) => Partial<Subscription>): Subscription {
    const { now } = the(id);
    return isRunning(now) ? set(id, change(now)) : now;
  }

  /** What it costs to go on with another period from this moment; nothing is given back by the day here. */
  function difference(now: Subscription, to: Pick<Price, "id">) {
    const period = prices.find(({ id }) => id === to.id)?.period;
    if (!period) throw new Failure("payments.refused", "no such price", { detail: "resource_missing" });
    const minor = now.status === "trialing" || period === now.period ? 0 : priceOf(period) - priceOf(now.period);
    return { period, minor };
  }

  function subjectIn(kind: SubjectKind, id: string): NewsSubject | undefined {
    switch (kind) {
      case "customer": {
        const known = customers.get(customerId(id));
        return known && { customer: known.id, status: known.isDeleted ? "deleted" : undefined };
      }
      case "subscription": {
        const known = subscriptions.get(subscriptionId(id));
        return known && { customer: known.customer, status: known.now.status };
      }
      case "checkout": {
        const known = checkouts.get(id);
        return known && { customer: known.wish.customer, status: known.status === "paid" ? "complete" : known.status };
      }
      // Invoices and what becomes of charges are not kept here: tests say what an event is about.
      default:
        return undefined;
    }
  }

  const payments: Payments = {
    async createCustomer(member) {
      unlessOut();
      const known = [...customers.values()].find((customer) => customer.member === member && !customer.isDeleted);
      const id = known?.id ?? customerId(`cus_${++made}`);
      customers.set(id, { id, member, isDeleted: false });
      return id;
    },
    async customer(id) {
      unlessOut();
      const known = customers.get(id);
      // Of one that is deleted nothing is left but that it is.
      return known?.isDeleted ? { ...known, member: undefined } : known;
    },
    async deleteCustomer(id) {
      unlessOut();
      const known = customers.get(id);
      if (!known) return;
      customers.set(id, { ...known, isDeleted: true });
      for (const [subscription, { customer }] of subscriptions) {
        if (customer === id) await payments.endNow(subscription);
      }
    },
    async prices() {
      unlessOut();
      return prices;
    },
    async openCheckout(wish) {
      unlessOut();
      const id = `cs_${wish.attempt}`;
      if (!checkouts.has(id)) checkouts.set(id, { wish, status: "open" });
      return { id, url: `https://checkout.example/c/pay/${id}`, expiresAt: wish.expiresAt };
    },
    async closeCheckout(id) {
      unlessOut();
      const checkout = checkouts.get(id);
      if (checkout?.status === "paid") return false;
      if (checkout) checkout.status = "expired";
      return true;
    },
    async openPortal(customer) {
      unlessOut();
      return { url: `https://portal.example/p/session/${customer}` };
    },
    async subscriptionsOf(customer) {
      unlessOut();
      return [...subscriptions.values()].filter((each) => each.customer === customer).map(({ now }) => now);
    },
    async lastPayment(subscription) {
      unlessOut();
      return charges.findLast((each) => each.subscription === subscription);
    },
    async isCollecting(subscription) {
      unlessOut();
      return drafts.has(subscription) || the(subscription).now.status === "past_due";
    },
    async previewChange(subscription, to, at) {
      unlessOut();
      return { minor: difference(the(subscription).now, to).minor, currency: "usd", at };
    },
    async change(subscription, to) {
      unlessOut();
      return unlessEnded(subscription, (now) => {
        const { period, minor } = difference(now, to);
        if (period === now.period || now.status === "trialing") return { period };
        if (minor > 0) charge(subscription, minor);
        const at = clock.now();
        return { period, periodStartsAt: at, periodEndsAt: instantPlus(at, PERIOD_MS[period]) };
      });
    },
    async pause({ id }) {
      unlessOut();
      drafts.delete(id);
      return unlessEnded(id, stopped);
    },
    async resume(id) {
      unlessOut();
      return unlessEnded(id, () => ({ isCollectionPaused: false, paidUntil: undefined }));
    },
    async endAtPeriodEnd({ id }, pausing, because) {
      unlessOut();
      if (pausing) drafts.delete(id);
      return unlessEnded(id, (now) => ({
        endsAt: now.endsAt ?? now.periodEndsAt,
        endAskedAt: now.endAskedAt ?? clock.now(),
        ...(because && { endsBecause: because }),
        ...(pausing && stopped(now)),
      }));
    },
    async keep(id) {
      unlessOut();
      return unlessEnded(id, () => ({
        ...{ endsAt: undefined, endAskedAt: undefined, isCollectionPaused: false, paidUntil: undefined },
      }));
    },
    async endNow(id) {
      unlessOut();
      drafts.delete(id);
      return unlessEnded(id, () => ({ status: "canceled", endsAt: clock.now(), endAskedAt: undefined }));
    },
    async refund(payment, minor) {
      unlessOut();
      const at = charges.findIndex(({ id }) => id === payment.id);
      const charged = charges[at];
      if (!charged) throw new Failure("payments.refused", "no such payment", { detail: "resource_missing" });
      const left = payment.minor - payment.refundedMinor;
      const back = Math.min(minor ?? left, left);
      // Of the payment as it was read: asked for twice it is the same refund.
      if (charged.refundedMinor === payment.refundedMinor) {
        charges[at] = { ...charged, refundedMinor: charged.refundedMinor + back };
      }
      return { minor: back, currency: payment.currency };
    },
    async subject(kind, id) {
      unlessOut();
      return subjects.get(`${kind} ${id}`) ?? subjectIn(kind, id);
    },
    async *changedBetween(from, to) {
      unlessOut();
      const changed = changes.filter(({ at }) => from <= at && at < to).map(({ customer }) => customer);
      yield* new Set(changed);
    },
  };

  return {
    payments,
    /** Money is taken, whatever became of the plan. */
    charge: (id: SubscriptionId): void => charge(id),
    charges: (): readonly Charged[] => charges,
    checkouts,
    customers,
    out(value: boolean) {
      isOut = value;
    },
    /** What an event is about, as Stripe has it. */
    know(kind: SubjectKind, id: string, subject: NewsSubject) {
      subjects.set(`${kind} ${id}`, subject);
    },
    set,
    /** Somebody pays on the page that was opened. @returns their subscription. */
    pay(checkout: string): SubscriptionId {
      const open = checkouts.get(checkout);
      if (open?.status !== "open") throw new Error("nobody can pay there");
      open.status = "paid";
      const { customer, price, trialEndsAt } = open.wish;
      return this.subscribe(customer, price.period, trialEndsAt);
    },
    /** A subscription, however it came about. */
    subscribe(customer: CustomerId, period: "month" | "year" = "month", trialEndsAt?: Instant): SubscriptionId {
      const id = subscriptionId(`sub_${++made}`);
      const at = clock.now();
      const now: Subscription = {
        ...{ id, period, createdAt: at, periodStartsAt: at, trialEndsAt, endsAt: undefined, endAskedAt: undefined },
        status: trialEndsAt ? "trialing" : "active",
        periodEndsAt: trialEndsAt ?? instantPlus(at, PERIOD_MS[period]),
        ...{ isCollectionPaused: false, paidUntil: undefined },
      };
      subscriptions.set(id, { customer, now });
      changes.push({ customer, at });
      if (!trialEndsAt) charge(id);
      return id;
    },
    /** The next period begins, and is paid or not; one that was to end, ends. */
    renew(id: SubscriptionId, isPaid = true) {
      const { now } = the(id);
      if (now.endsAt) return set(id, { status: "canceled", endAskedAt: undefined });
      const periodStartsAt = now.periodEndsAt;
      const next = { periodStartsAt, periodEndsAt: instantPlus(periodStartsAt, PERIOD_MS[now.period]) };
      if (isPaid && !now.isCollectionPaused) charge(id);
      return set(id, { ...next, status: isPaid ? "active" : "past_due", trialEndsAt: undefined });
    },
    /** The next period begins, and is charged an hour later, by `collect`; one that was to end, ends. */
    draft(id: SubscriptionId) {
      const { endsAt, isCollectionPaused } = the(id).now;
      const begun = this.renew(id, false);
      if (endsAt) return begun;
      if (!isCollectionPaused) drafts.add(id);
      return set(id, { status: "active" });
    },
    /** What was drafted is charged, unless nothing is collected of it any more. */
    collect(id: SubscriptionId) {
      if (drafts.delete(id)) charge(id);
    },
    /** Every subscription that there ever was. */
    all: (): readonly Subscription[] => [...subscriptions.values()].map(({ now }) => now),
    memberOf: (customer: CustomerId): MemberId | undefined => customers.get(customer)?.member,
  };
}

/** What is late is not collected any more either. */
function stopped(now: Subscription): Partial<Subscription> {
  return { ...paused(now), status: now.status === "past_due" ? "active" : now.status };
}

function paused(now: Subscription): Partial<Subscription> {
  if (now.isCollectionPaused) return {};
  const isLate = now.status === "past_due" || now.status === "unpaid";
  return { isCollectionPaused: true, paidUntil: isLate ? now.periodStartsAt : now.periodEndsAt };
}
