import { expect, test } from "vitest";
import { instant, instantPlus } from "../kernel/index.ts";
import { encodingOf, segmentsOf } from "../messaging/index.ts";
import { billingText, endingTold, standingTold, type Told, withoutStop } from "./answers.ts";
import { PLANS } from "./index.ts";
import { type Subscription, subscriptionId } from "./subscription.ts";

const DAY = instant("2026-12-20T20:00:00Z");
const NOW = instant("2026-11-20T20:00:00Z");
const LINK = `https://jules.example/b/${"x".repeat(55)}`;
const SUBSCRIPTION: Subscription = {
  ...{ id: subscriptionId("sub_1"), status: "active", period: "month", createdAt: NOW, periodStartsAt: NOW },
  ...{ periodEndsAt: DAY, trialEndsAt: undefined, endsAt: undefined, isCollectionPaused: false, paidUntil: undefined },
};

const TOLD = (
  [
    ...["offer", "has-it", "page", "page-or-text", "first-days", "free", "trial", "renews", "ends", "late", "paused"],
    ...["end-on", "end-renewed", "end-now", "end-paid", "none", "not-now", "not-sold"],
  ] as Told["text"][]
).map((text): Told => ({ text, link: LINK, day: DAY, period: "year" }));

test.each(TOLD)("$text fits into few segments, leaves no gap, and asks nobody to stay", (told) => {
  const english = billingText(told, "en").body;
  const spanish = billingText(told, "es").body;
  expect([encodingOf(english), segmentsOf(english) <= 2, segmentsOf(spanish) <= 4]).toEqual(["gsm-7", true, true]);
  expect(`${english} ${spanish}`).not.toMatch(
    /[{}]| {2}|sorry|miss you|are you sure|stay|lose|sad|discount|offer|off\b|seguro|extra\u00F1|pierdes|descuento/i,
  );
});

test("the offer promises nothing that the terms limit", () => {
  const words = (["en", "es"] as const).map((language) => billingText({ text: "offer", link: LINK }, language).body);
  expect(words.join()).toMatch(/many more texts a day.*muchos m\u00E1s mensajes al d\u00EDa/);
  expect(words.join()).not.toMatch(/no limit|unlimited|sin l\u00EDmite|ilimitad/i);
});

test.each(TOLD)("$text says how to leave only where it may be said", (told) => {
  for (const language of ["en", "es"] as const) {
    const whole = billingText(told, language);
    const { body } = withoutStop(whole);
    expect([body.includes("STOP"), whole.body.startsWith(body), body.endsWith(".") || body === whole.body]).toEqual([
      ...[false, true, true],
    ]);
  }
});

const standing = { isPaid: true, until: DAY, entitles: PLANS.plus.entitles } as const;

test.each([
  ["active", { text: "end-on", day: DAY }],
  ["trialing", { text: "end-on", day: DAY }],
  ["grace", { text: "end-now" }],
  ["paused", { text: "end-now" }],
] as const)("who ends a plan that is %s is told when it ends", (state, told) => {
  expect(endingTold({ ...standing, state }, SUBSCRIPTION, NOW)).toEqual(told);
});

test("a day that has passed is never named", () => {
  expect(endingTold({ ...standing, state: "active", until: NOW }, SUBSCRIPTION, DAY)).toEqual({ text: "end-paid" });
});

test.each([
  ["a minute", 1, "end-renewed"],
  ["two hours", 119, "end-renewed"],
  ["longer", 121, "end-on"],
] as const)("of one that was renewed %s ago it is open whether that is paid", (_ago, minutes, text) => {
  const periodStartsAt = instantPlus(NOW, -minutes * 60_000);
  const renewed = { ...SUBSCRIPTION, createdAt: instantPlus(NOW, -30 * 24 * 60 * 60_000), periodStartsAt };
  const told = endingTold({ ...standing, state: "active" }, renewed, NOW);
  expect([told.text, told.day]).toEqual([text, DAY]);
  // What was bought a moment ago is paid.
  expect(endingTold({ ...standing, state: "active" }, { ...renewed, createdAt: periodStartsAt }, NOW).text).toBe(
    "end-on",
  );
});

test("of one that was just renewed both are said", () => {
  const told = { text: "end-renewed", day: DAY, period: "month" } as const;
  expect(billingText(told, "en").body).toMatch(
    /If the new month is paid already, it runs until Dec 20;.* within the hour\./,
  );
});

test("a trial that was ended is not said to be charged", () => {
  const ended = { ...SUBSCRIPTION, status: "trialing", endsAt: DAY } as const;
  expect(standingTold({ ...standing, state: "trialing" }, ended)).toEqual({ text: "ends", day: DAY });
});
