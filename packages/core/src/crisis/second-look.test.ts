import { describe, expect, test } from "vitest";
import {
  type Assessment,
  type CrisisCategory,
  type CrisisSignal,
  type CrisisVerdict,
  isAtLeast,
  raisedBy,
  type SecondOpinion,
  TIERS,
  together,
} from "./index.ts";

const CATEGORIES: readonly CrisisCategory[] = ["suicide", "self-harm", "violence", "abuse"];
const SETS: readonly (readonly CrisisCategory[])[] = Array.from({ length: 2 ** CATEGORIES.length }, (_, bits) =>
  CATEGORIES.filter((_category, index) => (bits >> index) & 1),
);
const SIGNALS: readonly (readonly CrisisSignal[])[] = [[], ["retraction", "farewell"]];

/** Every assessment that stage 1 can make, up to its score and evidence. */
const ASSESSMENTS: readonly Assessment[] = (["clear", "watch", "act"] as const).flatMap((verdict) =>
  SETS.flatMap((categories) =>
    SIGNALS.flatMap((signals) =>
      tiersOf(verdict).map((tier) => ({
        ...{ tier, verdict, categories, signals, score: 0.4, evidence: ["suicide.passive"], language: "es" as const },
      })),
    ),
  ),
);

function tiersOf(verdict: CrisisVerdict) {
  return TIERS.filter((tier) => (tier !== "none") === (verdict === "act"));
}

const OPINIONS: readonly SecondOpinion[] = TIERS.flatMap((tier) => SETS.map((categories) => ({ tier, categories })));
const ANSWERS: readonly (SecondOpinion | undefined)[] = [undefined, ...OPINIONS];

/** Every assessment with every answer, and what becomes of it; a table of thousands, so it is one test per rule. */
const CASES = ASSESSMENTS.flatMap((before) =>
  ANSWERS.map((opinion) => ({ before, opinion, after: raisedBy(before, opinion) })),
);

type Case = (typeof CASES)[number];

function violations(holds: (each: Case) => boolean): readonly Case[] {
  return CASES.filter((each) => !holds(each));
}

describe("after a second look", () => {
  test("an act is an act, of the same tier or a graver one, with all its categories", () => {
    const wrong = violations(
      ({ before, after }) =>
        before.verdict !== "act" ||
        (after.verdict === "act" &&
          isAtLeast(after.tier, before.tier) &&
          before.categories.every((category) => after.categories.includes(category))),
    );
    expect(wrong).toEqual([]);
  });

  test("no tier is lower than before, and none lower than the opinion's", () => {
    const wrong = violations(
      ({ before, opinion, after }) =>
        isAtLeast(after.tier, before.tier) && (!opinion || isAtLeast(after.tier, opinion.tier)),
    );
    expect(wrong).toEqual([]);
  });

  test("no tier is graver than one of the two said, but for a watch without an answer", () => {
    const wrong = violations(({ before, opinion, after }) =>
      before.verdict === "watch" && !opinion
        ? after.tier === "concern"
        : after.tier === before.tier || after.tier === opinion?.tier,
    );
    expect(wrong).toEqual([]);
  });

  test("a watch is decided: clear when there was nothing to see, else an act", () => {
    const wrong = violations(
      ({ before, opinion, after }) =>
        before.verdict !== "watch" || after.verdict === (opinion?.tier === "none" ? "clear" : "act"),
    );
    expect(wrong).toEqual([]);
  });

  test("a clear text is only raised by somebody who saw something", () => {
    const wrong = violations(
      ({ before, opinion, after }) =>
        before.verdict !== "clear" || (opinion && opinion.tier !== "none" ? after.verdict === "act" : after === before),
    );
    expect(wrong).toEqual([]);
  });

  test("the tier is none unless the verdict is act, and an act names a category", () => {
    const wrong = violations(
      ({ before, after }) =>
        after === before ||
        (after.verdict === "act"
          ? after.tier !== "none" && after.categories.length > 0
          : after.tier === "none" && after.categories.length === 0),
    );
    expect(wrong).toEqual([]);
  });

  test("what was seen is kept once each: the opinion's categories are added, and none of one that saw nothing", () => {
    const wrong = violations(({ before, opinion, after }) => {
      const seen = opinion && opinion.tier !== "none" ? opinion.categories : [];
      const all = new Set([...before.categories, ...seen]);
      const expected = after.verdict === "clear" && before.verdict === "watch" ? [] : [...all];
      const assumed = after.verdict === "act" && before !== after && expected.length === 0 ? ["suicide"] : expected;
      return JSON.stringify([...after.categories].sort()) === JSON.stringify([...assumed].sort());
    });
    expect(wrong).toEqual([]);
  });

  test("signals, score and language are stage 1's, and its evidence stays", () => {
    const wrong = violations(
      ({ before, after }) =>
        after.signals === before.signals &&
        after.score === before.score &&
        after.language === before.language &&
        before.evidence.every((code) => after.evidence.includes(code)),
    );
    expect(wrong).toEqual([]);
  });

  test("a second time changes nothing more", () => {
    const wrong = violations(
      ({ opinion, after }) => JSON.stringify(raisedBy(after, opinion)) === JSON.stringify(after),
    );
    expect(wrong).toEqual([]);
  });
});

const WATCHED: Assessment = {
  ...{ tier: "none", verdict: "watch", categories: [], signals: [], score: 0.4, evidence: [], language: "en" },
};

test("a watch without an answer counts as a concern, and says so", () => {
  expect(raisedBy(WATCHED, undefined)).toMatchObject({
    ...{ tier: "concern", verdict: "act", categories: ["suicide"], evidence: ["second-look.unanswered"] },
  });
});

test("the evidence says what the second look made of it", () => {
  expect(raisedBy(WATCHED, { tier: "high", categories: ["abuse"] }).evidence).toEqual(["second-look.high"]);
  expect(raisedBy(WATCHED, { tier: "none", categories: [] }).evidence).toEqual(["second-look.none"]);
});

describe("two opinions", () => {
  const PAIRS = OPINIONS.flatMap((one) => OPINIONS.map((other) => ({ one, other })));

  test("are one: the graver tier, and the categories of both", () => {
    const wrong = PAIRS.filter(({ one, other }) => {
      const { tier, categories } = together(one, other);
      const expected = new Set([one, other].flatMap((each) => (each.tier === "none" ? [] : each.categories)));
      return !(
        [one.tier, other.tier].includes(tier) &&
        isAtLeast(tier, one.tier) &&
        isAtLeast(tier, other.tier) &&
        categories.length === expected.size &&
        categories.every((category) => expected.has(category))
      );
    });
    expect(wrong).toEqual([]);
  });

  test("are the same whoever is asked first", () => {
    const told = (one: SecondOpinion, other: SecondOpinion) => {
      const { tier, categories } = together(one, other);
      return `${tier} ${[...categories].sort()}`;
    };
    expect(PAIRS.filter(({ one, other }) => told(one, other) !== told(other, one))).toEqual([]);
  });
});
