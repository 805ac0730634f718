import { expect, test } from "vitest";
import { instant } from "../kernel/index.ts";
import { entitledIf, PLANS, type Subscription, standingOf, subscriptionId } from "./index.ts";

const CREATED = instant("2026-11-01T12:00:00Z");
const day = (days: number) => instant(Date.parse(CREATED) + days * 24 * 60 * 60_000);

const PAID: Subscription = {
  ...{ id: subscriptionId("sub_1"), status: "active", period: "month", createdAt: day(3) },
  ...{ periodStartsAt: day(3), periodEndsAt: day(33), trialEndsAt: undefined, endsAt: undefined },
  ...{ isCollectionPaused: false, paidUntil: undefined },
};

const standing = (at: number, change?: Partial<Subscription>) =>
  standingOf({ createdAt: CREATED, billing: { subscription: change && { ...PAID, ...change } } }, day(at));

const FULL = PLANS.plus.entitles;
const FREE = PLANS.free.entitles;

test.each([
  ["has everything for seven days", 6.9, undefined, "trialing", FULL],
  ["has what is free after them", 7, undefined, "ended", FREE],
  ["has everything while they pay", 20, {}, "active", FULL],
  ["and until the end of what they paid, when they ended it", 20, { endsAt: day(33) }, "active", FULL],
  ["also where nothing more is collected", 20, { endsAt: day(33), isCollectionPaused: true }, "active", FULL],
  ["has everything in a trial that a plan follows", 10, { status: "trialing", trialEndsAt: day(12) }, "trialing", FULL],
  ["keeps everything while a payment is late", 40, { status: "past_due", periodStartsAt: day(33) }, "grace", FULL],
  ["for fourteen days", 47, { status: "past_due", periodStartsAt: day(33) }, "ended", FREE],
  ["has what is free once Stripe gave up", 40, { status: "unpaid" }, "ended", FREE],
  ["has what is free once it ended", 40, { status: "canceled", endsAt: day(33) }, "ended", FREE],
  ["keeps their first days when it ended within them", 4, { status: "canceled", endsAt: day(4) }, "trialing", FULL],
  ["keeps what is paid when it is paused", 20, { isCollectionPaused: true, paidUntil: day(33) }, "active", FULL],
  ["and then what is free", 34, { isCollectionPaused: true, paidUntil: day(33) }, "paused", FREE],
  ["keeps what is paid when somebody else paused it", 20, { isCollectionPaused: true }, "active", FULL],
  ["and then what is free as well", 34, { isCollectionPaused: true }, "paused", FREE],
  ["keeps their first days when Stripe paused it within them", 4, { status: "paused" }, "trialing", FULL],
  [
    "keeps their first days when it is paused and paid no longer",
    ...[6, { isCollectionPaused: true, paidUntil: day(5) }, "trialing", FULL],
  ],
  ["has what is free when Stripe paused it", 34, { status: "paused" }, "paused", FREE],
  ["has what is free while a first payment is open", 20, { status: "incomplete" }, "ended", FREE],
  ["loses nothing by a word of Stripe's that nobody knows", 20, { status: "other" }, "active", FULL],
] as const)("a member %s", (_what, at, change, state, entitles) => {
  expect(standing(at, change)).toMatchObject({ state, entitles });
});

test("where nothing is sold everybody has everything", () => {
  const paying = { createdAt: CREATED, billing: { subscription: undefined } };
  expect(entitledIf(false)(paying, day(100))).toEqual(FULL);
  expect(entitledIf(true)(paying, day(100))).toEqual(FREE);
});
