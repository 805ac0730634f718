import { describe, expect, test } from "vitest";
import { type Instant, instant, instantPlus, type PhoneNumber, type TextId, textId } from "../kernel/index.ts";
import {
  type Assessment,
  agreed,
  asked,
  awaitsAnswer,
  awaitsConsentToFollowUp,
  type CrisisTier,
  type Episode,
  followedUp,
  heard,
  isQuestionDue,
  isReferralDue,
  judged,
  lapsed,
  mayReachOut,
  NO_EPISODE,
  opensHold,
  referred,
  released,
  riskLevel,
  type SecondOpinion,
  stepFor,
  UNREADABLE_EPISODE,
  weigh,
} from "./index.ts";

const HOUR_MS = 60 * 60_000;
const AT = instant("2026-11-20T17:00:00.000Z");
const after = (hours: number): Instant => instantPlus(AT, hours * HOUR_MS);
const [FIRST, SECOND, THIRD] = ["text-1", "text-2", "text-3"].map(textId) as [TextId, TextId, TextId];
const ANA = "+14155550123" as PhoneNumber;

function assessment(tier: CrisisTier, fields: Partial<Assessment> = {}): Assessment {
  return {
    ...{ tier, verdict: tier === "none" ? "clear" : "act", categories: tier === "none" ? [] : ["suicide"] },
    ...{ signals: [], score: 0, evidence: [], language: "en" },
    ...fields,
  };
}
const WATCH = assessment("none", { verdict: "watch" });
const NOTHING: SecondOpinion = { tier: "none", categories: [] };

function hears(...tiers: readonly CrisisTier[]): Episode {
  return tiers.reduce((episode, tier) => heard(episode, assessment(tier), AT), NO_EPISODE);
}

describe("what is heard", () => {
  test.each([
    [["concern"], "ATTENTIVE"],
    [["high"], "HOLD"],
    [["imminent"], "HOLD"],
    [["concern", "high"], "HOLD"],
    [["high", "concern"], "HOLD"],
  ] as const)("%j leads to %s", (tiers, state) => {
    expect(hears(...tiers).state).toBe(state);
  });

  test("the tier of an episode rises at once and never falls", () => {
    expect(hears("concern", "imminent", "concern").peak).toBe("imminent");
  });

  test("a hold is opened once", () => {
    expect(opensHold(NO_EPISODE, hears("high"))).toBe(true);
    expect(opensHold(hears("concern"), hears("concern", "high"))).toBe(true);
    expect(opensHold(hears("high"), hears("high", "imminent"))).toBe(false);
  });

  test("the same text heard twice counts once", () => {
    expect(heard(hears("high"), assessment("high"), AT)).toEqual(hears("high"));
  });

  test("one that comes late takes no time back", () => {
    const episode = heard(heard(NO_EPISODE, assessment("high"), after(5)), assessment("high"), AT);
    expect(episode).toMatchObject({ lastSignalAt: after(5), risk: { signals: 1, days: 1 } });
  });

  test("a new signal ends the check-in that was agreed, and takes the question back", () => {
    const calm = agreed(released(asked(hears("high"), after(24)), after(25), true), ANA, 3, after(25));
    expect(heard(calm, assessment("concern"), after(26))).toMatchObject({
      ...{ state: "ATTENTIVE", followUp: { kind: "none" }, questionAskedAt: undefined },
    });
  });
});

describe("time", () => {
  test("ends a concern a day after its last signal, and a hold never", () => {
    expect(lapsed(hears("concern"), after(23.9)).state).toBe("ATTENTIVE");
    expect(lapsed(hears("concern"), after(24)).state).toBe("NONE");
    expect(lapsed(hears("high"), after(24 * 365)).state).toBe("HOLD");
  });

  test("ends the days after a release", () => {
    const calm = released(hears("high"), after(30), true);
    expect(lapsed(calm, after(30 + 71.9)).state).toBe("FOLLOW_UP");
    expect(lapsed(calm, after(30 + 72))).toMatchObject({ state: "NONE", followUp: { kind: "none" } });
  });

  test("halves the risk in seven days", () => {
    expect(riskLevel(hears("high"), after(7 * 24))).toBeCloseTo(riskLevel(hears("high"), AT) / 2);
  });
});

describe("a referral", () => {
  test("of an episode is each a different step; a new episode begins anew", () => {
    const once = referred(hears("high"), AT, FIRST);
    const twice = referred(once, AT, SECOND);
    expect([NO_EPISODE, once, twice].map((episode) => stepFor(THIRD, episode, AT))).toEqual([1, 2, 3]);
  });

  test("beside another text is none of the steps, and a new episode begins anew", () => {
    const concern = referred(referred(hears("concern"), AT), AT, FIRST);
    expect([stepFor(SECOND, concern, after(1)), stepFor(SECOND, concern, after(24))]).toEqual([2, 1]);
  });

  test("that is sent once more is the same step, and one", () => {
    const once = referred(hears("high"), AT, FIRST);
    expect([stepFor(FIRST, once, AT), referred(once, AT, FIRST)]).toEqual([1, once]);
  });

  test("that is sent once more behind the next one is the same step all the same", () => {
    const twice = referred(referred(hears("high"), AT, FIRST), AT, SECOND);
    expect([FIRST, SECOND, THIRD].map((text) => stepFor(text, twice, AT))).toEqual([1, 2, 3]);
    expect(referred(twice, AT, FIRST)).toEqual(twice);
  });

  test("is due once a day, over the end of an episode as well", () => {
    const episode = referred(hears("concern"), after(20));
    expect([isReferralDue(hears("concern"), AT), isReferralDue(episode, after(21))]).toEqual([true, false]);
    const next = heard(episode, assessment("concern"), after(25));
    expect([isReferralDue(next, after(25)), isReferralDue(next, after(44))]).toEqual([false, true]);
  });
});

describe("the end of a hold", () => {
  test("is asked for a day after the last signal, once a day", () => {
    const hold = hears("high");
    expect([isQuestionDue(hold, after(23.9)), isQuestionDue(hold, after(24))]).toEqual([false, true]);
    const questioned = asked(hold, after(24));
    expect([isQuestionDue(questioned, after(47.9)), isQuestionDue(questioned, after(48))]).toEqual([false, true]);
    expect(isQuestionDue(hears("concern"), after(24))).toBe(false);
  });

  test("takes an answer that was given after the question, and none that is older", () => {
    const questioned = asked(hears("high"), after(24));
    expect([awaitsAnswer(questioned, after(24)), awaitsAnswer(questioned, after(24.1))]).toEqual([false, true]);
    expect(awaitsAnswer(hears("high"), after(30))).toBe(false);
    expect(awaitsAnswer(heard(questioned, assessment("high"), after(25)), after(26))).toBe(false);
  });

  test("is nothing outside a hold", () => {
    expect(released(hears("concern"), AT, true)).toEqual(hears("concern"));
  });

  test("offers a check-in, which is the next day's and ends the episode", () => {
    const calm = released(hears("high"), after(30), true);
    expect([awaitsConsentToFollowUp(calm, after(31)), awaitsConsentToFollowUp(calm, after(103))]).toEqual([
      true,
      false,
    ]);
    const agreeing = agreed(calm, ANA, 3, after(31));
    expect(agreeing.followUp).toEqual({ kind: "agreed", dueAt: after(55), to: ANA, consentVersion: 3 });
    expect(awaitsConsentToFollowUp(agreeing, after(31))).toBe(false);
    expect(followedUp(agreeing)).toMatchObject({ state: "NONE", followUp: { kind: "none" } });
  });

  test("by an operator offers nothing", () => {
    expect(released(hears("high"), AT, false)).toMatchObject({ state: "FOLLOW_UP", followUp: { kind: "none" } });
  });
});

test.each([
  ["nobody's crisis", "ACTIVE", NO_EPISODE, true],
  ["a concern", "ACTIVE", hears("concern"), false],
  ["a hold", "ACTIVE", hears("high"), false],
  ["a hold that was released", "ACTIVE", released(hears("high"), AT, true), true],
  ["one that cannot be read", "ACTIVE", UNREADABLE_EPISODE, false],
  ["a STOP", "OPTED_OUT", NO_EPISODE, false],
  ["somebody who never wrote", "NEW", NO_EPISODE, false],
] as const)("whether we may write first: %s", (_name, state, episode, may) => {
  expect(mayReachOut({ consent: { state } }, episode, after(1))).toBe(may);
});

describe("a text is weighed by what was said before it", () => {
  const calm = released(hears("high"), after(30), true);

  test.each([
    ["outside an episode", NO_EPISODE, AT],
    ["in a hold", hears("high"), after(1)],
    ["soon after a high danger", followedUp(calm), after(48)],
  ] as const)("half a sign %s is what the second look makes of it", (_name, episode, at) => {
    expect(weigh(WATCH, episode, at)).toEqual(WATCH);
    expect(judged(WATCH, NOTHING, episode, at).verdict).toBe("clear");
    expect(judged(WATCH, undefined, episode, at).tier).toBe("concern");
    expect(judged(WATCH, { tier: "high", categories: ["abuse"] }, episode, at).tier).toBe("high");
  });

  test("a farewell after thoughts of death is a high danger", () => {
    const farewell = assessment("concern", { signals: ["farewell"] });
    expect(weigh(farewell, NO_EPISODE, AT).tier).toBe("concern");
    expect(weigh(farewell, hears("concern"), after(1)).tier).toBe("high");
    expect(weigh(farewell, followedUp(calm), after(48)).tier).toBe("high");
    expect(weigh(farewell, followedUp(calm), after(24 * 30)).tier).toBe("concern");
    const hurt = heard(NO_EPISODE, assessment("concern", { categories: ["abuse"] }), AT);
    expect(weigh(farewell, hurt, after(1)).tier).toBe("concern");
  });

  test("a farewell that is half a sign is cleared by nobody's opinion after thoughts of death", () => {
    const farewell: Assessment = { ...WATCH, signals: ["farewell"] };
    expect(judged(farewell, NOTHING, NO_EPISODE, AT).verdict).toBe("clear");
    expect(judged(farewell, NOTHING, hears("concern"), after(1)).tier).toBe("high");
    expect(judged(farewell, undefined, hears("concern"), after(1)).tier).toBe("high");
  });

  test("what is clear stays clear, and nothing is lowered", () => {
    expect(weigh(assessment("none"), hears("imminent"), after(1))).toEqual(assessment("none"));
    const taken = assessment("imminent", { signals: ["retraction"] });
    expect(weigh(taken, hears("high"), after(1))).toEqual(taken);
  });
});
