import {
  type CheckoutWish,
  type Customer,
  type CustomerId,
  customerId,
  type NewsSubject,
  type Payment,
  type Payments,
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

  function charge(id: SubscriptionId): void {
    const { customer, now } = the(id);
    const price = prices.find(({ period }) => period === now.period);
    if (!price) throw new Error("there is a price for each period");
    charges.push({
      ...{ id: `pi_${charges.length + 1}`, customer, subscription: id, paidAt: clock.now() },
      ...{ minor: price.minor, currency: price.currency, refundedMinor: 0 },
    });
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
      return customers.get(id);
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
    async previewChange(subscription, to, at) {
      unlessOut();
      const { now } = the(subscription);
      const minorOf = (period: string) => prices.find((price) => price.period === period)?.minor ?? 0;
      const target = prices.find(({ id }) => id === to.id)?.period ?? now.period;
      return { minor: minorOf(target) - minorOf(now.period), currency: "usd", at };
    },
    async change(subscription, to) {
      unlessOut();
      const period = prices.find(({ id }) => id === to.id)?.period;
      if (!period) throw new Failure("payments.refused", "no such price");
      return set(subscription, { period });
    },
    async pause({ id, periodEndsAt }) {
      unlessOut();
      return set(id, { isCollectionPaused: true, paidUntil: periodEndsAt });
    },
    async resume(id) {
      unlessOut();
      return set(id, { isCollectionPaused: false, paidUntil: undefined });
    },
    async endAtPeriodEnd({ id, periodEndsAt }, pausing) {
      unlessOut();
      return set(id, { endsAt: periodEndsAt, ...(pausing && { isCollectionPaused: true }) });
    },
    async keep(id) {
      unlessOut();
      return set(id, { endsAt: undefined, isCollectionPaused: false, paidUntil: undefined });
    },
    async endNow(id) {
      unlessOut();
      const { now } = the(id);
      return now.status === "canceled" ? now : set(id, { status: "canceled", endsAt: clock.now() });
    },
    async refund(payment, minor) {
      unlessOut();
      const at = charges.findIndex(({ id }) => id === payment.id);
      const charged = charges[at];
      if (!charged) throw new Failure("payments.refused", "no such payment");
      const back = minor ?? payment.minor - payment.refundedMinor;
      // Of the payment as it was read: asked for twice it is the same refund.
      if (charged.refundedMinor === payment.refundedMinor) {
        charges[at] = { ...charged, refundedMinor: charged.refundedMinor + back };
      }
      return { minor: back, currency: payment.currency };
    },
    async subject(kind, id) {
      unlessOut();
      return subjects.get(`${kind} ${id}`);
    },
    async *changedBetween(from, to) {
      unlessOut();
      const changed = changes.filter(({ at }) => from <= at && at < to).map(({ customer }) => customer);
      yield* new Set(changed);
    },
  };

  return {
    payments,
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
        ...{ id, period, createdAt: at, periodStartsAt: at, trialEndsAt, endsAt: undefined },
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
      if (now.endsAt) return set(id, { status: "canceled" });
      const periodStartsAt = now.periodEndsAt;
      const next = { periodStartsAt, periodEndsAt: instantPlus(periodStartsAt, PERIOD_MS[now.period]) };
      if (isPaid && !now.isCollectionPaused) charge(id);
      return set(id, { ...next, status: isPaid ? "active" : "past_due", trialEndsAt: undefined });
    },
    memberOf: (customer: CustomerId): MemberId | undefined => customers.get(customer)?.member,
  };
}
