import { createStripePayments } from "@jules/adapters/stripe";
import { customerId, subscriptionId } from "@jules/core/billing";
import { instant, instantPlus, memberId } from "@jules/core/kernel";
import { describe, expect, test } from "vitest";
import { requestsOfAdapter } from "./stripe-requests.ts";

const url = process.env.STRIPE_MOCK_URL ?? "";
const NOW = instant("2026-11-20T17:00:00Z");

/**
 * What the description of the API that it was built with, one version before ours, does not know of: a sentence for each shape. An
 * entry that is no longer true fails.
 */
const KNOWN: Readonly<Record<string, string>> = {};

const ENDPOINTS = [
  "DELETE /v1/customers/:id",
  "DELETE /v1/subscriptions/:id",
  "GET /v1/charges/:id",
  "GET /v1/checkout/sessions/:id",
  "GET /v1/customers/:id",
  "GET /v1/disputes/:id",
  "GET /v1/events",
  "GET /v1/invoices",
  "GET /v1/invoices/:id",
  "GET /v1/payment_intents/:id",
  "GET /v1/prices",
  "GET /v1/radar/early_fraud_warnings/:id",
  "GET /v1/refunds/:id",
  "GET /v1/subscriptions",
  "GET /v1/subscriptions/:id",
  "POST /v1/billing_portal/sessions",
  "POST /v1/checkout/sessions",
  "POST /v1/checkout/sessions/:id/expire",
  "POST /v1/customers",
  "POST /v1/invoices/:id",
  "POST /v1/invoices/:id/void",
  "POST /v1/invoices/create_preview",
  "POST /v1/refunds",
  "POST /v1/subscriptions/:id",
];

const requests = await requestsOfAdapter();

describe("a request", () => {
  test("of every kind that there is was recorded", () => {
    const endpoints = requests.map(({ shape }) => shape.split(": ")[0]);
    expect([...new Set(endpoints)].toSorted()).toEqual(ENDPOINTS);
    expect(Object.keys(KNOWN).filter((shape) => !requests.some((request) => request.shape === shape))).toEqual([]);
  });

  for (const { shape, method, path, headers, body } of requests) {
    const sentence = KNOWN[shape];
    const run = async () => {
      const answer = await fetch(`${url}${path}`, { method, headers, ...(body !== "" && { body }) });
      expect(`${answer.status} ${answer.ok ? "" : await answer.text()}`).toBe("200 ");
    };
    if (sentence === undefined) test(shape, run);
    else test.fails(`${shape} (known to differ: ${sentence})`, run);
  }

  test("with a parameter that nobody knows is refused, so that the others were looked at", async () => {
    const answer = await fetch(`${url}/v1/customers`, {
      method: "POST",
      headers: { authorization: "Bearer sk_test_conformance" },
      body: new URLSearchParams({ phone_numbre: "1" }),
    });
    expect(answer.status).toBe(400);
  });
});

describe("an example of Stripe's own is read:", () => {
  const payments = createStripePayments({
    ...{ baseUrl: url, secretKey: async () => "sk_test_conformance", timeoutMs: 10_000, now: () => Date.parse(NOW) },
  });
  const customer = customerId("cus_1");
  const subscription = subscriptionId("sub_1");

  test("a customer", async () => {
    expect(await payments.createCustomer(memberId(`m_${"a".repeat(32)}`))).toMatch(/^cus_/);
    expect(await payments.customer(customer)).toMatchObject({ isDeleted: false });
    await payments.deleteCustomer(customer);
  });

  test("a subscription that is set", async () => {
    const read = { status: expect.any(String), periodEndsAt: expect.any(String) };
    expect(await payments.keep(subscription)).toMatchObject(read);
    expect(await payments.endNow(subscription)).toMatchObject(read);
  });

  test("a checkout and a portal", async () => {
    const [expiresAt, trialEndsAt] = [instantPlus(NOW, 3_600_000), undefined];
    const wish = {
      member: memberId(`m_${"a".repeat(32)}`),
      customer,
      price: { id: "price_1", period: "month" },
    } as const;
    const urls = { successUrl: "https://jules.example/done", cancelUrl: "https://jules.example/b" };
    const opened = await payments.openCheckout({
      ...{ ...wish, ...urls, expiresAt, trialEndsAt, language: "en", attempt: "1" },
    });
    expect(opened.id).toMatch(/^cs_/);
    expect(await payments.openPortal(customer, "https://jules.example/done", "en")).toEqual({
      url: expect.any(String),
    });
    expect(await payments.closeCheckout("cs_1")).toBe(true);
  });

  test("a preview of a change", async () => {
    const preview = await payments.previewChange(subscription, { id: "price_2" }, NOW);
    expect(preview).toEqual({ minor: expect.any(Number), currency: "usd", at: NOW });
  });

  test.each([
    "customer",
    "subscription",
    "invoice",
    "checkout",
    "charge",
    "refund",
    "dispute",
    "fraud-warning",
  ] as const)("a %s that news were about", async (kind) => {
    expect(await payments.subject(kind, "x_1")).toBeDefined();
  });
});
