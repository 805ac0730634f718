import type Stripe from "stripe";
import { afterEach, describe, expect, test } from "vitest";
import {
  checkout,
  closeAll,
  dayMs,
  goodCard,
  hourMs,
  priceOf,
  type Setup,
  setUp,
  start,
  submit,
  subscribe,
  types,
} from "./rehearsal.ts";

afterEach(closeAll);

const day = 86_400;

function periodOf({ items }: Stripe.Subscription): [number | undefined, number | undefined] {
  return [items.data[0]?.current_period_start, items.data[0]?.current_period_end];
}

function seconds(text: string): number {
  return Date.parse(text) / 1000;
}

/** What came since, and nothing of it twice. */
function since({ received }: Setup): () => string[] {
  const before = received.length;
  return () => types(received.slice(before));
}

/** A trial of seven days that was begun on the page with that card. */
async function onTrial(number: string, setup: Setup): Promise<string> {
  const session = await checkout(setup.stripe, { subscription_data: { trial_period_days: 7 } });
  await submit(session.url, { ...goodCard, number });
  await setup.settle();
  return String((await setup.stripe.checkout.sessions.retrieve(session.id)).subscription);
}

describe("a trial", () => {
  test("is told to end three days before, and is paid for an hour after it ended", async () => {
    const setup = await setUp();
    const { stripe, simulator, advance } = setup;
    const id = await onTrial("4242424242424242", setup);
    const came = since(setup);
    await advance(4 * dayMs - 1000);
    expect(came()).toEqual([]);
    await advance(1000);
    expect(came()).toEqual(["customer.subscription.trial_will_end"]);
    await advance(3 * dayMs);
    expect(await stripe.subscriptions.retrieve(id)).toMatchObject({ status: "active" });
    expect(simulator.charges()).toEqual([]);
    await advance(hourMs);
    expect(simulator.charges()).toMatchObject([{ subscription: id, amount: 999, at: "2026-11-27T18:00:00.000Z" }]);
    expect(came()).toEqual([
      ...["customer.subscription.trial_will_end", "invoice.created", "customer.subscription.updated"],
      ...["payment_intent.created", "invoice.finalized", "charge.succeeded", "payment_intent.succeeded"],
      ...["invoice_payment.paid", "invoice.paid", "invoice.payment_succeeded"],
    ]);
  });

  test("of less than three days is told to end at once", async () => {
    const setup = await setUp();
    await subscribe(setup.stripe, { trial_end: start + 2 * day });
    await setup.advance(0);
    expect(types(setup.received)).toContain("customer.subscription.trial_will_end");
  });

  test.each([
    ["cancel", "canceled", "customer.subscription.deleted"],
    ["pause", "paused", "customer.subscription.paused"],
    ["create_invoice", "past_due", "invoice.payment_failed"],
  ] as const)("that ends without a card: %s", async (behavior, status, type) => {
    const setup = await setUp();
    const session = await checkout(setup.stripe, {
      payment_method_collection: "if_required",
      subscription_data: {
        trial_period_days: 7,
        trial_settings: { end_behavior: { missing_payment_method: behavior } },
      },
    });
    await submit(session.url, { email: goodCard.email, action: "pay" });
    await setup.advance(7 * dayMs + hourMs);
    expect((await setup.stripe.subscriptions.list({ status: "all" })).data).toMatchObject([{ status }]);
    expect(types(setup.received)).toContain(type);
    expect(setup.simulator.charges()).toEqual([]);
  });
});

describe("a renewal", () => {
  test("follows the calendar, takes the money once, and counts every month", async () => {
    const { stripe, simulator, advance } = await setUp();
    await advance(Date.parse("2027-01-31T12:00:00Z") - start * 1000);
    const { id } = await subscribe(stripe);
    const ends: string[] = [];
    for (let month = 0; month < 3; month += 1) {
      const [from = 0, end = 0] = periodOf(await stripe.subscriptions.retrieve(id));
      ends.push(new Date(end * 1000).toISOString().slice(0, 10));
      await advance((end - from) * 1000);
    }
    await advance(hourMs);
    expect(ends).toEqual(["2027-02-28", "2027-03-31", "2027-04-30"]);
    expect(simulator.charges().map(({ at }) => at.slice(0, 16))).toEqual([
      ...["2027-01-31T12:00", "2027-02-28T13:00", "2027-03-31T13:00", "2027-04-30T13:00"],
    ]);
    const { data } = await stripe.invoices.list({ subscription: id });
    expect(
      data.map(({ status, billing_reason, parent }) => [
        status,
        billing_reason,
        parent?.subscription_details?.subscription,
      ]),
    ).toEqual([
      ...["subscription_cycle", "subscription_cycle", "subscription_cycle"].map((reason) => ["paid", reason, id]),
      ["paid", "subscription_create", id],
    ]);
  });

  test("can be had now, by the side door", async () => {
    const { stripe, simulator } = await setUp();
    const { id } = await subscribe(stripe);
    const response = await fetch(`${simulator.url}/simulator/subscriptions/${id}/renew`, { method: "POST" });
    expect(response.status).toBe(200);
    expect(simulator.charges()).toHaveLength(2);
    expect(await (await fetch(`${simulator.url}/simulator/charges`)).json()).toEqual(simulator.charges());
  });

  test("that fails makes it past due, is tried three times more, and ends it", async () => {
    const setup = await setUp();
    const { stripe, simulator, received, advance } = setup;
    const id = await onTrial("4000000000000341", setup);
    await advance(7 * dayMs + hourMs);
    const came = since(setup);
    const failed = received.find(({ event }) => event.type === "invoice.payment_failed")?.event.data
      .object as Stripe.Invoice;
    const first = start + 7 * day + 3600;
    expect(failed).toMatchObject({ attempt_count: 1, next_payment_attempt: first + 3 * day });
    expect(await stripe.subscriptions.retrieve(id)).toMatchObject({ status: "past_due" });
    await advance(7 * dayMs - 1000);
    expect(came()).toEqual(
      Array(2).fill(["charge.failed", "payment_intent.payment_failed", "invoice.payment_failed"]).flat(),
    );
    await advance(1000);
    expect(came().slice(-2)).toEqual(["invoice.payment_failed", "customer.subscription.deleted"]);
    expect(await stripe.subscriptions.retrieve(id)).toMatchObject({
      ...{ status: "canceled", cancellation_details: { reason: "payment_failed" } },
    });
    expect(simulator.charges()).toEqual([]);
    await advance(60 * dayMs);
    expect((await stripe.invoices.list({ subscription: id })).data).toHaveLength(2);
  });

  test("that fails once goes on when the card works again", async () => {
    const { stripe, simulator, advance } = await setUp();
    const { id, customer } = await subscribe(stripe);
    simulator.script({ kind: "decline", customer: String(customer), declineCode: "insufficient_funds" });
    await advance(30 * dayMs + hourMs);
    expect((await stripe.subscriptions.retrieve(id)).status).toBe("past_due");
    await advance(3 * dayMs);
    expect((await stripe.subscriptions.retrieve(id)).status).toBe("active");
    expect(simulator.charges()).toHaveLength(2);
  });

  test("can want the customer to confirm it", async () => {
    const setup = await setUp();
    await subscribe(setup.stripe);
    setup.simulator.script({ kind: "require-action" });
    await setup.advance(30 * dayMs + hourMs);
    expect(types(setup.received).slice(-3)).toEqual([
      ...["invoice.payment_failed", "invoice.payment_action_required", "customer.subscription.updated"],
    ]);
  });
});

describe("an end", () => {
  test("at the end of the period is then, and can be taken back until then", async () => {
    const setup = await setUp();
    const { stripe, simulator, advance } = setup;
    const { id } = await subscribe(stripe);
    const ending = await stripe.subscriptions.update(id, { cancel_at_period_end: true });
    expect(ending).toMatchObject({ cancel_at_period_end: true, cancel_at: periodOf(ending)[1], canceled_at: start });
    expect(await stripe.subscriptions.update(id, { cancel_at_period_end: false })).toMatchObject({ cancel_at: null });
    await stripe.subscriptions.update(id, { cancel_at_period_end: true });
    const came = since(setup);
    await advance(31 * dayMs);
    expect(came().filter((type) => type.startsWith("customer.subscription"))).toContain(
      "customer.subscription.deleted",
    );
    expect(await stripe.subscriptions.retrieve(id)).toMatchObject({
      status: "canceled",
      ended_at: seconds("2026-12-20T17:00:00Z"),
    });
    expect(simulator.charges()).toHaveLength(1);
  });

  test("now is at once, and only once", async () => {
    const { stripe } = await setUp();
    const { id } = await subscribe(stripe);
    expect((await stripe.subscriptions.cancel(id, { prorate: false, invoice_now: false })).status).toBe("canceled");
    await expect(stripe.subscriptions.cancel(id)).rejects.toMatchObject({ statusCode: 404, code: "resource_missing" });
    const update = stripe.subscriptions.update(id, { cancel_at_period_end: true });
    await expect(update).rejects.toMatchObject({ statusCode: 400 });
    expect((await stripe.subscriptions.update(id, { metadata: { why: "erased" } })).metadata).toEqual({
      why: "erased",
    });
  });
});

describe("a pause", () => {
  test("of collection voids what falls due, until it is unset", async () => {
    const { stripe, simulator, advance } = await setUp();
    const { id } = await subscribe(stripe);
    const paused = await stripe.subscriptions.update(id, { pause_collection: { behavior: "void" } });
    expect(paused).toMatchObject({ status: "active", pause_collection: { behavior: "void", resumes_at: null } });
    await advance(31 * dayMs);
    const [invoice] = (await stripe.invoices.list({ subscription: id })).data;
    expect([invoice?.status, simulator.charges().length]).toEqual(["void", 1]);
    expect((await stripe.subscriptions.update(id, { pause_collection: "" })).pause_collection).toBeNull();
    await advance(31 * dayMs);
    expect(simulator.charges()).toHaveLength(2);
  });

  test("of the subscription stops its renewals until it is resumed and paid", async () => {
    const setup = await setUp();
    const { stripe, simulator, advance } = setup;
    const { id } = await subscribe(stripe);
    const paused = await stripe.subscriptions.pause(id, { bill_for: { unused_time_from: { type: "none" } } });
    expect(paused).toMatchObject({
      status: "paused",
      status_details: { paused: { type: "subscription", subscription: { type: "pause_requested" } } },
    });
    await advance(90 * dayMs);
    expect(simulator.charges()).toHaveLength(1);
    const came = since(setup);
    const resumed = await stripe.subscriptions.resume(id, { payment_behavior: "resume_on_payment_success" });
    expect([resumed.status, periodOf(resumed)[0]]).toEqual(["active", start + 90 * day]);
    expect(simulator.charges()).toHaveLength(2);
    await setup.settle();
    expect(came()).toContain("customer.subscription.resumed");
    await expect(stripe.subscriptions.resume(id)).rejects.toMatchObject({ statusCode: 400 });
  });
});

test("a subscription that is resumed without a payment waits for one, for 23 hours", async () => {
  const { stripe, simulator, advance } = await setUp();
  const { id } = await subscribe(stripe);
  await stripe.subscriptions.pause(id, { bill_for: { unused_time_from: { type: "none" } } });
  const waiting = await stripe.subscriptions.resume(id);
  expect(waiting.status).toBe("paused");
  await advance(23 * hourMs);
  expect((await stripe.invoices.retrieve(String(waiting.latest_invoice))).status).toBe("void");
  const again = await stripe.subscriptions.resume(id);
  await stripe.invoices.pay(String(again.latest_invoice));
  expect((await stripe.subscriptions.retrieve(id)).status).toBe("active");
  expect(simulator.charges()).toHaveLength(2);
});

describe("a change of plan", () => {
  test("costs what its preview says", async () => {
    const { stripe, simulator, advance } = await setUp();
    const { id, items } = await subscribe(stripe);
    const yearly = await priceOf(stripe, "jules_plus_yearly");
    await advance(10 * dayMs);
    const change = {
      items: [{ id: items.data[0]?.id ?? "", price: yearly.id }],
      proration_behavior: "always_invoice" as const,
      proration_date: start + 10 * day,
    };
    const preview = await stripe.invoices.createPreview({ subscription: id, subscription_details: change });
    expect(preview.lines.data.map(({ amount }) => amount)).toEqual([-666, 7999]);
    await stripe.subscriptions.update(id, change);
    expect(simulator.charges().at(-1)?.amount).toBe(preview.amount_due);
    expect((await stripe.invoices.list({ subscription: id })).data).toHaveLength(2);
  });

  test("within a trial costs nothing, and the trial goes on", async () => {
    const { stripe, simulator } = await setUp();
    const { id, items } = await subscribe(stripe, { trial_end: start + 7 * day });
    const yearly = await priceOf(stripe, "jules_plus_yearly");
    const changed = await stripe.subscriptions.update(id, {
      items: [{ id: items.data[0]?.id ?? "", price: yearly.id }],
    });
    expect([changed.status, changed.trial_end]).toEqual(["trialing", start + 7 * day]);
    expect(simulator.charges()).toEqual([]);
    const preview = await stripe.invoices.createPreview({ subscription: id });
    expect(preview.amount_due).toBe(7999);
  });

  test("that cannot be paid is refused, if that is asked for", async () => {
    const { stripe, simulator } = await setUp();
    const { id, items } = await subscribe(stripe);
    const yearly = await priceOf(stripe, "jules_plus_yearly");
    simulator.script({ kind: "decline" });
    const update = stripe.subscriptions.update(id, {
      items: [{ id: items.data[0]?.id ?? "", price: yearly.id }],
      payment_behavior: "error_if_incomplete",
    });
    await expect(update).rejects.toMatchObject({ type: "StripeCardError", statusCode: 402 });
    const { data } = (await stripe.subscriptions.retrieve(id)).items;
    expect(data[0]?.price.lookup_key).toBe("jules_plus_monthly");
  });

  test("to something cheaper leaves credit, which is used up first", async () => {
    const { stripe, simulator, advance } = await setUp();
    const yearly = await priceOf(stripe, "jules_plus_yearly");
    const { id, items, customer } = await subscribe(stripe, { items: [{ price: yearly.id }] });
    const monthly = await priceOf(stripe);
    await stripe.subscriptions.update(id, { items: [{ id: items.data[0]?.id ?? "", price: monthly.id }] });
    expect(await stripe.customers.retrieve(String(customer))).toMatchObject({ balance: 999 - 7999 });
    await advance(31 * dayMs);
    expect(await stripe.customers.retrieve(String(customer))).toMatchObject({ balance: 2 * 999 - 7999 });
    expect(simulator.charges()).toHaveLength(1);
  });
});
