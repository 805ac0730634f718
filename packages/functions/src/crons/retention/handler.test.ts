import { Failure, instantPlus } from "@jules/core/kernel";
import type { PrivacyOrder } from "@jules/core/privacy";
import { MEMBER_NUMBER, number, OWN_NUMBER } from "@jules/testkit/builders";
import { lambdaContext } from "@jules/testkit/lambda";
import { expect, test } from "vitest";
import { createPrivacyWorld } from "../../../test/privacy.ts";
import { recordingReporter } from "../../runtime/recording-reporter.ts";
import { createHandler } from "./handler.ts";

const HOUR_MS = 60 * 60_000;
const YEAR_MS = 365 * 24 * HOUR_MS;

async function setUp() {
  const world = createPrivacyWorld();
  const { clock, stores } = world;
  const reporter = recordingReporter();
  const orders: PrivacyOrder[] = [];
  let remainingMs = 300_000;
  let refuses = false;
  const cron = createHandler({
    ...{ reporter, clock, members: stores.members, erasures: stores.erasures, owed: stores.owed },
    verifier: world.verifier,
    desk: {
      async submit(order) {
        if (refuses) throw new Failure("queue.refused", "scripted");
        orders.push(order);
      },
    },
  });
  const member = await stores.members.byNumber(MEMBER_NUMBER, OWN_NUMBER, clock.now());
  return {
    ...{ ...world, reporter, orders, member },
    run: () => cron({}, { ...lambdaContext(), getRemainingTimeInMillis: () => remainingMs }),
    isShortOfTime: () => {
      remainingMs = 10_000;
    },
    refuseOrders: () => {
      refuses = true;
    },
    counts: () => reporter.lines.findLast(({ line }) => line === "retention.done")?.fields,
    owedCounts: () => reporter.lines.findLast(({ line }) => line === "vendor-deletions.done")?.fields,
  };
}

test("nobody is due, and nothing is read but the schedule", async () => {
  const { run, orders, counts } = await setUp();
  await run();
  expect(orders).toEqual([]);
  expect(counts()).toEqual({ ordered: 0, kept: 0, overdue: 0, failed: 0 });
});

test("a child is due after 23 hours, and never later than a day", async () => {
  const { run, orders, clock, stores, member } = await setUp();
  await stores.members.changeAge(member, { state: "CHILD", by: "stated" }, clock.now());
  await stores.erasures.schedule(member.id, instantPlus(clock.now(), 23 * HOUR_MS), "child");
  clock.advance(23 * HOUR_MS - 60_000);
  await run();
  expect(orders).toEqual([]);
  clock.advance(60_000);
  await run();
  expect(orders.map(({ task, answer }) => ({ task, answer }))).toEqual([
    { task: { kind: "erase", because: "child" }, answer: undefined },
  ]);
});

test("a child who proved to be none is kept, and due for silence again", async () => {
  const { run, orders, clock, stores, member, counts } = await setUp();
  await stores.erasures.schedule(member.id, instantPlus(clock.now(), HOUR_MS), "child");
  clock.advance(HOUR_MS);
  await run();
  expect([orders, counts()]).toEqual([[], expect.objectContaining({ kept: 1 })]);
  expect(await stores.erasures.scheduled(member.id)).toEqual({
    dueAt: instantPlus(member.createdAt, YEAR_MS),
    reason: "silent",
  });
});

test("who was silent for a year is erased; who was not is looked at when they would be", async () => {
  const { run, orders, clock, stores, member } = await setUp();
  const other = await stores.members.byNumber(number("+14155550199"), OWN_NUMBER, clock.now());
  clock.advance(YEAR_MS / 2);
  // Of the other one nothing is heard.
  const change = { state: "ACTIVE", changedBy: "t", saidAt: clock.now(), cause: "wrote-first" } as const;
  await stores.members.changeConsent(member, change, clock.now());
  clock.advance(YEAR_MS / 2);
  await run();
  expect(orders.map(({ member: id }) => id)).toEqual([other.id]);
  clock.advance(YEAR_MS / 2);
  await run();
  expect(orders.map(({ member: id }) => id)).toContain(member.id);
});

test("the same erasure is ordered under the same reference until it is complete, and counts as overdue after a day", async () => {
  const { run, orders, clock, stores, member, reporter } = await setUp();
  await stores.erasures.schedule(member.id, clock.now(), "asked");
  await run();
  clock.advance(25 * HOUR_MS);
  await run();
  expect(new Set(orders.map(({ reference }) => reference)).size).toBe(1);
  expect(reporter.metrics).toMatchObject({ ErasuresOrdered: 2, ErasuresOverdue: 1 });
});

test("what a member who is gone has left in the schedule is ordered too", async () => {
  const { run, orders, clock, stores } = await setUp();
  const id = (await stores.members.byNumber(number("+14155550198"), OWN_NUMBER, clock.now())).id;
  await stores.erasure.everythingOf(id);
  await stores.erasures.schedule(id, clock.now(), "asked");
  await run();
  expect(orders.map(({ member }) => member)).toEqual([id]);
});

test("a queue that refuses costs nobody else's turn, and a run that is short of time leaves the rest", async () => {
  const { run, clock, stores, member, refuseOrders, counts, isShortOfTime, orders } = await setUp();
  await stores.erasures.schedule(member.id, clock.now(), "asked");
  refuseOrders();
  await run();
  expect(counts()).toMatchObject({ ordered: 0, failed: 1 });
  isShortOfTime();
  await run();
  expect(counts()).toMatchObject({ ordered: 0, failed: 0 });
  expect(orders).toEqual([]);
});

test("what Veriff owes is asked for until it is done, ever more seldom, and counts as overdue after a day", async () => {
  const { run, clock, stores, vendor, refuse, owedCounts, reporter, items } = await setUp();
  vendor.add("session-1");
  await stores.owed.note("session-1", clock.now());
  refuse("refused");
  let asked = 0;
  for (let quarter = 0; quarter < 4 * 24 * 4; quarter++) {
    await run();
    clock.advance(HOUR_MS / 4);
  }
  asked = reporter.metrics.VendorDeletionsFailed ?? 0;
  expect(asked).toBeGreaterThan(8);
  expect(asked).toBeLessThan(20);
  expect(reporter.metrics.VendorDeletionsOverdue).toBeGreaterThan(3);
  refuse(undefined);
  clock.advance(12 * HOUR_MS);
  await run();
  expect(owedCounts()).toEqual({ deleted: 1, owed: 0, overdue: 0 });
  expect(vendor.size).toBe(0);
  expect(items("members").map(({ sk }) => sk)).not.toContain("DELETION");
  await run();
  expect(owedCounts()).toEqual({ deleted: 0, owed: 0, overdue: 0 });
});

test("a vendor that has had enough for the hour is not asked for the rest in this run", async () => {
  const { run, clock, stores, refuse, reporter, owedCounts } = await setUp();
  for (let session = 0; session < 9; session++) await stores.owed.note(`session-${session}`, clock.now());
  refuse("unavailable");
  await run();
  expect(reporter.metrics.VendorDeletionsFailed).toBe(3);
  refuse(undefined);
  await run();
  expect(owedCounts()).toMatchObject({ deleted: 6 });
  clock.advance(HOUR_MS);
  await run();
  expect(owedCounts()).toMatchObject({ deleted: 3 });
});
