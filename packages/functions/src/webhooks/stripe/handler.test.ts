import { createHmac } from "node:crypto";
import type { QueueEntry } from "@jules/adapters/sqs";
import { NEWS_TYPES } from "@jules/core/billing/books";
import { Failure, instant, millisecondsOf } from "@jules/core/kernel";
import { lambdaContext, restRequest } from "@jules/testkit/lambda";
import type { APIGatewayProxyResult } from "aws-lambda";
import { expect, test } from "vitest";
import { BillingNewsMessage, toNews } from "../../queues/billing-news.ts";
import { recordingReporter } from "../../runtime/recording-reporter.ts";
import { createHandler } from "./handler.ts";

const NOW = instant("2026-11-20T18:00:00Z");
const SECRET = "whsec_of_a_test";
const MEMBER = `m_${"0".repeat(32)}`;

const SUBSCRIPTION = {
  ...{ id: "sub_1", object: "subscription", customer: "cus_1", status: "active" },
  metadata: { member: MEMBER },
};

function eventOf(change: object = {}): object {
  return {
    ...{ id: "evt_1", object: "event", type: "customer.subscription.updated", livemode: true },
    ...{ created: millisecondsOf(NOW) / 1_000, api_version: "2026-10-28.endive", pending_webhooks: 1 },
    data: { object: SUBSCRIPTION, previous_attributes: { status: "past_due" } },
    request: { id: null, idempotency_key: null },
    ...change,
  };
}

const bytesOf = (event: object) => Buffer.from(JSON.stringify(event));

function sign(bytes: Uint8Array, secret = SECRET, secondsLater = 0): string {
  const seconds = millisecondsOf(NOW) / 1_000 + secondsLater;
  const signed = Buffer.concat([Buffer.from(`${seconds}.`), bytes]);
  return `t=${seconds},v1=${createHmac("sha256", secret).update(signed).digest("hex")}`;
}

function setUp(isLive = true) {
  const reporter = recordingReporter();
  const sent: QueueEntry[] = [];
  let isRefusing = false;
  let secrets = { StripeWebhookSecret: SECRET, StripeWebhookSecretPrevious: "" };
  let fresh = secrets;
  const handler = createHandler({
    ...{ reporter, isLive, clock: { now: () => NOW } },
    secrets: { read: async () => secrets, readAgain: async () => fresh },
    news: {
      async sendAll(entries) {
        if (isRefusing) throw new Failure("queue.refused", "scripted");
        sent.push(...entries);
      },
    },
  });
  async function post(
    bytes: Uint8Array,
    headers: Record<string, string> = { "Stripe-Signature": sign(bytes) },
    isBinary = true,
  ): Promise<number> {
    const body = isBinary ? bytes : Buffer.from(bytes).toString("utf8");
    const answer = await handler(restRequest({ resource: "/webhooks/stripe", headers, body }), lambdaContext());
    return (answer as APIGatewayProxyResult).statusCode;
  }
  return {
    ...{ reporter, sent, post },
    say: (change: object = {}) => post(bytesOf(eventOf(change))),
    results: () => reporter.lines.map(({ fields }) => ("result" in fields ? fields.result : undefined)),
    refuse: () => {
      isRefusing = true;
    },
    rotate: (next: Partial<typeof secrets>, at: "now" | "when-read-again") => {
      fresh = { ...secrets, ...next };
      if (at === "now") secrets = fresh;
    },
  };
}

test("news go on as ids, those of a customer one after the other, and one event once", async () => {
  const { say, sent, reporter } = setUp();
  expect(await say()).toBe(200);
  const [entry] = sent;
  expect([entry?.groupId, entry?.deduplicationId]).toEqual(["cus_1", "evt_1"]);
  expect(toNews(BillingNewsMessage.parse(JSON.parse(entry?.body ?? "")))).toEqual({
    ...{ id: "evt_1", type: "customer.subscription.updated", createdAt: "2026-11-20T18:00:00.000Z" },
    ...{ object: "sub_1", member: MEMBER },
  });
  expect(reporter.lines).toEqual([
    { line: "billing.received", fields: { type: "customer.subscription.updated", result: "queued" } },
  ]);
});

test("nothing of what stands in an event goes on, and nothing of it is logged", async () => {
  const { say, sent, reporter } = setUp();
  const object = { id: "cs_1", object: "checkout.session", customer: { id: "cus_1", email: "somebody@example.com" } };
  const details = { customer_details: { email: "somebody@example.com", name: "Robin Sample", phone: "+14155550123" } };
  await say({ type: "checkout.session.completed", data: { object: { ...object, ...details } } });
  expect(sent).toHaveLength(1);
  expect(JSON.stringify([sent, reporter.lines])).not.toMatch(/somebody|Robin|4155550123/);
  expect(sent[0]?.groupId).toBe("cus_1");
});

test("what names no customer stands in line behind itself", async () => {
  const { say, sent } = setUp();
  const object = { id: "dp_1", object: "dispute", charge: "ch_1", status: "needs_response", metadata: {} };
  await say({ type: "charge.dispute.created", data: { object } });
  expect(sent.map(({ groupId }) => groupId)).toEqual(["dp_1"]);
});

test.each(NEWS_TYPES)("%s is taken", async (type) => {
  const { say, sent } = setUp();
  expect([await say({ type }), sent.length]).toEqual([200, 1]);
});

test("the bytes count as they came: as text or in base64, with letters beyond ASCII", async () => {
  const { post, sent } = setUp();
  const odd = bytesOf(eventOf({ description: "ZOË Ñ\u{1F600}" }));
  expect(await post(odd)).toBe(200);
  expect(await post(odd, undefined, false)).toBe(200);
  expect(sent).toHaveLength(2);
});

const good = bytesOf(eventOf());

test.each<[string, Record<string, string>]>([
  ["no signature", {}],
  ["an empty one", { "stripe-signature": "" }],
  ["no scheme that we know", { "stripe-signature": sign(good).replace("v1=", "v0=") }],
  ["another secret's", { "stripe-signature": sign(good, "whsec_other") }],
  ["one of six minutes ago", { "stripe-signature": sign(good, SECRET, -360) }],
  ["one of in six minutes", { "stripe-signature": sign(good, SECRET, 360) }],
  ["one of other bytes", { "stripe-signature": sign(bytesOf(eventOf({ id: "evt_2" }))) }],
])("bad input: with %s it is forged: 400, and nothing is queued", async (_what, headers) => {
  const { post, sent, reporter } = setUp();
  expect(await post(good, headers)).toBe(400);
  expect(sent).toEqual([]);
  expect(reporter.metrics.ForgedStripeWebhooks).toBe(1);
});

test("bad input: a body of any size but Stripe's is refused unread", async () => {
  const { post, sent } = setUp();
  const large = bytesOf(eventOf({ description: "x".repeat(256 * 1024) }));
  expect([await post(large), sent]).toEqual([400, []]);
});

test.each<[string, string, object, string]>([
  ["an event of another's account", "foreign-account", { account: "acct_1" }, "BillingNewsUnfit"],
  ["a trial one where money is real", "other-mode", { livemode: false }, "BillingNewsUnfit"],
  ["a thin one", "thin", { object: "v2.core.event" }, "BillingNewsUnfit"],
  ["none that can be read", "unreadable", { data: 7 }, "BillingNewsUnfit"],
  ["one about nothing", "unreadable", { data: { object: {} } }, "BillingNewsUnfit"],
  ["one about no id", "unreadable", { data: { object: { id: "in 1" } } }, "BillingNewsUnfit"],
  ["one of a type that nothing follows from", "unheeded", { type: "payment_intent.created" }, "BillingNewsUnheeded"],
])("bad input: %s is acknowledged and counted, and nothing is queued", async (_what, result, change, metric) => {
  const { say, sent, results, reporter } = setUp();
  expect(await say(change)).toBe(200);
  expect([sent, results(), reporter.metrics]).toEqual([[], [result], expect.objectContaining({ [metric]: 1 })]);
});

test.each(["", "{}", "[]", "null", "no json"])(
  "bad input: a signed body %j is acknowledged and counted",
  async (body) => {
    const { post, sent, results } = setUp();
    expect([await post(Buffer.from(body)), sent, results()]).toEqual([200, [], ["unreadable"]]);
  },
);

test("where no money is real only what is not real counts", async () => {
  const { say, results } = setUp(false);
  await say({ livemode: true });
  await say({ livemode: false });
  expect(results()).toEqual(["other-mode", "queued"]);
});

test("another version of the API is heeded and counted: what we use of an event is the same in all of them", async () => {
  const { say, sent, reporter } = setUp();
  await say({ api_version: "2025-09-30.clover" });
  expect([sent.length, reporter.metrics.BillingNewsOfOtherVersion]).toEqual([1, 1]);
});

test("a rotated secret counts at once, and the one before it still does", async () => {
  const { post, rotate, sent } = setUp();
  rotate({ StripeWebhookSecret: "whsec_new", StripeWebhookSecretPrevious: SECRET }, "when-read-again");
  expect(await post(good, { "stripe-signature": sign(good, "whsec_new") })).toBe(200);
  rotate({ StripeWebhookSecret: "whsec_new", StripeWebhookSecretPrevious: SECRET }, "now");
  expect(await post(good)).toBe(200);
  expect(sent).toHaveLength(2);
});

test("no secret at all signs nothing", async () => {
  const { post, rotate } = setUp();
  rotate({ StripeWebhookSecret: "whsec_new", StripeWebhookSecretPrevious: "" }, "now");
  expect(await post(good, { "stripe-signature": sign(good, "") })).toBe(400);
});

test("a queue that fails is answered with 503, so that Stripe comes again", async () => {
  const { say, refuse, reporter } = setUp();
  refuse();
  expect(await say()).toBe(503);
  expect(reporter.lines).toEqual([{ line: "billing.refused", fields: { failure: "queue.refused" } }]);
});
