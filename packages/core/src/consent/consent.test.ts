import { describe, expect, test } from "vitest";
import { instant, textId } from "../kernel/index.ts";
import { type Consent, type ConsentState, keywordEffect, mayLeave } from "./index.ts";

const consent = (state: ConsentState, changedBy = "earlier"): Consent => ({
  ...{ state, scope: "replies", version: 3, changedBy },
  changedAt: instant("2026-11-20T17:00:05Z"),
  saidAt: instant("2026-11-20T17:00:00Z"),
});

const text = (id: string, saidAt = "2026-11-20T17:01:00Z") => ({ id: textId(id), saidAt: instant(saidAt) });

describe("a control word", () => {
  test.each(["NEW", "ACTIVE"] as const)("STOP opts a member in state %s out and is confirmed", (state) => {
    expect(keywordEffect("STOP", consent(state), text("t1"))).toEqual({
      state: "OPTED_OUT",
      confirmation: "stop-confirmation",
    });
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

  test("START brings a member back", () => {
    expect(keywordEffect("START", consent("OPTED_OUT"), text("t1"))).toEqual({
      state: "ACTIVE",
      confirmation: "start-confirmation",
    });
  });

  test("START of a member who never stopped moves the moment on: a STOP said before it may still be on its way", () => {
    const start = keywordEffect("START", consent("ACTIVE"), text("t1"));
    expect(start).toEqual({ state: "ACTIVE", keepsCause: true, confirmation: "start-confirmation" });
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

  test.each(["NEW", "ACTIVE", "OPTED_OUT"] as const)("HELP is answered in state %s and changes nothing", (state) => {
    expect(keywordEffect("HELP", consent(state), text("t1"))).toEqual({ confirmation: "help" });
  });
});

describe("what may leave", () => {
  const kinds = ["reply", "introduction", "crisis", "stop-confirmation", "start-confirmation", "help"] as const;
  test.each([
    ["NEW", ["crisis", "help"]],
    ["ACTIVE", ["reply", "introduction", "crisis", "start-confirmation", "help"]],
    ["OPTED_OUT", ["stop-confirmation", "help"]],
  ] as const)("to a member in state %s: %j", (state, allowed) => {
    expect(kinds.filter((kind) => mayLeave(kind, state))).toEqual(allowed);
  });
});
