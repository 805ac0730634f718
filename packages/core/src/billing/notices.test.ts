import { describe, expect, test } from "vitest";
import { type Instant, instant } from "../kernel/index.ts";
import { encodingOf, segmentsOf } from "../messaging/index.ts";
import { type Subscription, subscriptionId } from "./index.ts";
import { noticeText } from "./notice-texts.ts";
import { actionRequired, type NoticeCode, noticesOf } from "./notices.ts";

const START = "2026-11-01T12:00:00Z";
const day = (days: number): Instant => instant(Date.parse(START) + days * 24 * 60 * 60_000);

const MONTHLY: Subscription = {
  ...{ id: subscriptionId("sub_1"), status: "active", period: "month", createdAt: day(3) },
  ...{ periodStartsAt: day(3), periodEndsAt: day(33), trialEndsAt: undefined, endsAt: undefined },
  ...{ isCollectionPaused: false, paidUntil: undefined },
};
const YEARLY: Subscription = { ...MONTHLY, period: "year", periodEndsAt: day(368) };
const TRIAL: Subscription = { ...MONTHLY, status: "trialing", periodEndsAt: day(7), trialEndsAt: day(7) };
const LATE: Subscription = { ...MONTHLY, status: "past_due", periodStartsAt: day(33), periodEndsAt: day(63) };
const ENDING: Subscription = { ...MONTHLY, endsAt: day(33) };
const ENDED: Subscription = { ...ENDING, status: "canceled" };
const NOW = day(34);

const codes = (before: Subscription | undefined, after: Subscription | undefined) =>
  noticesOf(before, after, NOW).map(({ code, dueAt }) => (dueAt === NOW ? code : `${code} ${dueAt.slice(0, 10)}`));

describe("what is to be said because something changed", () => {
  test.each<readonly [string, Subscription | undefined, Subscription | undefined, readonly string[]]>([
    ["a plan began", undefined, MONTHLY, ["began"]],
    ["a year began", undefined, YEARLY, ["began", "renewal 2027-10-05"]],
    ["a trial began that is long enough", undefined, TRIAL, ["began", "trial-ending 2026-11-05"]],
    ["one of three days says by itself when it ends", undefined, { ...TRIAL, createdAt: day(4) }, ["began"]],
    ["a first payment is open", undefined, { ...MONTHLY, status: "incomplete" }, []],
    ["it came", { ...MONTHLY, status: "incomplete" }, MONTHLY, ["began"]],
    ["nothing changed", MONTHLY, MONTHLY, []],
    ["another month", MONTHLY, { ...MONTHLY, periodStartsAt: day(33), periodEndsAt: day(63) }, []],
    [
      "a month in which a year is over",
      MONTHLY,
      { ...MONTHLY, periodStartsAt: day(353), periodEndsAt: day(383) },
      ["renewal 2027-10-30"],
    ],
    ["another year", YEARLY, { ...YEARLY, periodStartsAt: day(368), periodEndsAt: day(733) }, ["renewal 2028-10-04"]],
    ["a payment failed", MONTHLY, LATE, ["payment-failed"]],
    ["it is still open", LATE, { ...LATE, trialEndsAt: day(1) }, []],
    ["it was paid", LATE, { ...LATE, status: "active" }, []],
    ["somebody ended it", MONTHLY, ENDING, ["ending"]],
    ["somebody kept it after all", ENDING, MONTHLY, []],
    ["silence ended it", MONTHLY, { ...ENDING, isCollectionPaused: true }, []],
    ["it is over", ENDING, ENDED, ["ended"]],
    ["Stripe gave up", LATE, { ...LATE, status: "unpaid" }, ["ended"]],
    ["and ended it", { ...LATE, status: "unpaid" }, ENDED, []],
    ["one that is over already is met", undefined, ENDED, []],
    ["a second one began", ENDED, { ...MONTHLY, id: subscriptionId("sub_2") }, ["began"]],
    ["everything is gone", MONTHLY, undefined, []],
  ])("%s", (_what, before, after, said) => {
    expect(codes(before, after)).toEqual(said);
  });

  test("of what ended at once with its collection paused only who asked for that is told", () => {
    const ended = { ...ENDED, isCollectionPaused: true };
    expect(noticesOf(MONTHLY, ended, NOW)).toMatchObject([{ code: "ended", isOfAsked: true }]);
    expect(noticesOf(LATE, { ...ended, periodStartsAt: LATE.periodStartsAt }, NOW)).toEqual([]);
  });

  test("found out twice, at whatever time, it has the same id", () => {
    const ids = (at: Instant) => noticesOf(MONTHLY, LATE, at).map(({ id }) => id);
    expect(ids(day(35))).toEqual(ids(day(34)));
    const other = { ...LATE, periodStartsAt: day(63), periodEndsAt: day(93) };
    expect(noticesOf(MONTHLY, other, day(64))[0]?.id).not.toBe(ids(day(34))[0]);
  });

  test("a bank that asks for its customer takes the place of the word that a payment failed", () => {
    expect(actionRequired(LATE, NOW).id).toBe(noticesOf(MONTHLY, LATE, NOW)[0]?.id);
  });
});

const said = (code: NoticeCode, subscription: Subscription | undefined, at: Instant, language: "en" | "es" = "en") =>
  noticeText(code, { createdAt: day(0), billing: { subscription } }, language, at)?.body;

test.each<readonly [NoticeCode, Subscription, Instant, string]>([
  ["began", MONTHLY, day(3), "Jules Plus has begun. It renews every month until you end it."],
  ["began", TRIAL, day(3), "The first payment is on Nov 8, then every month"],
  ["trial-ending", TRIAL, day(4), "Your trial of Jules Plus ends on Nov 8. Then your card is charged every month"],
  ["payment-failed", LATE, day(34), "Nothing changes until Dec 18; if it is still open then, the plan stops."],
  ["action-required", LATE, day(34), "Your bank wants you to confirm a payment for Jules Plus."],
  ["renewal", YEARLY, day(338), "Jules Plus renews by itself on Nov 4, and then every year until you end it."],
  ["ending", ENDING, day(20), "Jules Plus ends on Dec 4, and nothing more is charged."],
  ["ended", ENDED, day(33), "10 texts a day are free, and so is help in a crisis, always."],
  ["refunded", ENDED, day(90), "is being refunded"],
])("%s says what is so then, in two segments and without a sign that costs more", (code, subscription, at, words) => {
  const body = said(code, subscription, at) ?? "";
  expect(body).toContain(words);
  expect([encodingOf(body), segmentsOf(body) <= 2]).toEqual(["gsm-7", true]);
  const spanish = said(code, subscription, at, "es") ?? "";
  expect([spanish !== "", spanish.includes("{"), segmentsOf(spanish) <= 3]).toEqual([true, false, true]);
});

test.each<readonly [string, NoticeCode, Subscription | undefined, Instant]>([
  ["began, and was ended since", "began", ENDING, day(5)],
  ["began long ago", "began", MONTHLY, day(40)],
  ["the trial was ended", "trial-ending", { ...TRIAL, endsAt: day(7) }, day(4)],
  ["the trial is over", "trial-ending", MONTHLY, day(8)],
  ["it was paid", "payment-failed", { ...LATE, status: "active" }, day(35)],
  ["the plan has stopped already", "payment-failed", LATE, day(50)],
  ["it ends, and is not renewed", "renewal", ENDING, day(30)],
  ["it goes on after all", "ending", MONTHLY, day(20)],
  ["another one began", "ended", { ...MONTHLY, id: subscriptionId("sub_2") }, day(34)],
  ["nobody pays", "payment-failed", undefined, day(34)],
])("nothing is said any more where %s", (_what, code, subscription, at) => {
  expect(said(code, subscription, at)).toBeUndefined();
});

test("money that went back is news for as long as a bank takes to show it", () => {
  const refund = (at: Instant) =>
    noticeText("refunded", { createdAt: day(0), billing: {} as never }, "en", at, undefined, day(1));
  expect([refund(day(10))?.code, refund(day(12))]).toEqual(["billing-notice.refunded.en", undefined]);
});

test("a day is the one where its member lives", () => {
  const member = {
    createdAt: day(0),
    billing: { subscription: { ...ENDING, endsAt: instant("2026-12-04T03:00:00Z") } },
  };
  const on = (zone: string) => noticeText("ending", member, "en", day(20), zone as never)?.body.slice(0, 26);
  expect([on("America/New_York"), on("Europe/Madrid")]).toEqual([
    "Jules Plus ends on Dec 3, ",
    "Jules Plus ends on Dec 4, ",
  ]);
});
