import { describe, expect, test } from "vitest";
import { type Instant, instant, instantPlus } from "../kernel/index.ts";
import { AGE_UNKNOWN, type Age, type AgeState } from "./age.ts";
import { signOfAge, yesOrNo } from "./signals.ts";
import {
  afterStatement,
  afterStatementInCrisis,
  afterVerification,
  type Finding,
  findingOf,
  isAgeQuestionDue,
  isWordDue,
} from "./transitions.ts";
import { verdictOf } from "./verification.ts";

const NOW = instant("2026-11-20T17:00:00Z");
const MINUTE = 60_000;
const ago = (minutes: number) => instantPlus(NOW, -minutes * MINUTE);

const age = (state: AgeState, fields: Partial<Age> = {}): Age => ({ ...AGE_UNKNOWN, state, version: 3, ...fields });
const say = (known: Age, text: string, at: Instant = NOW) =>
  afterStatement(known, { sign: signOfAge(text), answer: yesOrNo(text) }, at);
const stateAfter = (known: Age, text: string) => say(known, text).change?.state;

describe("R40: what somebody says makes them", () => {
  test.each<[AgeState, string, AgeState | undefined]>([
    ["UNKNOWN", "I'm 34", "CLAIMED_ADULT"],
    ["UNKNOWN", "I was born in 1990", "CLAIMED_ADULT"],
    ["UNKNOWN", "I was born in 2007", "CLAIMED_ADULT"],
    ["UNKNOWN", "I was born in 2008", "LIKELY_MINOR"],
    ["UNKNOWN", "I'm 17", "LIKELY_MINOR"],
    ["UNKNOWN", "I'm 13", "LIKELY_MINOR"],
    ["UNKNOWN", "in 8th grade", "LIKELY_MINOR"],
    ["UNKNOWN", "born in 1850", undefined],
    ["UNKNOWN", "I was born in 2040", undefined],
    ["UNKNOWN", "hello", undefined],
    ["CLAIMED_ADULT", "I'm 34", undefined],
    ["CLAIMED_ADULT", "I'm 15", "LIKELY_MINOR"],
    ["CLAIMED_ADULT", "I'm 11", "LIKELY_MINOR"],
    ["LIKELY_MINOR", "I'm 34", undefined],
    ["LIKELY_MINOR", "I was born in 1990", undefined],
    ["LIKELY_MINOR", "I'm 15", undefined],
    ["KNOWN_MINOR", "I'm 34", undefined],
    ["KNOWN_MINOR", "I'm 16", undefined],
    ["VERIFIED_ADULT", "I'm 15", undefined],
    ["VERIFIED_ADULT", "I was born in 2010", undefined],
    ["CHILD", "I'm 34", undefined],
    ["CHILD", "I'm 11", undefined],
  ])("%s, %j: %s", (before, text, after) => {
    expect(stateAfter(age(before), text)).toBe(after);
  });

  test("the year counts that has begun everywhere in the country", () => {
    const newYear = instant("2027-01-01T10:59:59Z");
    const known = age("UNKNOWN");
    expect(say(known, "I was born in 2008", newYear).change?.state).toBe("LIKELY_MINOR");
    expect(say(known, "I was born in 2008", instantPlus(newYear, 1_000)).change?.state).toBe("CLAIMED_ADULT");
  });
});

describe("R39: a child", () => {
  test.each<AgeState>(["UNKNOWN", "CLAIMED_ADULT", "LIKELY_MINOR", "KNOWN_MINOR", "VERIFIED_ADULT"])(
    "%s is asked one question at the first clear word, and is one at the second",
    (state) => {
      expect(say(age(state), "I'm 11").asksWhetherChild).toBe(true);
      // Their first clear word made a minor of whoever had proved nothing.
      const isProven = state === "KNOWN_MINOR" || state === "VERIFIED_ADULT";
      const asked = age(isProven ? state : "LIKELY_MINOR", { since: ago(2), childDoubtAt: ago(1) });
      for (const answer of ["yes", "Sí", "yeah", "Yes I am", "I'm 11 years old", "I'm eleven", "in 5th grade"]) {
        expect(stateAfter(asked, answer)).toBe("CHILD");
      }
    },
  );

  test.each(["yes", "sí", "in 5th grade", "I'm a 9"])(
    "after half a sign %j is the first clear word, not the second",
    (text) => {
      for (const state of ["UNKNOWN", "CLAIMED_ADULT"] as const) {
        const first = say(age(state, { childDoubtAt: ago(1) }), text);
        expect(first).toEqual({ asksWhetherChild: true, change: { state: "LIKELY_MINOR", by: "stated" } });
      }
      // Looked at again after a crash it is no second one either.
      expect(say(age("LIKELY_MINOR", { since: NOW, childDoubtAt: ago(1) }), text).change).toBeUndefined();
      expect(stateAfter(age("LIKELY_MINOR", { since: ago(2), childDoubtAt: ago(1) }), "yes")).toBe("CHILD");
    },
  );

  test.each([
    ...["I am a grown woman", "I am over 13", "I'm way over 13", "I am older than that", "I am a mother of three"],
    ...["yeah no", "claro que no", "obvio no", "Ya te dije que no", "y tu?", "kinda offended lol", "yeah I'm so tired"],
    ...["lol no", "haha no", "what? no", "of course not", "absolutely not", "Hell no", "I'm not 13", "ya", "no"],
  ])("%j takes nothing from who was asked because of half a sign", (text) => {
    for (const state of ["UNKNOWN", "CLAIMED_ADULT"] as const) {
      expect(stateAfter(age(state, { childDoubtAt: ago(1) }), text)).toBeUndefined();
    }
    expect(stateAfter(age("LIKELY_MINOR", { since: ago(2), childDoubtAt: ago(1) }), text)).toBeUndefined();
  });

  test("half a sign and no answer is asked about once more before it counts", () => {
    expect(say(age("UNKNOWN", { childDoubtAt: ago(5) }), "nice weather")).toEqual({ asksWhetherChild: true });
    const again = age("UNKNOWN", { childDoubtAt: ago(5), askedAt: ago(5) });
    expect(say(again, "nice weather")).toEqual({ change: { state: "LIKELY_MINOR", by: "signal" } });
  });

  test("the words that raised the doubt are not the answer to it as well", () => {
    expect(say(age("LIKELY_MINOR", { childDoubtAt: NOW }), "I'm 11")).toEqual({ asksWhetherChild: true });
  });

  test("half a sign takes nothing away before the answer, and proof outweighs it", () => {
    expect(say(age("CLAIMED_ADULT"), "I'm 7")).toEqual({ asksWhetherChild: true });
    expect(say(age("VERIFIED_ADULT"), "I'm 7")).toEqual({});
  });

  test.each([
    ["no", { liftsDoubt: true }],
    ["nope", { liftsDoubt: true }],
    ["I'm 40", { liftsDoubt: true }],
    ["I'm 15", { change: { state: "LIKELY_MINOR", by: "stated" } }],
    ["what do you mean", { asksWhetherChild: true }],
  ])("a grown-up who is asked and says %j: %j", (text, expected) => {
    expect(say(age("CLAIMED_ADULT", { childDoubtAt: ago(1) }), text)).toEqual(expected);
  });

  test("what came before the question could arrive is no answer, and after a day nobody waits for one", () => {
    const asked = (minutes: number) => age("CLAIMED_ADULT", { childDoubtAt: ago(minutes) });
    expect(say(asked(0.2), "what do you mean")).toEqual({ asksWhetherChild: true });
    expect(say(asked(25 * 60), "yes")).toEqual({});
  });
});

test.each<[AgeState, string, AgeState | undefined]>([
  ["UNKNOWN", "I'm 15 and I want to die", "LIKELY_MINOR"],
  ["UNKNOWN", "I'm 11 and I want to die", "LIKELY_MINOR"],
  ["CLAIMED_ADULT", "I'm 15 and I want to die", "LIKELY_MINOR"],
  ["UNKNOWN", "I'm a 9", undefined],
  ["UNKNOWN", "in 5th grade", undefined],
  ["UNKNOWN", "I'm 34", undefined],
  ["UNKNOWN", "2012", undefined],
  ["LIKELY_MINOR", "I'm 11", undefined],
  ["VERIFIED_ADULT", "I'm 11", undefined],
])("in a crisis %s who says %j: %s", (state, text, after) => {
  const asked = age(state, { childDoubtAt: ago(1), askedAt: ago(1), asks: 1 });
  expect(afterStatementInCrisis(asked, signOfAge(text), NOW).change?.state).toBe(after);
});

describe("a number alone", () => {
  test("counts as the answer for a day after the question, and never otherwise", () => {
    const asked = (minutes: number) => age("UNKNOWN", { askedAt: ago(minutes), asks: 1 });
    expect(stateAfter(asked(1), "1987")).toBe("CLAIMED_ADULT");
    expect(stateAfter(asked(1), "2012")).toBe("LIKELY_MINOR");
    expect(stateAfter(asked(25 * 60), "2012")).toBeUndefined();
    expect(stateAfter(age("UNKNOWN"), "2012")).toBeUndefined();
    expect(stateAfter(age("CLAIMED_ADULT", { askedAt: ago(1), asks: 1 }), "2012")).toBeUndefined();
  });
});

test("who says nothing is asked at the second reply, once more a day later, and then never", () => {
  const asked = (asks: number, minutes: number) => age("UNKNOWN", { asks, askedAt: ago(minutes) });
  expect(isAgeQuestionDue(age("UNKNOWN"), false, NOW)).toBe(false);
  expect(isAgeQuestionDue(age("UNKNOWN"), true, NOW)).toBe(true);
  expect(isAgeQuestionDue(asked(1, 23 * 60), true, NOW)).toBe(false);
  expect(isAgeQuestionDue(asked(1, 24 * 60), true, NOW)).toBe(true);
  expect(isAgeQuestionDue(asked(2, 48 * 60), true, NOW)).toBe(false);
  for (const state of ["CLAIMED_ADULT", "VERIFIED_ADULT", "LIKELY_MINOR", "KNOWN_MINOR", "CHILD"] as const) {
    expect(isAgeQuestionDue(age(state), true, NOW)).toBe(false);
  }
});

test("what is said instead of an answer is said at once in a new state, and then once an hour", () => {
  expect(isWordDue(age("LIKELY_MINOR", { since: ago(1) }), NOW)).toBe(true);
  expect(isWordDue(age("LIKELY_MINOR", { since: ago(1), askedAt: ago(5) }), NOW)).toBe(true);
  expect(isWordDue(age("LIKELY_MINOR", { since: ago(90), askedAt: ago(59) }), NOW)).toBe(false);
  expect(isWordDue(age("LIKELY_MINOR", { since: ago(90), askedAt: ago(60) }), NOW)).toBe(true);
});

describe("R41: what a verification proves", () => {
  const document = { method: "document", threshold: 18 } as const;
  test.each<[object, Finding]>([
    [{ dateOfBirth: "1998-04-12" }, { kind: "adult", ...document }],
    [{ dateOfBirth: "2008-11-20" }, { kind: "adult", ...document }],
    [{ dateOfBirth: "2008-11-21" }, { kind: "minor", ...document }],
    [{ dateOfBirth: "2013-11-20" }, { kind: "minor", ...document }],
    [{ dateOfBirth: "2013-11-21" }, { kind: "child", ...document }],
    [
      { dateOfBirth: "2010-01-31", estimatedAge: 40 },
      { kind: "minor", ...document },
    ],
    [{ dateOfBirth: "2030-01-01" }, { kind: "impossible-date" }],
    [{ dateOfBirth: "1850-01-01" }, { kind: "impossible-date" }],
    [{ dateOfBirth: "soon", estimatedAge: 40 }, { kind: "impossible-date" }],
    [{ estimatedAge: 25 }, { kind: "adult", method: "estimation", threshold: 25 }],
    [{ estimatedAge: 24.9 }, { kind: "needs-document", threshold: 25 }],
    [{ estimatedAge: 3 }, { kind: "needs-document", threshold: 25 }],
    [{ estimatedAge: Number.NaN }, { kind: "no-date" }],
    [{ estimatedAge: 400 }, { kind: "no-date" }],
    [{}, { kind: "no-date" }],
  ])("%j: %j", (read, finding) => {
    expect(findingOf(read, 25, NOW)).toEqual(finding);
  });

  test("only what was approved proves anything", () => {
    const decision = {
      ...{ session: "s", attempt: "a", decidedAt: NOW, reference: undefined, dateOfBirth: "1990-01-01" },
      estimatedAge: undefined,
    };
    for (const status of ["declined", "resubmission", "expired", "abandoned", "review", "other"] as const) {
      expect(verdictOf({ ...decision, status }, 25, NOW).finding).toBeUndefined();
    }
    expect(verdictOf({ ...decision, status: "approved" }, 25, NOW)).not.toHaveProperty("dateOfBirth");
  });

  test.each<[AgeState, Finding["kind"], AgeState | undefined]>([
    ["LIKELY_MINOR", "adult", "VERIFIED_ADULT"],
    ["CHILD", "adult", "VERIFIED_ADULT"],
    ["VERIFIED_ADULT", "adult", undefined],
    ["UNKNOWN", "minor", "KNOWN_MINOR"],
    ["VERIFIED_ADULT", "minor", "KNOWN_MINOR"],
    ["CHILD", "minor", undefined],
    ["UNKNOWN", "child", "CHILD"],
    ["LIKELY_MINOR", "no-date", undefined],
    ["LIKELY_MINOR", "impossible-date", undefined],
    ["LIKELY_MINOR", "needs-document", undefined],
  ])("%s, found %s: %s", (before, kind, after) => {
    const finding = { kind, method: "document", threshold: 18 } as Finding;
    const change = afterVerification(age(before), finding, "session-1");
    expect(change?.state).toBe(after);
    if (change) expect(change).toMatchObject({ by: "verification", session: "session-1", threshold: 18 });
  });
});
