import { type CheckoutWish, type CustomerId, customerId, type Payment, type Subscription } from "@jules/core/billing";
import { instantPlus, memberId } from "@jules/core/kernel";
import { afterEach, beforeEach, describe, expect, test } from "vitest";
import { startStripe } from "../../test/stripe.ts";
import { createStripePayments } from "./index.ts";

const MEMBER = memberId("m_0123456789abcdef0123456789abcdef");
const MINUTE_MS = 60_000;
const DAY_MS = 24 * 60 * MINUTE_MS;

let stripe: Awaited<ReturnType<typeof startStripe>>;
beforeEach(async () => {
  stripe = await startStripe();
});
afterEach(async () => stripe.simulator.close());

async function wishOf(customer: CustomerId): Promise<CheckoutWish> {
  const [price] = await stripe.payments.prices();
  if (!price) throw new Error("nothing is sold");
  return {
    ...{ member: MEMBER, customer, price, trialEndsAt: undefined, language: "es", attempt: "attempt-1" },
    expiresAt: instantPlus(stripe.now(), 60 * MINUTE_MS),
    ...{ successUrl: "https://jules.example/b/done", cancelUrl: "https://jules.example/b/token" },
  };
}

async function subscribed(): Promise<Subscription> {
  const customer = await stripe.payments.createCustomer(MEMBER);
  await stripe.pay(await stripe.payments.openCheckout(await wishOf(customer)));
  return the(await stripe.payments.subscriptionsOf(customer));
}

async function paid(): Promise<Payment> {
  return the([await stripe.payments.lastPayment((await subscribed()).id)].flatMap((payment) => payment ?? []));
}

const now = async () => the(await stripe.payments.subscriptionsOf(await stripe.payments.createCustomer(MEMBER)));
const posts = () => stripe.simulator.requests().filter(({ method }) => method === "POST");

describe("what Stripe is told", () => {
  test("is our member's id and nothing else of a person", async () => {
    await subscribed();
    const [customer, checkout] = posts();
    expect(customer?.parameters).toEqual({ metadata: { member: MEMBER } });
    expect(checkout?.parameters).toMatchObject({
      ...{ mode: "subscription", client_reference_id: MEMBER, metadata: { member: MEMBER }, locale: "es" },
      subscription_data: { metadata: { member: MEMBER } },
    });
    // A price that rises when a code runs out would be announced nowhere.
    expect(checkout?.parameters).not.toHaveProperty("allow_promotion_codes");
  });

  test("has a key of its meaning, whoever asks and whenever", async () => {
    const payment = await paid();
    await stripe.payments.refund(payment, 100);
    expect(posts().map(({ idempotencyKey }) => idempotencyKey)).toEqual([
      `customer:${MEMBER}`,
      "checkout:attempt-1",
      `refund:${payment.id}:0:100`,
    ]);
  });
});

describe("who dies after Stripe did it, and asks again, changes nothing more", () => {
  const lost = (path: string) => stripe.simulator.script({ kind: "answer-after", status: 500, method: "POST", path });
  const unavailable = { code: "payments.unavailable", detail: "http-500" };

  test("a checkout", async () => {
    const wish = await wishOf(await stripe.payments.createCustomer(MEMBER));
    stripe.simulator.script({ kind: "hang", path: "/v1/checkout/sessions" });
    await expect(stripe.hurried.openCheckout(wish)).rejects.toMatchObject({ detail: "timed-out" });
    const opened = await stripe.payments.openCheckout(wish);
    expect((await stripe.ask("/v1/checkout/sessions")).data.map(({ id }) => id)).toEqual([opened.id]);
  });

  test("a refund, also when its answer is kept as an error for a day", async () => {
    const payment = await paid();
    lost("/v1/refunds");
    await expect(stripe.payments.refund(payment)).rejects.toMatchObject(unavailable);
    expect(await stripe.payments.refund(payment)).toEqual({ minor: payment.minor, currency: "usd" });
    expect(await stripe.payments.lastPayment((await now()).id)).toMatchObject({ refundedMinor: payment.minor });
  });

  test("a part of a refund, however long ago", async () => {
    const payment = await paid();
    await stripe.payments.refund(payment, 300);
    stripe.advance(2 * DAY_MS);
    expect(await stripe.payments.refund(payment, 300)).toEqual({ minor: 300, currency: "usd" });
    expect((await stripe.ask("/v1/refunds")).data).toHaveLength(1);
  });

  test("another period", async () => {
    const { id } = await subscribed();
    const year = the((await stripe.payments.prices()).filter(({ period }) => period === "year"));
    const { at, minor } = await stripe.payments.previewChange(id, year, stripe.now());
    lost("/v1/subscriptions");
    await expect(stripe.payments.change(id, year, at)).rejects.toMatchObject(unavailable);
    stripe.advance(2 * DAY_MS);
    expect(await stripe.payments.change(id, year, at)).toMatchObject({ period: "year" });
    expect(stripe.simulator.charges().map(({ amount }) => amount)).toEqual([999, minor]);
  });

  test("an end", async () => {
    const subscription = await subscribed();
    lost("/v1/subscriptions");
    await expect(stripe.payments.endAtPeriodEnd(subscription, true)).rejects.toMatchObject(unavailable);
    const asked = posts().length;
    expect(await stripe.payments.endAtPeriodEnd(subscription, true)).toMatchObject({ isCollectionPaused: true });
    expect(posts()).toHaveLength(asked);
  });
});

test("what was set, taken back and set again is not answered with what was kept of the first time", async () => {
  const subscription = await subscribed();
  const { endsAt } = await stripe.payments.endAtPeriodEnd(subscription, false);
  await stripe.payments.keep(subscription.id);
  await stripe.payments.endAtPeriodEnd(subscription, false);
  await stripe.payments.keep(subscription.id);
  await stripe.payments.endAtPeriodEnd(subscription, false);
  expect(await now()).toMatchObject({ endsAt });
  const set = posts().filter(({ path }) => path.startsWith("/v1/subscriptions"));
  expect(new Set(set.map(({ idempotencyKey }) => idempotencyKey)).size).toBe(5);
});

test.each([true, false])(
  "what somebody set to end in months is renewed, unless it is ended (paused: %s)",
  async (pausing) => {
    const { id, periodEndsAt } = await subscribed();
    await stripe.set(id, { cancel_at: String(Date.parse(instantPlus(stripe.now(), 100 * DAY_MS)) / 1_000) });
    const renewing = await now();
    expect([renewing.endsAt, renewing.periodEndsAt]).toEqual([undefined, periodEndsAt]);
    expect(await stripe.payments.endAtPeriodEnd(renewing, pausing)).toMatchObject({ endsAt: periodEndsAt });
    await stripe.renew(id, true);
    expect(await now()).toMatchObject({ status: "canceled" });
    expect(stripe.simulator.charges()).toHaveLength(1);
  },
);

describe("somebody who wants no more texts", () => {
  test("is not asked for what was late", async () => {
    const { id } = await subscribed();
    await stripe.renew(id, false);
    await stripe.payments.endAtPeriodEnd(await now(), true);
    expect(await statusOfInvoices(/void$/)).toEqual(["void"]);
    expect(stripe.simulator.charges()).toHaveLength(1);
  });

  test("has it ended and paused also where an invoice cannot be stopped, which is said afterwards", async () => {
    const { id } = await subscribed();
    await stripe.renew(id, false);
    const late = await now();
    for (let time = 0; time < 2; time += 1) {
      stripe.simulator.script({ kind: "answer", status: 400, method: "POST", path: "/v1/invoices" });
    }
    await expect(stripe.payments.endAtPeriodEnd(late, true)).rejects.toMatchObject({ code: "payments.refused" });
    expect(await now()).toMatchObject({ endsAt: late.periodEndsAt, isCollectionPaused: true });
    expect((await stripe.payments.endAtPeriodEnd(late, true)).isCollectionPaused).toBe(true);
    expect(await stripe.payments.isCollecting(id)).toBe(false);
  });

  test("is not asked by an end alone, and then by a pause", async () => {
    const { id } = await subscribed();
    await stripe.renew(id, false);
    const late = await now();
    await stripe.payments.endAtPeriodEnd(late, false);
    expect(await statusOfInvoices(/void$/)).toEqual([]);
    // The invoice goes first: who dies after the pause has nothing left to come back to, and may not.
    stripe.simulator.script({ kind: "answer-after", status: 500, method: "POST", path: "/v1/subscriptions" });
    await expect(stripe.payments.endAtPeriodEnd(late, true)).rejects.toMatchObject({ code: "payments.unavailable" });
    expect(await statusOfInvoices(/void$/)).toEqual(["void"]);
    await stripe.payments.endAtPeriodEnd(late, true);
    expect(await statusOfInvoices(/void$/)).toEqual(["void"]);
  });

  async function statusOfInvoices(path: RegExp) {
    const ids = posts().flatMap((request) => (path.test(request.path) ? [request.path.split("/")[3] ?? ""] : []));
    return Promise.all(ids.map(async (id) => (await stripe.payments.subject("invoice", id))?.status));
  }
});

test("a renewal is still to be taken while it is a draft, and no more once it is left alone or paid", async () => {
  const subscription = await subscribed();
  const { payments } = stripe;
  expect(await payments.isCollecting(subscription.id)).toBe(false);
  await stripe.sideDoor(`subscriptions/${subscription.id}/renew`, { draft: true });
  expect(await payments.isCollecting(subscription.id)).toBe(true);
  await payments.endAtPeriodEnd(await now(), false);
  expect(await payments.isCollecting(subscription.id)).toBe(true);
  await payments.endAtPeriodEnd(await now(), true);
  expect(await payments.isCollecting(subscription.id)).toBe(false);
});

test("who is paused is not charged for what was invoiced before, whoever dies or is refused on the way", async () => {
  const { id } = await subscribed();
  const { payments, simulator } = stripe;
  await stripe.sideDoor(`subscriptions/${id}/renew`, { draft: true });
  const drafted = await now();
  for (const code of ["payments.unavailable", "payments.refused"]) {
    const status = code === "payments.refused" ? 400 : 500;
    simulator.script({ kind: "answer", status, method: "POST", path: "/v1/invoices" });
    await expect(payments.pause(drafted)).rejects.toMatchObject({ code });
    expect(await now()).toMatchObject({ isCollectionPaused: true, paidUntil: drafted.periodEndsAt });
  }
  expect(await payments.isCollecting(id)).toBe(true);
  expect(await payments.pause(await now())).toMatchObject({ isCollectionPaused: true });
  expect(await payments.isCollecting(id)).toBe(false);
});

test("another period that the card does not pay for is refused, and all stays as it was", async () => {
  const subscription = await subscribed();
  const year = the((await stripe.payments.prices()).filter(({ period }) => period === "year"));
  await stripe.sideDoor(`customers/${await stripe.payments.createCustomer(MEMBER)}/card`, {
    number: "4000000000000341",
  });
  stripe.simulator.script({ kind: "decline" });
  await expect(stripe.payments.change(subscription.id, year, stripe.now())).rejects.toMatchObject({
    ...{ code: "payments.refused", detail: "card_declined" },
  });
  expect(await now()).toEqual(subscription);
});

describe("whose something is", () => {
  test("is found by the charge of a refund, a dispute and a warning", async () => {
    const payment = await paid();
    const { customer } = payment;
    await stripe.payments.refund(payment, 100);
    const charge = the(stripe.simulator.charges()).id;
    await stripe.sideDoor(`charges/${charge}/warn`);
    await stripe.sideDoor(`charges/${charge}/dispute`);
    expect(await stripe.payments.subject("charge", charge)).toMatchObject({ customer, status: "succeeded" });
    for (const [kind, path] of [
      ["refund", "refunds"],
      ["dispute", "disputes"],
      ["fraud-warning", "radar/early_fraud_warnings"],
    ] as const) {
      const { data } = await stripe.ask(`/v1/${path}`);
      const of = { customer, chargedAt: payment.paidAt };
      expect(await stripe.payments.subject(kind, data[0]?.id ?? ""), kind).toMatchObject(of);
      expect(await stripe.payments.subject(kind, "xx_unknown"), kind).toBeUndefined();
    }
  });

  test("of a deleted customer is nobody's, or theirs, and no failure", async () => {
    const { id } = await subscribed();
    const customer = await stripe.payments.createCustomer(MEMBER);
    await stripe.payments.deleteCustomer(customer);
    expect(await stripe.payments.subject("subscription", id)).toEqual({ customer, status: "canceled" });
    expect(await stripe.payments.subject("customer", customer)).toEqual({ customer, status: "deleted" });
  });
});

describe("a failure", () => {
  test.each([
    [400, "parameter_unknown", "refused", "parameter_unknown"],
    [400, undefined, "refused", "http-400"],
    [400, "rate_limit", "unavailable", "rate_limit"],
    [402, "card_declined", "refused", "card_declined"],
    [409, "lock_timeout", "unavailable", "lock_timeout"],
    [409, "idempotency_key_in_use", "unavailable", "idempotency_key_in_use"],
    [429, "rate_limit", "unavailable", "rate_limit"],
    [500, undefined, "unavailable", "http-500"],
    [503, undefined, "unavailable", "http-503"],
    // The key is an operator's to mend: what was asked is asked again then.
    [401, undefined, "unavailable", "http-401"],
    [403, undefined, "unavailable", "http-403"],
    [400, "Said by robin@example.com", "refused", "http-400"],
  ] as const)("%i %s is payments.%s", async (status, code, reason, detail) => {
    stripe.simulator.script({ kind: "answer", status, ...(code !== undefined && { code }) });
    const error = await stripe.payments.createCustomer(MEMBER).catch((failure: unknown) => failure);
    expect(error).toMatchObject({ code: `payments.${reason}`, detail, message: "Stripe did not do it" });
    expect(error).not.toHaveProperty("cause");
  });

  test("is no answer in time, or none at all", async () => {
    stripe.simulator.script({ kind: "hang", before: true });
    const timedOut = { code: "payments.unavailable", detail: "timed-out" };
    await expect(stripe.hurried.customer(customerId("cus_1"))).rejects.toMatchObject(timedOut);
    const gone = createStripePayments({
      ...{ baseUrl: "http://127.0.0.1:9", secretKey: async () => "sk_test", timeoutMs: 1_000, now: () => 0 },
    });
    const noAnswer = { code: "payments.unavailable", detail: "no-answer" };
    await expect(gone.customer(customerId("cus_1"))).rejects.toMatchObject(noAnswer);
  });
});

describe("prices", () => {
  test("are asked for once in five minutes, and old ones answer while Stripe does not", async () => {
    const first = await stripe.payments.prices();
    stripe.advance(4 * MINUTE_MS);
    expect(await stripe.payments.prices()).toBe(first);
    expect(stripe.simulator.requests()).toHaveLength(1);
    stripe.advance(2 * MINUTE_MS);
    stripe.simulator.script({ kind: "answer", status: 503 });
    expect(await stripe.payments.prices()).toBe(first);
    expect(await stripe.payments.prices()).toEqual(first);
    expect(stripe.simulator.requests()).toHaveLength(3);
  });

  test("that were never known are a failure", async () => {
    stripe.simulator.script({ kind: "answer", status: 503 });
    await expect(stripe.payments.prices()).rejects.toMatchObject({ code: "payments.unavailable" });
  });
});

function the<Item>(items: readonly Item[]): Item {
  const [item] = items;
  if (item === undefined || items.length > 1) throw new Error(`there is one, not ${items.length}`);
  return item;
}
