import { describe, expect, test } from "vitest";
import { type FixedText, fixedText } from "../disclosure/index.ts";
import { instant, type PhoneNumber } from "../kernel/index.ts";
import { assess } from "./assessing/index.ts";
import {
  CRISIS_TEMPLATES,
  crisisReply,
  type ReferralCount,
  referral,
  referralYear,
  referralYears,
  totalOf,
} from "./index.ts";
import { templateName } from "./referrals.ts";

const AT = instant("2026-11-20T17:00:00.000Z");
const SAN_FRANCISCO = "+14155550123" as PhoneNumber;

describe("a referral", () => {
  test("is counted by year, state, tier, template and language, and by nothing else", () => {
    const reply = crisisReply(assess("quiero matarme"), 1);
    expect(referral(AT, SAN_FRANCISCO, "high", reply)).toEqual({
      year: 2026,
      state: "CA",
      tier: "high",
      template: `crisis.suicide-high.1@${reply.version}`,
      language: "es",
    });
  });

  test.each(["+18005550123", "+14165550123", "+447911123456"])("to %s is one to an unknown state", (number) => {
    expect(referral(AT, number as PhoneNumber, "concern", fixedText("help")).state).toBe("unknown");
  });

  test.each(["+14155550123", "m_0123456789abcdef0123456789abcdef", "I want to die", "", "a.2026-11-20"])(
    "keeps nothing of a template that is named like %j",
    (code) => {
      const template: FixedText = { code, version: 1, body: "" };
      expect(referral(AT, SAN_FRANCISCO, "high", template).template).toBe("unnamed@0");
    },
  );

  test("names every text that can be sent in a crisis", () => {
    const names = CRISIS_TEMPLATES.map((template) => referral(AT, SAN_FRANCISCO, "high", template).template);
    expect(names).not.toContain("unnamed@0");
    expect(names.map(templateName)).toEqual(names);
    expect(new Set(names).size).toBe(CRISIS_TEMPLATES.length / 2);
  });
});

describe("the year", () => {
  test.each([
    ["2027-01-01T07:59:59.999Z", 2026],
    ["2027-01-01T08:00:00.000Z", 2027],
    ["2026-12-31T23:59:59.000Z", 2026],
    ["2026-07-01T00:00:00.000Z", 2026],
  ])("of %s is %i, as in California", (at, year) => {
    expect(referralYear(instant(at))).toBe(year);
  });

  test("is counted from 2026 on", () => {
    expect(referralYears(AT)).toEqual([2026]);
    expect(referralYears(instant("2028-05-01T00:00:00Z"))).toEqual([2028, 2027, 2026]);
  });
});

test("totals are over everything, or over one state", () => {
  const one = referral(AT, SAN_FRANCISCO, "high", crisisReply(assess("I want to die"), 1));
  const counts: ReferralCount[] = [
    { ...one, count: 3 },
    { ...one, tier: "imminent", count: 2 },
    { ...one, state: "NY", count: 5 },
  ];
  expect([totalOf(counts), totalOf(counts, "CA"), totalOf(counts, "WA"), totalOf([])]).toEqual([10, 5, 0, 0]);
});
