import { createServer, type IncomingMessage } from "node:http";
import type { AddressInfo } from "node:net";
import { customerId, type Payments, type Subscription, subscriptionId } from "@jules/core/billing";
import { instant } from "@jules/core/kernel";
import { afterAll, beforeAll, beforeEach, expect, test } from "vitest";
import { createStripePayments } from "./index.ts";

const MEMBER = `m_${"a".repeat(32)}`;
const STARTED = 1_795_000_000;
const MONTH = 30 * 86_400;
const CUSTOMER = customerId("cus_1");

let answers: Readonly<Record<string, unknown>> = {};
let asked: IncomingMessage[] = [];
let key = "sk_test_first";
let payments: Payments;
const server = createServer((request, response) => {
  asked.push(request);
  const path = (request.url ?? "").replace(/^\/v1/, "");
  const found = Object.entries(answers).find(([start]) => path.startsWith(start));
  const missing = { error: { type: "invalid_request_error", code: "resource_missing", message: "No such thing" } };
  response.writeHead(found ? 200 : 404, { "content-type": "application/json" });
  response.end(typeof found?.[1] === "string" ? found[1] : JSON.stringify(found ? found[1] : missing));
});

beforeAll(async () => {
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
});
afterAll(() => server.close());
beforeEach(() => {
  asked = [];
  key = "sk_test_first";
  const { port } = server.address() as AddressInfo;
  const baseUrl = `http://127.0.0.1:${port}`;
  payments = createStripePayments({ baseUrl, secretKey: async () => key, timeoutMs: 5_000, now: () => 0 });
});

const list = (data: readonly unknown[], has_more = false) => ({ object: "list", data, has_more });

/** The shape of API version 2026-10-28.endive, as far as it is read, and some of what is not. */
const price = (change: object = {}) => ({
  ...{ id: "price_1", object: "price", lookup_key: "jules_plus_monthly", product: "prod_jules", unit_amount: 999 },
  ...{ currency: "usd", recurring: { interval: "month", interval_count: 1 }, unit_amount_decimal: "999", ...change },
});
const subscription = (change: object = {}, ofPrice: object = {}) => ({
  ...{ id: "sub_1", object: "subscription", status: "active", customer: CUSTOMER, created: STARTED },
  items: list([
    {
      ...{ id: "si_1", object: "subscription_item", current_period_start: STARTED },
      ...{ current_period_end: STARTED + MONTH, price: price(ofPrice), quantity: 1 },
    },
  ]),
  ...{ trial_end: null, cancel_at: null, cancel_at_period_end: false, canceled_at: null, ended_at: null },
  ...{ pause_collection: null, metadata: {}, billing_mode: { type: "flexible" }, ...change },
});

const READ: Subscription = {
  ...{ id: subscriptionId("sub_1"), status: "active", period: "month", createdAt: instant(STARTED * 1_000) },
  ...{ periodStartsAt: instant(STARTED * 1_000), periodEndsAt: instant((STARTED + MONTH) * 1_000) },
  ...{ trialEndsAt: undefined, endsAt: undefined, isCollectionPaused: false, paidUntil: undefined },
};
const at = (seconds: number) => instant((STARTED + seconds) * 1_000);

test.each([
  ["active", {}, {}],
  ["in a trial", { status: "trialing", trial_end: STARTED + MONTH }, { status: "trialing", trialEndsAt: at(MONTH) }],
  ["to end with its period", { cancel_at_period_end: true }, { endsAt: at(MONTH) }],
  ["to end, as the portal has it", { cancel_at: STARTED + MONTH, cancel_at_period_end: false }, { endsAt: at(MONTH) }],
  ["to end on a day that somebody chose", { cancel_at: STARTED + 9 }, { endsAt: at(9) }],
  ["to end on a day before which it is renewed", { cancel_at: STARTED + MONTH + 1 }, {}],
  [
    "ended",
    { status: "canceled", ended_at: STARTED + 7, canceled_at: STARTED + 3, cancel_at: STARTED + MONTH },
    { status: "canceled", endsAt: at(7) },
  ],
  [
    "paused by us",
    { pause_collection: { behavior: "void", resumes_at: null }, metadata: { paid_until: at(MONTH) } },
    { isCollectionPaused: true, paidUntil: at(MONTH) },
  ],
  [
    "paused by somebody else",
    { pause_collection: { behavior: "keep_as_draft", resumes_at: null }, metadata: { paid_until: "soon" } },
    { isCollectionPaused: true },
  ],
  ["of a word that is new", { status: "hibernating" }, { status: "other" }],
  ["of an expanded customer", { customer: { id: CUSTOMER, object: "customer" } }, {}],
] as const)("a subscription that is %s", async (_what, change, read) => {
  answers = { "/subscriptions": list([subscription(change)]) };
  expect(await payments.subscriptionsOf(CUSTOMER)).toEqual([{ ...READ, ...read }]);
});

test("a plan is known by its price's key, by our member's id, or by its product; others are none of ours", async () => {
  const moved = { lookup_key: null, recurring: { interval: "year", interval_count: 1 } };
  answers = {
    "/subscriptions": list([
      subscription({ id: "sub_key" }, { lookup_key: "jules_plus_yearly", product: "prod_other" }),
      subscription({ id: "sub_made", metadata: { member: MEMBER } }, { ...moved, product: "prod_old" }),
      subscription({ id: "sub_product" }, moved),
      subscription({ id: "sub_none" }, { lookup_key: "calendar_monthly", product: "prod_other" }),
    ]),
    "/prices": list([price()]),
  };
  const found = await payments.subscriptionsOf(CUSTOMER);
  expect(found.map(({ id, period }) => [id, period])).toEqual([
    ["sub_key", "year"],
    ["sub_made", "year"],
    ["sub_product", "year"],
  ]);
});

test("all pages are read, and the oldest comes first", async () => {
  answers = {
    "/subscriptions?customer=cus_1&status=all&limit=100&starting_after=sub_2": list([
      subscription({ created: STARTED }),
    ]),
    "/subscriptions": list([subscription({ id: "sub_3", created: STARTED + 9 }), subscription({ id: "sub_2" })], true),
  };
  expect((await payments.subscriptionsOf(CUSTOMER)).map(({ id }) => id)).toEqual(["sub_1", "sub_2", "sub_3"]);
});

const invoice = (id: string, ...payments: object[]) => ({
  ...{ id, object: "invoice", status: "paid", customer: CUSTOMER, currency: "usd", payments: list(payments) },
});
const payment = (change: object) => ({
  ...{ id: "inpay_1", object: "invoice_payment", status: "paid", amount_paid: 999, created: STARTED },
  ...{ status_transitions: { canceled_at: null, paid_at: STARTED + 5 }, ...change },
});

test("what was paid last is the newest that Stripe took: no credit, no failed attempt, nothing that was paid past it", async () => {
  answers = {
    "/invoices": list([
      invoice("in_credit"),
      invoice("in_elsewhere", payment({ payment: { type: "payment_record", payment_record: "prec_1" } })),
      invoice(
        "in_paid",
        payment({ status: "canceled", amount_paid: null, payment: { type: "payment_intent", payment_intent: "pi_0" } }),
        payment({ payment: { type: "payment_intent", payment_intent: { id: "pi_1", object: "payment_intent" } } }),
      ),
      invoice("in_before", payment({ payment: { type: "payment_intent", payment_intent: "pi_2" } })),
    ]),
    "/payment_intents/pi_1": { id: "pi_1", latest_charge: "ch_1" },
    "/charges/ch_1": { id: "ch_1", amount_refunded: 200 },
  };
  expect(await payments.lastPayment(subscriptionId("sub_1"))).toEqual({
    ...{ id: "pi_1", customer: CUSTOMER, minor: 999, currency: "usd", refundedMinor: 200, paidAt: at(5) },
  });
});

test("a payment without an intent is known and given back by its charge", async () => {
  answers = {
    "/invoices": list([invoice("in_1", payment({ payment: { type: "charge", charge: "ch_2" } }))]),
    "/charges/ch_2": { id: "ch_2", amount_refunded: 0 },
    "/refunds": { id: "re_1", amount: 999 },
  };
  const paid = await payments.lastPayment(subscriptionId("sub_1"));
  expect(paid).toMatchObject({ id: "ch_2", refundedMinor: 0 });
  if (paid) expect(await payments.refund(paid)).toEqual({ minor: 999, currency: "usd" });
});

test("a draft of the hour before a pause is left alone by Stripe", async () => {
  answers = {
    "/subscriptions/sub_1": subscription({ cancel_at_period_end: true, pause_collection: { behavior: "void" } }),
    "/invoices?subscription=sub_1&status=draft": list([{ id: "in_draft", status: "draft", auto_advance: true }]),
    "/invoices?": list([]),
    "/invoices/in_draft": { id: "in_draft", status: "draft", auto_advance: false },
  };
  await payments.endAtPeriodEnd(READ, true);
  const set = asked.filter(({ method }) => method === "POST").map(({ url }) => url);
  expect([...new Set(set)]).toEqual(["/v1/invoices/in_draft"]);
});

test("one whose first payment is open has no period to run to the end of: it ends at once", async () => {
  const ended = subscription({ status: "incomplete_expired", ended_at: STARTED + 3 });
  answers = { "/subscriptions/sub_1": ended, "/invoices?": list([]) };
  const open: Subscription = { ...READ, status: "incomplete" };
  expect(await payments.endAtPeriodEnd(open, true)).toMatchObject({ status: "incomplete_expired", endsAt: at(3) });
  expect(asked.filter(({ method }) => method === "POST")).toEqual([]);
});

test.each([
  ["no JSON", "<html>"],
  ["no list", { object: "list" }],
  ["no period", list([subscription({ items: list([{ id: "si_1", price: price() }]) })])],
  ["no item", list([subscription({ items: list([]) })])],
  ["a moment that is none", list([subscription({ created: "yesterday" })])],
])("an answer with %s is unreadable, or as good as none", async (_what, answer) => {
  answers = { "/subscriptions": answer };
  await expect(payments.subscriptionsOf(CUSTOMER)).rejects.toMatchObject({
    code: typeof answer === "string" ? "payments.unavailable" : "payments.unreadable",
  });
});

test("Stripe is asked in the version that was written for, by the key of now, and is told nothing of this machine", async () => {
  answers = { "/customers": { id: CUSTOMER, object: "customer", metadata: {} } };
  await payments.customer(CUSTOMER);
  key = "sk_test_second";
  await payments.customer(CUSTOMER);
  expect(asked.map(({ headers }) => headers.authorization)).toEqual(["Bearer sk_test_first", "Bearer sk_test_second"]);
  expect(asked.map(({ headers }) => headers["stripe-version"])).toEqual(["2026-10-28.endive", "2026-10-28.endive"]);
  expect(asked.filter(({ headers }) => headers["x-stripe-client-telemetry"] !== undefined)).toEqual([]);
});

test("news whose charge has no customer are nobody's; of an intent without a charge it is the intent's", async () => {
  answers = {
    "/disputes/du_1": { id: "du_1", charge: "ch_1", status: "needs_response" },
    "/charges/ch_1": { id: "ch_1", customer: null, status: "succeeded" },
    "/refunds/re_1": { id: "re_1", charge: null, payment_intent: "pi_1", status: "pending" },
    "/payment_intents/pi_1": { id: "pi_1", customer: CUSTOMER, status: "succeeded" },
    "/disputes/du_2": { id: "du_2", charge: "ch_gone", status: "lost" },
  };
  expect(await payments.subject("dispute", "du_1")).toEqual({ customer: undefined, status: "needs_response" });
  expect(await payments.subject("refund", "re_1")).toEqual({ customer: CUSTOMER, status: "pending" });
  expect(await payments.subject("dispute", "du_2")).toEqual({ customer: undefined, status: "lost" });
});
