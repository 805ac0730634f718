import { afterEach, describe, expect, test } from "vitest";
import { checkout, closeAll, goodCard, type Setup, setUp, submit, subscribe, types } from "./rehearsal.ts";

afterEach(closeAll);

async function charged(): Promise<Setup & { charge: string; came: () => string[]; knock: Knock }> {
  const setup = await setUp();
  await subscribe(setup.stripe);
  await setup.settle();
  const before = setup.received.length;
  const knock: Knock = async (path, body = {}) => {
    const response = await fetch(`${setup.simulator.url}/simulator/${path}`, {
      method: "POST",
      body: JSON.stringify(body),
    });
    await setup.settle();
    return response;
  };
  const came = () => types(setup.received.slice(before));
  return { ...setup, charge: setup.simulator.charges()[0]?.id ?? "", came, knock };
}

type Knock = (path: string, body?: object) => Promise<Response>;

describe("a refund", () => {
  test("gives back a part, then the rest, and never more", async () => {
    const { stripe, charge, settle, came } = await charged();
    const { payment_intent } = await stripe.charges.retrieve(charge);
    const part = await stripe.refunds.create({
      payment_intent: String(payment_intent),
      amount: 300,
      metadata: { why: "sorry" },
    });
    expect(part).toMatchObject({ amount: 300, charge, status: "succeeded", metadata: { why: "sorry" } });
    await expect(stripe.refunds.create({ charge, amount: 700 })).rejects.toMatchObject({ param: "amount" });
    expect((await stripe.refunds.create({ charge, reason: "requested_by_customer" })).amount).toBe(699);
    await expect(stripe.refunds.create({ charge })).rejects.toMatchObject({ code: "charge_already_refunded" });
    expect(await stripe.charges.retrieve(charge)).toMatchObject({ amount_refunded: 999, refunded: true });
    await settle();
    expect(came()).toEqual(["refund.created", "charge.refunded", "refund.created", "charge.refunded"]);
  });

  test("can fail afterwards", async () => {
    const { stripe, charge, knock, came } = await charged();
    const { id } = await stripe.refunds.create({ charge });
    expect((await knock(`refunds/${id}/fail`)).status).toBe(204);
    expect(await stripe.refunds.retrieve(id)).toMatchObject({
      status: "failed",
      failure_reason: "lost_or_stolen_card",
    });
    expect(await stripe.charges.retrieve(charge)).toMatchObject({ amount_refunded: 0, refunded: false });
    expect(came().slice(-2)).toEqual(["refund.updated", "refund.failed"]);
  });
});

describe("a dispute", () => {
  test.each(["won", "lost"] as const)("is opened, and %s", async (status) => {
    const { stripe, charge, knock, came } = await charged();
    const dispute = (await (await knock(`charges/${charge}/dispute`)).json()) as { id: string };
    expect(await stripe.disputes.retrieve(dispute.id)).toMatchObject({ charge, amount: 999, status: "needs_response" });
    expect((await stripe.charges.retrieve(charge)).disputed).toBe(true);
    await expect(stripe.refunds.create({ charge })).rejects.toMatchObject({ code: "charge_disputed" });
    expect((await knock(`disputes/${dispute.id}/close`, { status })).status).toBe(204);
    expect((await knock(`disputes/${dispute.id}/close`, { status })).status).toBe(409);
    expect((await stripe.disputes.retrieve(dispute.id)).status).toBe(status);
    expect([came()[0], came().at(-1)]).toEqual(["charge.dispute.created", "charge.dispute.closed"]);
  });

  test.each([
    ["4000000000000259", "charge.dispute.created"],
    ["4000000000005423", "radar.early_fraud_warning.created"],
  ])("or a warning follows the card %s", async (number, type) => {
    const { stripe, received, settle } = await setUp();
    await submit((await checkout(stripe)).url, { ...goodCard, number });
    await settle();
    expect(types(received)).toContain(type);
  });
});

test("an early fraud warning names the charge", async () => {
  const { stripe, charge, knock, came } = await charged();
  const warning = (await (await knock(`charges/${charge}/warn`)).json()) as { id: string };
  expect(await stripe.radar.earlyFraudWarnings.retrieve(warning.id)).toMatchObject({ charge, actionable: true });
  expect((await stripe.radar.earlyFraudWarnings.list({ charge })).data).toHaveLength(1);
  expect(came()).toEqual(["radar.early_fraud_warning.created"]);
});

test("a customer's card can be changed, and a customer deleted, as the dashboard does it", async () => {
  const { stripe, simulator, knock, came } = await charged();
  const [subscription] = (await stripe.subscriptions.list()).data;
  const customer = String(subscription?.customer);
  expect((await knock(`customers/${customer}/card`, { number: "4000000000000341" })).status).toBe(200);
  await knock(`subscriptions/${subscription?.id}/renew`);
  expect((await stripe.subscriptions.list()).data).toMatchObject([{ status: "past_due" }]);
  expect(simulator.charges()).toHaveLength(1);
  expect((await knock(`customers/${customer}/delete`)).status).toBe(204);
  expect(came().slice(-2)).toEqual(["customer.subscription.deleted", "customer.deleted"]);
  expect((await knock(`customers/${customer}/delete`)).status).toBe(404);
});

describe("a payment of its own", () => {
  test("is taken at once, or not", async () => {
    const { stripe, simulator } = await setUp();
    const pay = (payment_method: string) =>
      stripe.paymentIntents.create({ amount: 500, currency: "usd", payment_method, confirm: true, off_session: true });
    expect(await pay("pm_card_visa")).toMatchObject({ status: "succeeded", amount_received: 500 });
    await expect(pay("pm_card_chargeDeclined")).rejects.toMatchObject({
      type: "StripeCardError",
      code: "card_declined",
    });
    await expect(pay("pm_card_authenticationRequired")).rejects.toMatchObject({ code: "authentication_required" });
    expect(simulator.charges().map(({ amount }) => amount)).toEqual([500]);
  });
});
