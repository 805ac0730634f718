import { describe, expect, test } from "vitest";
import { instant, textId } from "../kernel/index.ts";
import {
  afterSuspension,
  awaitsConsent,
  blockOfChild,
  type Consent,
  type ConsentState,
  effectOfWriting,
  keywordEffect,
  mayLeave,
  remembersStop,
  suspensionEndsAt,
  unclearEffect,
} from "./index.ts";

const consent = (state: ConsentState, changedBy = "earlier"): Consent => ({
  ...{ state, scope: "replies", version: 3, changedBy },
  changedAt: instant("2026-11-20T17:00:05Z"),
  saidAt: instant("2026-11-20T17:00:00Z"),
});

const text = (id: string, saidAt = "2026-11-20T17:01:00Z") => ({ id: textId(id), saidAt: instant(saidAt) });

const STATES = ["NEW", "PENDING", "ACTIVE", "SUSPENDED", "OPTED_OUT", "BLOCKED"] as const;

describe("a control word", () => {
  test.each(["NEW", "PENDING", "ACTIVE"] as const)("STOP opts a member in state %s out and is confirmed", (state) => {
    expect(keywordEffect("STOP", consent(state), text("t1"))).toEqual({
      ...{ state: "OPTED_OUT", scope: "replies", confirmation: "stop-confirmation" },
    });
  });

  test("STOP as the answer to our question opts out, and no second text is about it", () => {
    const effect = { state: "OPTED_OUT", scope: "replies", isAnswer: true };
    expect(keywordEffect("STOP", consent("SUSPENDED"), text("t1"))).toEqual(effect);
  });

  test("STOP of a member whom the carrier suspended is confirmed: nobody asked them", () => {
    const blocked = consent("SUSPENDED", "carrier.4772");
    expect(keywordEffect("STOP", blocked, text("t1"))).toMatchObject({ confirmation: "stop-confirmation" });
  });

  test.each(["STOP", "START"] as const)("%s changes nothing for a child that was blocked", (keyword) => {
    const { state = "BLOCKED", confirmation } = keywordEffect(keyword, consent("BLOCKED"), text("t1"));
    expect([state, confirmation]).toEqual(["BLOCKED", undefined]);
  });

  test("STOP of a child that was blocked is remembered, once", () => {
    expect(remembersStop(consent("BLOCKED"))).toBe(false);
    expect(keywordEffect("STOP", consent("BLOCKED"), text("t1"))).toEqual({ state: "BLOCKED", isAnswer: true });
    const stopped = consent("BLOCKED", "answer.t1");
    expect(remembersStop(stopped)).toBe(true);
    expect(keywordEffect("STOP", stopped, text("t2"))).toEqual({});
  });

  test.each([
    ["ACTIVE", "t1", false],
    ["SUSPENDED", "carrier.4772", false],
    ["OPTED_OUT", "t1", true],
    ["OPTED_OUT", "answer.t1", true],
    ["BLOCKED", "answer.t1", true],
    ["BLOCKED", "suppressed.keyword", true],
    ["BLOCKED", "suppressed.child", false],
  ] as const)("a block of a child in state %s by %s remembers a STOP: %s", (state, by, expected) => {
    expect(remembersStop(blockOfChild(consent(state, by), "t2"))).toBe(expected);
  });

  test("a second STOP is heard and not answered; what was said before it counts no more", () => {
    expect(keywordEffect("STOP", consent("OPTED_OUT"), text("t2"))).toEqual({ state: "OPTED_OUT", keepsCause: true });
    expect(keywordEffect("STOP", consent("OPTED_OUT"), text("t2", "2026-11-20T16:00:00Z"))).toEqual({});
  });

  test.each([
    ["50.000", "50.000", "STOP"],
    ["50.279", "50.000", "STOP"],
    ["50.000", "50.279", "STOP"],
    ["50.279", "50.279", "STOP"],
    ["50.279", "50.280", "STOP"],
    ["50.280", "50.279", "START"],
    ["51.000", "50.999", "START"],
    ["51.000", "50.000", "START"],
  ])("of a START at %s and a STOP at %s the %s counts, whichever comes first", (start, stop, last) => {
    const at = (moment: string) => `2026-11-20T17:00:${moment}Z`;
    const stopped = { ...consent("OPTED_OUT"), saidAt: instant(at(stop)) };
    const afterStart = keywordEffect("START", stopped, text("t1", at(start))).state ?? stopped.state;
    const started = { ...consent("ACTIVE"), saidAt: instant(at(start)) };
    const afterStop = keywordEffect("STOP", started, text("t1", at(stop))).state ?? started.state;
    const expected = last === "STOP" ? "OPTED_OUT" : "ACTIVE";
    expect([afterStart, afterStop]).toEqual([expected, expected]);
  });

  test("the same STOP, brought again, still gets the confirmation it was owed", () => {
    expect(keywordEffect("STOP", consent("OPTED_OUT", "t1"), text("t1"))).toEqual({
      confirmation: "stop-confirmation",
    });
  });

  test.each(["NEW", "PENDING", "SUSPENDED", "OPTED_OUT"] as const)(
    "START brings a member in state %s back, and agrees to recurring texts",
    (state) => {
      expect(keywordEffect("START", consent(state), text("t1"))).toEqual({
        ...{ state: "ACTIVE", scope: "recurring", confirmation: "start-confirmation" },
      });
    },
  );

  test("START of a member who never stopped moves the moment on: a STOP said before it may still be on its way", () => {
    const start = keywordEffect("START", consent("ACTIVE"), text("t1"));
    expect(start).toEqual({
      ...{ state: "ACTIVE", scope: "recurring", keepsCause: true, confirmation: "start-confirmation" },
    });
    expect(keywordEffect("START", consent("ACTIVE"), text("t1", "2026-11-20T17:00:00Z"))).toEqual({
      confirmation: "start-confirmation",
    });
  });

  test.each([
    ["START", "OPTED_OUT"],
    ["STOP", "ACTIVE"],
  ] as const)(
    "%s that was said before the word that counts undoes nothing, however late it comes",
    (keyword, state) => {
      expect(keywordEffect(keyword, consent(state), text("t0", "2026-11-20T16:59:59Z"))).toEqual({});
    },
  );

  test.each(STATES)("HELP is answered in state %s and changes nothing", (state) => {
    expect(keywordEffect("HELP", consent(state), text("t1"))).toEqual({ confirmation: "help" });
  });
});

describe("words that may be a revocation", () => {
  test.each(["PENDING", "ACTIVE"] as const)("suspend a member in state %s, who is asked", (state) => {
    expect(unclearEffect(consent(state), text("t1"))).toMatchObject({
      change: { state: "SUSPENDED", changedBy: "t1", cause: "unclear-words", saidAt: consent(state).saidAt },
      asks: true,
    });
  });

  test("do nothing more in the same suspension, but owe the question until it has left", () => {
    expect(unclearEffect(consent("SUSPENDED", "t1"), text("t2"))).toEqual({});
    expect(unclearEffect(consent("SUSPENDED", "t1"), text("t1"))).toEqual({ asks: true });
  });

  test("of a member whom the carrier suspended, are asked about", () => {
    expect(unclearEffect(consent("SUSPENDED", "carrier.4772"), text("t1"))).toMatchObject({ asks: true });
  });

  test.each(["NEW", "OPTED_OUT", "BLOCKED"] as const)("change nothing for a member in state %s", (state) => {
    expect(unclearEffect(consent(state), text("t1"))).toEqual({});
  });

  test("that were said before a START count no more", () => {
    expect(unclearEffect(consent("ACTIVE"), text("t1", "2026-11-20T16:00:00Z"))).toEqual({});
  });

  test("that may be a revocation suspend nobody when they are brought again and agreed by being the first", () => {
    expect(unclearEffect(consent("ACTIVE", "t1"), text("t1"))).toEqual({});
    expect(unclearEffect(consent("ACTIVE", "t0"), text("t1"))).toMatchObject({ asks: true });
  });
});

describe("a text that only talks", () => {
  const effect = (state: ConsentState, isYes: boolean, saidAt?: string, changedBy?: string) => {
    const change = effectOfWriting(consent(state, changedBy), text("t1", saidAt), isYes, false);
    return change && [change.state, change.scope, change.cause];
  };

  test.each([
    ["NEW", true, ["ACTIVE", undefined, "wrote-first"]],
    ["NEW", false, ["ACTIVE", undefined, "wrote-first"]],
    ["PENDING", true, ["ACTIVE", "recurring", "confirmed-by-text"]],
    ["PENDING", false, ["ACTIVE", "replies", "wrote-first"]],
    ["SUSPENDED", true, ["ACTIVE", "replies", "confirmed-by-text"]],
    ["SUSPENDED", false, ["ACTIVE", "replies", "wrote-first"]],
    ["ACTIVE", true, undefined],
    ["OPTED_OUT", true, undefined],
    ["OPTED_OUT", false, undefined],
    ["BLOCKED", true, undefined],
  ] as const)("in state %s, a yes: %j, gives %j", (state, isYes, expected) => {
    expect(effect(state, isYes)).toEqual(expected);
  });

  test("said before we asked is no answer; one that the carrier held up ends what the carrier began", () => {
    expect(effect("SUSPENDED", true, "2026-11-20T17:00:01Z")).toBeUndefined();
    expect(effect("SUSPENDED", false, "2026-11-20T17:00:01Z", "carrier.4772")?.[0]).toBe("ACTIVE");
  });

  test("leaves the moment of the last STOP or START alone: a STOP may still be on its way", () => {
    for (const state of ["NEW", "PENDING", "SUSPENDED"] as const) {
      expect(effectOfWriting(consent(state), text("t1"), false, false)?.saidAt).toBe(consent(state).saidAt);
    }
  });
});

describe("a suspension", () => {
  const asked = consent("SUSPENDED", "t1");

  test("ends after a day without an answer: opted out, without a text", () => {
    const endsAt = instant("2026-11-21T17:00:05Z");
    expect(suspensionEndsAt(asked)).toBe(endsAt);
    expect(afterSuspension(asked, instant("2026-11-21T17:00:04.999Z"))).toBeUndefined();
    expect(afterSuspension(asked, endsAt)).toMatchObject({
      ...{ state: "OPTED_OUT", scope: "replies", cause: "no-answer-to-clarification", saidAt: asked.saidAt },
    });
  });

  test("by the carrier ends with the next text only", () => {
    expect(suspensionEndsAt(consent("SUSPENDED", "carrier.4772"))).toBeUndefined();
    expect(afterSuspension(consent("SUSPENDED", "carrier.4772"), instant("2027-11-21T17:00:05Z"))).toBeUndefined();
  });

  test.each(STATES.filter((state) => state !== "SUSPENDED"))("is none in state %s", (state) => {
    expect(suspensionEndsAt(consent(state))).toBeUndefined();
  });
});

describe("a bare no refuses our texts", () => {
  const at = (time: string) => instant(`2026-11-20T${time}Z`);
  const noContact = { reachedOutAt: [], sentAt: undefined };
  const said = { saidAt: at("18:00:00") };

  test.each(["PENDING", "SUSPENDED"] as const)("in state %s: they were asked", (state) => {
    expect(awaitsConsent(consent(state), noContact, said)).toBe(true);
  });

  test("after a text that we began, until another of ours, and when it came after it", () => {
    const active = consent("ACTIVE");
    const began = { reachedOutAt: [at("15:00:00"), at("17:30:00")] };
    expect(awaitsConsent(active, { ...began, sentAt: undefined }, said)).toBe(true);
    expect(awaitsConsent(active, { ...began, sentAt: at("17:30:00") }, said)).toBe(true);
    expect(awaitsConsent(active, { ...began, sentAt: at("17:40:00") }, said)).toBe(false);
    expect(awaitsConsent(active, { ...began, sentAt: undefined }, { saidAt: at("17:20:00") })).toBe(false);
    expect(awaitsConsent(active, noContact, said)).toBe(false);
  });
});

describe("what may leave", () => {
  const kinds = [
    ...["reply", "holding", "care", "follow-up", "introduction", "start-confirmation", "disclosure", "periodic"],
    ...["age", "privacy", "opt-in", "clarification", "stop-confirmation", "crisis", "help"],
  ] as const satisfies readonly Parameters<typeof mayLeave>[0][];
  const talk = kinds.slice(0, 8);

  test.each([
    ["NEW", ["crisis", "help"]],
    ["PENDING", ["opt-in", "crisis", "help"]],
    ["ACTIVE", [...talk, "age", "privacy", "crisis", "help"]],
    ["SUSPENDED", ["privacy", "clarification", "crisis", "help"]],
    ["OPTED_OUT", ["stop-confirmation", "help"]],
    ["BLOCKED", ["age", "crisis", "help"]],
  ] as const)("to a member in state %s: %j", (state, allowed) => {
    expect(kinds.filter((kind) => mayLeave(kind, state))).toEqual(allowed);
  });

  test("help in a crisis to who said STOP, once counsel switched it on; nothing else", () => {
    const on = new Set(["crisis-reply-to-opted-out"] as const);
    expect(kinds.filter((kind) => mayLeave(kind, "OPTED_OUT", on))).toEqual(["stop-confirmation", "crisis", "help"]);
    expect(mayLeave("crisis", "OPTED_OUT", new Set(["us-guard"] as const))).toBe(false);
  });
});
