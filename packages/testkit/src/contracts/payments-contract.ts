import {
  type CheckoutWish,
  type CustomerId,
  customerId,
  type OpenCheckout,
  type Payments,
  type Subscription,
  type SubscriptionId,
  subscriptionId,
} from "@jules/core/billing";
import { type Instant, instant, instantPlus, type MemberId, memberId } from "@jules/core/kernel";
import { beforeEach, describe, expect, test } from "vitest";

export interface PaymentsUnderTest {
  readonly payments: Payments;
  now(): Instant;
  /** Somebody pays on the page that was opened, with a card that is good. */
  pay(checkout: OpenCheckout & { readonly url: string }): Promise<void>;
  /** The next period begins, and is paid or not. */
  renew(subscription: SubscriptionId, isPaid: boolean): Promise<void>;
  /** Whether it answers at all. */
  out(value: boolean): void;
}

const MINUTE_MS = 60_000;
const DAY_MS = 24 * 60 * MINUTE_MS;

let members = 0;

/** What Jules relies on in who takes the money: above all, that what is asked for twice happens once. */
export function paymentsContract(create: () => Promise<PaymentsUnderTest>): void {
  let subject: PaymentsUnderTest;
  let payments: Payments;
  let member: MemberId;
  beforeEach(async () => {
    subject = await create();
    payments = subject.payments;
    members += 1;
    member = memberId(`m_${String(members).padStart(32, "0")}`);
  });

  const priceOf = async (period: "month" | "year") => {
    const price = (await payments.prices()).find((each) => each.period === period);
    if (!price) throw new Error("nothing is sold");
    return price;
  };

  async function wishOf(customer: CustomerId, change: Partial<CheckoutWish> = {}): Promise<CheckoutWish> {
    return {
      ...{ member, customer, price: await priceOf("month"), trialEndsAt: undefined, language: "en" },
      expiresAt: wholeSeconds(instantPlus(subject.now(), 60 * MINUTE_MS)),
      ...{ successUrl: "https://jules.example/b/done", cancelUrl: "https://jules.example/b/token" },
      ...{ attempt: `${member}-1`, ...change },
    };
  }

  /** The one subscription of somebody who has just paid. */
  async function subscribed(change: Partial<CheckoutWish> = {}): Promise<Subscription> {
    const customer = await payments.createCustomer(member);
    await subject.pay(await payments.openCheckout(await wishOf(customer, change)));
    return the(await payments.subscriptionsOf(customer));
  }

  const asItIs = async () => the(await payments.subscriptionsOf(await payments.createCustomer(member)));

  describe("a customer", () => {
    test("is made once of a member", async () => {
      const customer = await payments.createCustomer(member);
      expect(await payments.createCustomer(member)).toBe(customer);
      expect(await payments.customer(customer)).toEqual({ id: customer, member, isDeleted: false });
      expect(await payments.subject("customer", customer)).toEqual({ customer, status: undefined });
      expect(await payments.subscriptionsOf(customer)).toEqual([]);
    });

    test("that nobody made is not known, and cannot be deleted wrongly", async () => {
      const nobody = customerId("cus_nobody");
      expect(await payments.customer(nobody)).toBeUndefined();
      expect(await payments.subject("customer", nobody)).toBeUndefined();
      await payments.deleteCustomer(nobody);
    });

    test("is deleted with what they pay for, once or twice, and another one is made afterwards", async () => {
      const { id } = await subscribed();
      const customer = await payments.createCustomer(member);
      await payments.deleteCustomer(customer);
      await payments.deleteCustomer(customer);
      expect(await payments.customer(customer)).toEqual({ id: customer, member: undefined, isDeleted: true });
      expect(await payments.subject("customer", customer)).toEqual({ customer, status: "deleted" });
      expect(await payments.subject("subscription", id)).toMatchObject({ status: "canceled" });
      const next = await payments.createCustomer(member);
      expect(next).not.toBe(customer);
      expect(await payments.createCustomer(member)).toBe(next);
    });
  });

  test("a price for each period is known", async () => {
    expect(await payments.prices()).toEqual([
      { id: expect.any(String), period: "month", minor: 999, currency: "usd" },
      { id: expect.any(String), period: "year", minor: 7_999, currency: "usd" },
    ]);
  });

  describe("a checkout", () => {
    test("is one page for one attempt, and pays for the plan", async () => {
      const customer = await payments.createCustomer(member);
      const wish = await wishOf(customer, { price: await priceOf("year") });
      const opened = await payments.openCheckout(wish);
      expect(opened).toEqual({
        id: expect.any(String),
        url: expect.stringMatching(/^https?:/),
        expiresAt: wish.expiresAt,
      });
      expect(await payments.openCheckout(wish)).toEqual(opened);
      expect(await payments.subject("checkout", opened.id)).toEqual({ customer, status: "open" });
      await subject.pay(opened);
      expect(await payments.subject("checkout", opened.id)).toEqual({ customer, status: "complete" });
      const subscription = the(await payments.subscriptionsOf(customer));
      expect(subscription).toMatchObject({ status: "active", period: "year", isCollectionPaused: false });
      expect(subscription).toMatchObject({ trialEndsAt: undefined, endsAt: undefined, paidUntil: undefined });
      expect(subscription.periodEndsAt > instantPlus(subscription.periodStartsAt, 364 * DAY_MS)).toBe(true);
      expect(await payments.lastPayment(subscription.id)).toMatchObject({
        ...{ customer, minor: 7_999, currency: "usd", refundedMinor: 0 },
      });
    });

    test("with a trial takes nothing before the day that it names", async () => {
      const trialEndsAt = wholeSeconds(instantPlus(subject.now(), 5 * DAY_MS));
      const subscription = await subscribed({ trialEndsAt });
      expect(subscription).toMatchObject({ status: "trialing", trialEndsAt, periodEndsAt: trialEndsAt });
      expect(await payments.lastPayment(subscription.id)).toBeUndefined();
    });

    test("is closed once or twice; one that was paid is not, and one that is unknown cannot be paid", async () => {
      const customer = await payments.createCustomer(member);
      const first = await payments.openCheckout(await wishOf(customer));
      expect(await payments.closeCheckout(first.id)).toBe(true);
      expect(await payments.closeCheckout(first.id)).toBe(true);
      expect(await payments.subject("checkout", first.id)).toMatchObject({ status: "expired" });
      const second = await payments.openCheckout(await wishOf(customer, { attempt: `${member}-2` }));
      await subject.pay(second);
      expect(await payments.closeCheckout(second.id)).toBe(false);
      expect(await payments.closeCheckout("cs_nobody")).toBe(true);
    });
  });

  test("a portal has an address", async () => {
    const customer = await payments.createCustomer(member);
    const { url } = await payments.openPortal(customer, "https://jules.example/b/done", "es");
    expect(url).toMatch(/^https?:/);
  });

  describe("a subscription", () => {
    test("is paused, until when it was paid is written down, and is resumed; each may be asked for twice", async () => {
      const subscription = await subscribed();
      for (let time = 0; time < 2; time += 1) {
        expect(await payments.pause(subscription)).toEqual({
          ...{ ...subscription, isCollectionPaused: true, paidUntil: subscription.periodEndsAt },
        });
      }
      expect(await payments.resume(subscription.id)).toEqual(subscription);
      expect(await payments.resume(subscription.id)).toEqual(subscription);
      expect(await payments.pause(subscription)).toMatchObject({ isCollectionPaused: true });
      expect(await asItIs()).toMatchObject({ isCollectionPaused: true, paidUntil: subscription.periodEndsAt });
    });

    test("keeps until when it was paid, however long it is paused", async () => {
      const subscription = await subscribed();
      const { paidUntil } = await payments.pause(subscription);
      await subject.renew(subscription.id, true);
      expect(await payments.pause(await asItIs())).toMatchObject({ isCollectionPaused: true, paidUntil });
      expect(await payments.lastPayment(subscription.id)).toMatchObject({ minor: 999, refundedMinor: 0 });
    });

    test("is ended for the end of what is paid, is kept, and is ended again", async () => {
      const subscription = await subscribed();
      const ended = { ...subscription, endsAt: subscription.periodEndsAt, endAskedAt: expect.any(String) };
      const asked = await payments.endAtPeriodEnd(subscription, false);
      expect(asked).toEqual(ended);
      const { endAskedAt = "" } = asked;
      expect(endAskedAt <= subject.now() && endAskedAt > instantPlus(subject.now(), -MINUTE_MS)).toBe(true);
      expect(await payments.endAtPeriodEnd(subscription, false)).toEqual(ended);
      expect(await payments.keep(subscription.id)).toEqual(subscription);
      expect(await payments.keep(subscription.id)).toEqual(subscription);
      expect(await asItIs()).toEqual(subscription);
      await payments.endAtPeriodEnd(subscription, false);
      expect(await asItIs()).toEqual(ended);
      await subject.renew(subscription.id, true);
      expect(await asItIs()).toMatchObject({ status: "canceled", endsAt: expect.any(String), endAskedAt: undefined });
    });

    test("that ends can be paused as well, and one that is kept collects again", async () => {
      const subscription = await subscribed();
      const endsAt = subscription.periodEndsAt;
      await payments.endAtPeriodEnd(subscription, false);
      expect(await payments.endAtPeriodEnd(subscription, true)).toMatchObject({ endsAt, isCollectionPaused: true });
      expect(await payments.endAtPeriodEnd(subscription, true)).toMatchObject({ endsAt, isCollectionPaused: true });
      expect(await payments.keep(subscription.id)).toEqual(subscription);
    });

    test("says why it ends, where that lasts, also where it was to end before", async () => {
      const subscription = await subscribed();
      const silent = await payments.endAtPeriodEnd(subscription, true);
      expect(silent.endsBecause).toBeUndefined();
      const disputed = { ...silent, endsBecause: "dispute" };
      expect(await payments.endAtPeriodEnd(silent, true, "dispute")).toEqual(disputed);
      expect(await payments.endAtPeriodEnd(silent, true)).toEqual(disputed);
      expect(await asItIs()).toEqual(disputed);
    });

    test("whose payment is late is not collected any more, once it ends in silence", async () => {
      const { id } = await subscribed();
      await subject.renew(id, false);
      const late = await asItIs();
      expect(late).toMatchObject({ status: "past_due" });
      const silent = await payments.endAtPeriodEnd(late, true);
      expect(silent).toMatchObject({ endsAt: late.periodEndsAt, isCollectionPaused: true });
      expect(silent.paidUntil).toBe(late.periodStartsAt);
    });

    test("whose payment is late is not collected any more, once it is paused", async () => {
      const { id } = await subscribed();
      await subject.renew(id, false);
      const late = await asItIs();
      for (let time = 0; time < 2; time += 1) {
        expect(await payments.pause(await asItIs())).toMatchObject({
          ...{ isCollectionPaused: true, paidUntil: late.periodStartsAt },
        });
        expect(await payments.isCollecting(id)).toBe(false);
      }
    });

    test("is ended at once, once or twice, and nothing is set on it any more", async () => {
      const subscription = await subscribed();
      const ended = await payments.endNow(subscription.id);
      expect(ended).toMatchObject({ status: "canceled", endsAt: expect.any(String) });
      expect(await payments.endNow(subscription.id)).toEqual(ended);
      expect(await payments.endAtPeriodEnd(subscription, true)).toEqual(ended);
      expect(await payments.keep(subscription.id)).toEqual(ended);
      expect(await payments.pause(subscription)).toEqual(ended);
    });

    test("goes on by the year for what was previewed, and that is taken once", async () => {
      const subscription = await subscribed();
      const year = await priceOf("year");
      const preview = await payments.previewChange(subscription.id, year, subject.now());
      expect(preview).toMatchObject({ minor: 7_000, currency: "usd" });
      for (let time = 0; time < 2; time += 1) {
        expect(await payments.change(subscription.id, year, preview.at)).toMatchObject({ period: "year" });
      }
      expect(await asItIs()).toMatchObject({ id: subscription.id, status: "active", period: "year" });
      expect(await payments.lastPayment(subscription.id)).toMatchObject({ minor: preview.minor });
    });

    test("that nobody has cannot be changed", async () => {
      const refused = { code: "payments.refused", detail: "resource_missing" };
      await expect(payments.endNow(subscriptionId("sub_nobody"))).rejects.toMatchObject(refused);
      await expect(payments.keep(subscriptionId("sub_nobody"))).rejects.toMatchObject(refused);
      expect(await payments.subject("subscription", "sub_nobody")).toBeUndefined();
    });
  });

  describe("what was paid", () => {
    test("is given back once, also when that is asked for twice", async () => {
      const { id } = await subscribed();
      const payment = await payments.lastPayment(id);
      if (!payment) throw new Error("nothing was paid");
      const all = { minor: 999, currency: "usd" };
      expect(await payments.refund(payment)).toEqual(all);
      expect(await payments.refund(payment)).toEqual(all);
      const refunded = await payments.lastPayment(id);
      expect(refunded).toEqual({ ...payment, refundedMinor: 999 });
      expect(await payments.refund(refunded ?? payment)).toEqual({ minor: 0, currency: "usd" });
    });

    test("is given back in parts, never more than is left", async () => {
      const { id } = await subscribed();
      const payment = await payments.lastPayment(id);
      if (!payment) throw new Error("nothing was paid");
      expect(await payments.refund(payment, 400)).toMatchObject({ minor: 400 });
      expect(await payments.refund(payment, 400)).toMatchObject({ minor: 400 });
      const rest = await payments.lastPayment(id);
      expect(rest).toMatchObject({ refundedMinor: 400 });
      expect(await payments.refund(rest ?? payment, 5_000)).toMatchObject({ minor: 599 });
      expect(await payments.lastPayment(id)).toMatchObject({ refundedMinor: 999 });
    });

    test("last is what the renewal was", async () => {
      const { id } = await subscribed();
      const first = await payments.lastPayment(id);
      await subject.renew(id, true);
      const last = await payments.lastPayment(id);
      expect(last?.id).not.toBe(first?.id);
      expect(last).toMatchObject({ minor: 999, refundedMinor: 0 });
    });
  });

  test("whose subscription has changed is told once, and only of that time", async () => {
    const from = instantPlus(subject.now(), -MINUTE_MS);
    const subscription = await subscribed();
    await payments.pause(subscription);
    await payments.resume(subscription.id);
    const to = instantPlus(subject.now(), MINUTE_MS);
    expect(await changed(from, to)).toEqual([await payments.createCustomer(member)]);
    expect(await changed(instantPlus(from, -MINUTE_MS), from)).toEqual([]);
  });

  test("who does not answer is unavailable, and answers again afterwards", async () => {
    const subscription = await subscribed();
    subject.out(true);
    const unavailable = { code: "payments.unavailable" };
    await expect(payments.subscriptionsOf(customerId("cus_1"))).rejects.toMatchObject(unavailable);
    await expect(payments.createCustomer(member)).rejects.toMatchObject(unavailable);
    await expect(payments.endAtPeriodEnd(subscription, true)).rejects.toMatchObject(unavailable);
    await expect(payments.customer(customerId("cus_1"))).rejects.toMatchObject(unavailable);
    subject.out(false);
    expect(await asItIs()).toEqual(subscription);
    expect(await payments.endAtPeriodEnd(subscription, false)).toMatchObject({ endsAt: subscription.periodEndsAt });
  });

  async function changed(from: Instant, to: Instant): Promise<CustomerId[]> {
    const customers: CustomerId[] = [];
    for await (const customer of payments.changedBetween(from, to)) customers.push(customer);
    return customers;
  }
}

function the(subscriptions: readonly Subscription[]): Subscription {
  const [subscription] = subscriptions;
  if (!subscription || subscriptions.length > 1) throw new Error("there is one subscription");
  return subscription;
}

/** Who takes the money counts in seconds. */
function wholeSeconds(at: Instant): Instant {
  return instant(Math.floor(Date.parse(at) / 1_000) * 1_000);
}
