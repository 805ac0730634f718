import { Failure, type Instant, instant, instantPlus, type MemberId } from "@jules/core/kernel";
import { lambdaContext } from "@jules/testkit/lambda";
import { memoryBooks } from "@jules/testkit/memory";
import { expect, test } from "vitest";
import { recordingReporter } from "../../runtime/recording-reporter.ts";
import { createHandler } from "./handler.ts";

const MINUTE_MS = 60_000;
const HOUR_MS = 60 * MINUTE_MS;
const DAY_MS = 24 * HOUR_MS;

function setUp() {
  let now = instant("2026-11-20T17:00:00Z");
  const world = memoryBooks({ now: () => now });
  const { books, paying, members } = world;
  const reporter = recordingReporter();
  let remainingMs = 300_000;
  const cron = createHandler({ reporter, books });
  const asked: (readonly [from: Instant, to: Instant])[] = [];
  const { changedBetween } = books.payments;
  books.payments.changedBetween = (from, to) => {
    asked.push([from, to]);
    return changedBetween(from, to);
  };
  return {
    ...{ ...world, reporter, asked },
    now: () => now,
    pass: (milliseconds: number) => {
      now = instantPlus(now, milliseconds);
    },
    remain: (milliseconds: number) => {
      remainingMs = milliseconds;
    },
    run: () => cron({}, { ...lambdaContext(), getRemainingTimeInMillis: () => remainingMs }),
    payer() {
      const { id, customer } = world.memberWith();
      return { id, customer, subscription: paying.subscribe(customer) };
    },
    stateOf: (id: MemberId) => members.get(id)?.billing.subscription?.status,
    counts: () => reporter.lines.findLast(({ line }) => line === "reconciliation.done")?.fields,
  };
}

const NOTHING = { compared: 0, drifted: 0, skipped: 0, failed: 0 };

test("whose news were lost has what they paid for all the same, and it is counted; the next run finds nothing", async () => {
  const { payer, pass, run, stateOf, counts, reporter } = setUp();
  const { id } = payer();
  pass(HOUR_MS);
  await run();
  expect(stateOf(id)).toBe("active");
  expect(counts()).toEqual({ ...NOTHING, compared: 1, drifted: 1, lagSeconds: 600 });
  expect(reporter.metrics).toMatchObject({ StandingsCompared: 1, StandingsDrifted: 1 });
  pass(HOUR_MS);
  await run();
  expect(counts()).toEqual({ ...NOTHING, lagSeconds: 600 });
});

test("who ended their plan, and of whom no news came, has it no longer", async () => {
  const { payer, pass, run, stateOf, paying, now } = setUp();
  const { id, subscription } = payer();
  pass(HOUR_MS);
  await run();
  paying.set(subscription, { status: "canceled", endsAt: now() });
  pass(HOUR_MS);
  await run();
  expect(stateOf(id)).toBe("canceled");
});

test("what is on its way is no drift: it is looked at when it would be there", async () => {
  const { payer, pass, run, counts } = setUp();
  pass(HOUR_MS);
  payer();
  pass(9 * MINUTE_MS);
  await run();
  expect(counts()).toMatchObject(NOTHING);
  pass(HOUR_MS);
  await run();
  expect(counts()).toMatchObject({ compared: 1, drifted: 1 });
});

test("who is as Stripe has them is compared, and nothing is written", async () => {
  const { payer, pass, run, counts, writes, books, members } = setUp();
  const { id } = payer();
  const member = members.get(id);
  const [known] = await books.payments.subscriptionsOf(member?.billing.customer ?? ("" as never));
  if (member) members.set(id, { ...member, billing: { ...member.billing, subscription: known } });
  pass(HOUR_MS);
  await run();
  expect([counts(), writes()]).toEqual([{ ...NOTHING, compared: 1, lagSeconds: 600 }, 0]);
});

test("the first run looks back three hours, the others to where the last one ended, by longer windows while nothing changes", async () => {
  const { pass, run, asked, now, books, payer } = setUp();
  const [ends, began] = [instantPlus(now(), -10 * MINUTE_MS), instantPlus(now(), -3 * HOUR_MS)];
  await run();
  expect(asked).toEqual([
    [began, instantPlus(began, HOUR_MS)],
    [instantPlus(began, HOUR_MS), ends],
  ]);
  expect(await books.billing.comparedUntil()).toBe(ends);
  pass(90 * MINUTE_MS);
  payer();
  pass(10 * HOUR_MS);
  await run();
  const hoursOf = asked.slice(2).map(([from, to]) => (Date.parse(to) - Date.parse(from)) / HOUR_MS);
  expect(hoursOf).toEqual([1, 2, 1, 2, 4, 1.5]);
  expect(asked[2]?.[0]).toBe(ends);
});

test("after months without a run it looks back as far as Stripe shows", async () => {
  const { run, asked, now, books } = setUp();
  await books.billing.noteCompared(instantPlus(now(), -100 * DAY_MS));
  await run();
  expect(asked[0]?.[0]).toBe(instantPlus(now(), -30 * DAY_MS));
  expect(asked.at(-1)?.[1]).toBe(instantPlus(now(), -10 * MINUTE_MS));
  expect(asked.length).toBeLessThan(40);
});

test("a customer of whom Stripe says what cannot be used is counted, and the mark moves on behind them", async () => {
  const { payer, pass, run, stateOf, counts, books, now } = setUp();
  const bad = payer();
  await run();
  pass(HOUR_MS);
  const { subscriptionsOf } = books.payments;
  books.payments.subscriptionsOf = async (customer) => {
    if (customer === bad.customer) throw new Failure("payments.unreadable", "scripted");
    return subscriptionsOf(customer);
  };
  await run();
  expect([stateOf(bad.id), counts()]).toEqual([undefined, { ...NOTHING, failed: 1, lagSeconds: 600 }]);
  expect(await books.billing.comparedUntil()).toBe(instantPlus(now(), -10 * MINUTE_MS));
});

test("one failure holds up nobody else, and is tried again from where it was", async () => {
  const { payer, pass, run, stateOf, counts, books, reporter, now } = setUp();
  const bad = payer();
  const good = payer();
  const start = instantPlus(now(), -10 * MINUTE_MS);
  await run();
  pass(HOUR_MS);
  const later = payer();
  const { subscriptionsOf } = books.payments;
  books.payments.subscriptionsOf = async (customer) => {
    if (customer === bad.customer) throw new Error("scripted");
    return subscriptionsOf(customer);
  };
  pass(HOUR_MS);
  await run();
  expect([bad, good, later].map(({ id }) => stateOf(id))).toEqual([undefined, "active", "active"]);
  expect(counts()).toMatchObject({ drifted: 2, failed: 1, lagSeconds: (2 * HOUR_MS + 10 * MINUTE_MS) / 1_000 });
  expect([reporter.metrics.ReconciliationsFailed, await books.billing.comparedUntil()]).toEqual([1, start]);
  books.payments.subscriptionsOf = subscriptionsOf;
  await run();
  expect([stateOf(bad.id), counts()]).toEqual(["active", { ...NOTHING, compared: 3, drifted: 1, lagSeconds: 600 }]);
});

test("while Stripe is down it asks a few times and leaves the rest to the next run", async () => {
  const { payer, pass, run, counts, paying, stateOf, reporter, asked } = setUp();
  const { id } = payer();
  pass(2 * HOUR_MS);
  paying.out(true);
  await run();
  expect(counts()).toMatchObject({ compared: 0 });
  expect(asked.length).toBeLessThanOrEqual(5);
  expect(reporter.metrics.PaymentsUnavailable).toBe(asked.length);
  paying.out(false);
  await run();
  expect(stateOf(id)).toBe("active");
});

test("a run that is short of time leaves the rest where it was", async () => {
  const { payer, pass, run, counts, remain, books, stateOf } = setUp();
  const { id } = payer();
  pass(HOUR_MS);
  remain(20_000);
  await run();
  expect([counts(), await books.billing.comparedUntil()]).toEqual([expect.objectContaining(NOTHING), undefined]);
  remain(300_000);
  const { changedBetween } = books.payments;
  books.payments.changedBetween = async function* (from, to) {
    for await (const customer of changedBetween(from, to)) {
      remain(20_000);
      yield customer;
    }
  };
  await run();
  expect(stateOf(id)).toBeUndefined();
  books.payments.changedBetween = changedBetween;
  remain(300_000);
  await run();
  expect(stateOf(id)).toBe("active");
});

test("customers who are nobody's here, or whose member is erased, are passed over", async () => {
  const { payer, pass, run, counts, paying, members } = setUp();
  const [strange, erased, foreign, deleted] = [payer(), payer(), payer(), payer()];
  paying.customers.set(strange.customer, { id: strange.customer, member: undefined, isDeleted: false });
  members.delete(erased.id);
  paying.customers.set(foreign.customer, { id: foreign.customer, member: deleted.id, isDeleted: false });
  paying.customers.set(deleted.customer, { id: deleted.customer, member: undefined, isDeleted: true });
  pass(HOUR_MS);
  await run();
  expect(counts()).toEqual({ ...NOTHING, skipped: 4, lagSeconds: 600 });
});
