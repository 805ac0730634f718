import type { News } from "@jules/core/billing/books";
import { instant, type MemberId } from "@jules/core/kernel";
import { lambdaContext, queueEvent } from "@jules/testkit/lambda";
import { memoryBooks } from "@jules/testkit/memory";
import { expect, test } from "vitest";
import { toMessage } from "../../queues/billing-news.ts";
import { countedBy } from "../../runtime/counted.ts";
import { recordingReporter } from "../../runtime/recording-reporter.ts";
import { createHandler } from "./handler.ts";

const NOW = instant("2026-11-20T17:00:00Z");

function setUp() {
  const world = memoryBooks({ now: () => NOW });
  const reporter = recordingReporter();
  const handler = createHandler({ reporter, books: { ...world.books, counted: countedBy(reporter) } });
  const payer = () => {
    const { id, customer } = world.memberWith();
    const subscription = world.paying.subscribe(customer);
    world.paying.know("subscription", subscription, { customer, status: "active" });
    return { id, customer, subscription };
  };
  let events = 0;
  const newsOf = (object: string, change: Partial<News> = {}): string => {
    events += 1;
    const type = "customer.subscription.updated";
    return JSON.stringify(
      toMessage({ id: `evt_${events}`, type, createdAt: NOW, object, member: undefined, ...change }),
    );
  };
  return {
    ...{ ...world, reporter, payer, newsOf },
    async handle(...bodies: readonly string[]) {
      const { batchItemFailures } = await handler(queueEvent(...bodies.map((body) => ({ body }))), lambdaContext());
      return batchItemFailures.map(({ itemIdentifier }) => itemIdentifier);
    },
    stateOf: (id: MemberId) => world.members.get(id)?.billing.subscription?.status,
    results: () => reporter.lines.map(({ fields }) => ("result" in fields ? fields.result : undefined)),
  };
}

test("a member who paid has what they paid for, and the log does not say who", async () => {
  const { handle, payer, newsOf, stateOf, reporter } = setUp();
  const { id, customer, subscription } = payer();
  expect(await handle(newsOf(subscription))).toEqual([]);
  expect(stateOf(id)).toBe("active");
  const fields = { type: "customer.subscription.updated", result: "written" };
  expect(reporter.lines).toEqual([{ line: "billing.heard", fields }]);
  expect(JSON.stringify(reporter.lines)).not.toMatch(new RegExp(`${id}|${customer}|${subscription}`));
});

test("news that fail come back, and hold up nobody else's", async () => {
  const { handle, payer, newsOf, stateOf, books, reporter, results } = setUp();
  const [one, other] = [payer(), payer()];
  const { subscriptionsOf } = books.payments;
  books.payments.subscriptionsOf = async (customer) => {
    if (customer === one.customer) throw new Error("scripted");
    return subscriptionsOf(customer);
  };
  const first = newsOf(one.subscription);
  expect(await handle(first, newsOf(other.subscription))).toEqual(["record-0"]);
  expect([stateOf(one.id), stateOf(other.id)]).toEqual([undefined, "active"]);
  books.payments.subscriptionsOf = subscriptionsOf;
  expect(await handle(first)).toEqual([]);
  expect([stateOf(one.id), results().at(-1), reporter.errors.length]).toEqual(["active", "written", 1]);
});

test("Stripe being down is counted as that", async () => {
  const { handle, payer, newsOf, reporter, paying } = setUp();
  const { subscription } = payer();
  paying.out(true);
  expect(await handle(newsOf(subscription))).toEqual(["record-0"]);
  expect(reporter.metrics).toMatchObject({ RecordsFailed: 1, PaymentsUnavailable: 1 });
});

test("bad input: news of nobody are acknowledged, and counted each", async () => {
  const { handle, payer, newsOf, members, reporter, results } = setUp();
  const { id, subscription } = payer();
  members.delete(id);
  expect(await handle(newsOf("sub_of_nobody"), newsOf(subscription))).toEqual([]);
  expect(results().filter(Boolean)).toEqual(["unknown-object", "gone"]);
  // What ran for who is gone was ended, which is counted by itself.
  expect(reporter.metrics).toMatchObject({ BillingNewsOfNobody: 2, ForeignCustomers: 1 });
});

test("bad input: what is no news is parked by the queue", async () => {
  const { handle, newsOf, reporter } = setUp();
  const strange = JSON.stringify({ ...JSON.parse(newsOf("sub_1")), object: "sub 1" });
  expect(await handle("no json", strange)).toEqual(["record-0", "record-1"]);
  expect(reporter.metrics.RecordsFailed).toBe(2);
});

test("a type that an older version had queued is let go", async () => {
  const { handle, newsOf, reporter } = setUp();
  expect(await handle(newsOf("in_1", { type: "invoice.created" }))).toEqual([]);
  expect(reporter.lines).toEqual([{ line: "billing.heard", fields: { type: "other", result: "unheeded" } }]);
});

test.each([
  ["charge.dispute.created", "dispute", "DisputesOpened"],
  ["radar.early_fraud_warning.created", "fraud-warning", "FraudWarnings"],
  ["refund.failed", "refund", "RefundsFailed"],
] as const)("%s is in the numbers", async (type, kind, metric) => {
  const { handle, payer, newsOf, reporter, paying } = setUp();
  paying.know(kind, "object_1", { customer: payer().customer, status: "failed" });
  expect(await handle(newsOf("object_1", { type }))).toEqual([]);
  expect(reporter.metrics[metric]).toBe(1);
});

test("somebody who paid twice is in the numbers, once", async () => {
  const { handle, payer, newsOf, reporter, paying } = setUp();
  const { customer, subscription } = payer();
  paying.subscribe(customer);
  await handle(newsOf(subscription), newsOf(subscription));
  expect(reporter.metrics.DoubleSubscriptions).toBe(1);
});
