import { describe, expect, test } from "vitest";
import type { AgeState } from "../age/index.ts";
import { type Instant, instant, instantPlus, millisecondsOf } from "../kernel/index.ts";
import { limitsAt } from "../rules/index.ts";
import { beginsInteraction, disclosureDue, doubtedSince } from "./index.ts";

const MINUTE_MS = 60_000;
const START = instant("2026-11-20T17:00:00.000Z");
const after = (minutes: number) => instantPlus(START, minutes * MINUTE_MS);
const limits = limitsAt(START);

function acquaintance(
  contact: Partial<Record<"disclosedAt" | "sentAt" | "interactionAt" | "heardAt", Instant>> = {},
  state: AgeState = "VERIFIED_ADULT",
) {
  const nothing = { disclosedAt: undefined, sentAt: undefined, interactionAt: undefined, heardAt: START };
  return { createdAt: START, age: { state }, contact: { ...nothing, ...contact } };
}

describe("a disclosure is due", () => {
  test("with the first text ever", () => {
    expect(disclosureDue(acquaintance(), START, limits)).toEqual({ reason: "new-interaction", code: "reminder" });
  });

  test("with the first text after an hour without one of ours, and no sooner", () => {
    const told = acquaintance({ disclosedAt: after(0), interactionAt: after(0), sentAt: after(10) });
    expect(disclosureDue(told, after(69.99), limits)).toBeUndefined();
    expect(disclosureDue(told, after(70), limits)).toEqual({ reason: "new-interaction", code: "reminder" });
  });

  test("as long as the one of this interaction was not accepted", () => {
    const refused = acquaintance({ disclosedAt: after(0), interactionAt: after(80), sentAt: after(80) });
    expect(disclosureDue(refused, after(81), limits)).toEqual({ reason: "new-interaction", code: "reminder" });
  });

  test.each<[AgeState, number, string]>([
    ["VERIFIED_ADULT", 165, "reminder"],
    ["CLAIMED_ADULT", 50, "break-reminder"],
    ["UNKNOWN", 50, "break-reminder"],
    ["LIKELY_MINOR", 50, "break-reminder"],
    ["KNOWN_MINOR", 50, "break-reminder"],
    ["CHILD", 50, "break-reminder"],
  ])("to %s every %d minutes of an interaction that goes on, as %s", (state, minutes, code) => {
    const told = (at: number) =>
      acquaintance({ disclosedAt: after(0), interactionAt: after(0), sentAt: after(at - 1) }, state);
    expect(disclosureDue(told(minutes - 1), after(minutes - 0.01), limits)).toBeUndefined();
    expect(disclosureDue(told(minutes), after(minutes), limits)).toEqual({ reason: "interval", code });
  });

  test("in full to a number that was silent for 45 days", () => {
    const told = acquaintance({ disclosedAt: after(0), interactionAt: after(0), sentAt: after(0), heardAt: after(0) });
    expect(disclosureDue(told, after(45 * 24 * 60), limits)?.code).toBe("disclosure");
    expect(disclosureDue(told, after(45 * 24 * 60 - 1), limits)?.code).toBe("reminder");
  });
});

describe("whose number it is", () => {
  const owner = (contact: { heardAt?: Instant; doubtedSince?: Instant }, reassignedAt?: Instant) => ({
    ...acquaintance(),
    contact: { ...acquaintance().contact, doubtedSince: undefined, ...contact },
    reassignedAt,
  });
  const days = (count: number) => after(count * 24 * 60);

  test("is in doubt from the 45th day of silence on", () => {
    expect(doubtedSince(owner({}), instantPlus(days(45), -1), limits)).toBeUndefined();
    expect(doubtedSince(owner({}), days(60), limits)).toBe(days(45));
  });

  test("stays in doubt until they say so, though they text again", () => {
    expect(doubtedSince(owner({ doubtedSince: days(45), heardAt: days(60) }), days(61), limits)).toBe(days(45));
    expect(doubtedSince(owner({ heardAt: days(60) }), days(61), limits)).toBeUndefined();
  });

  test("is in doubt once the carrier gave it away", () => {
    expect(doubtedSince(owner({}, days(3)), days(4), limits)).toBe(days(3));
  });
});

test("I1 and I2 hold on random timelines, though some texts are refused and the age state changes", () => {
  const random = generator(20_261_126);
  for (let round = 0; round < 300; round++) {
    let contact = acquaintance().contact;
    let state: AgeState = random() < 0.5 ? "VERIFIED_ADULT" : "UNKNOWN";
    let now = START;
    let lastTold = Number.NEGATIVE_INFINITY;
    let lastSent = Number.NEGATIVE_INFINITY;
    for (let step = 0; step < 60; step++) {
      // Minutes as a rule, hours at times, days now and then.
      now = instantPlus(now, MINUTE_MS * random() * (random() < 0.8 ? 25 : random() < 0.8 ? 300 : 5_000));
      if (random() < 0.05) state = state === "UNKNOWN" ? "VERIFIED_ADULT" : "UNKNOWN";
      const member = { createdAt: START, age: { state }, contact };
      const due = disclosureDue(member, now, limits);
      const begins = beginsInteraction(member, now, limits);
      const isRefused = random() < 0.1;
      // What the carrier has not accepted leaves no trace of having been sent.
      contact = { ...contact, ...(!isRefused && { sentAt: now }), ...(begins && { interactionAt: now }) };
      if (isRefused) continue;
      const at = millisecondsOf(now);
      if (due) {
        lastTold = at;
        contact = { ...contact, disclosedAt: now };
      }
      const longest = (state === "VERIFIED_ADULT" ? 180 : 60) * MINUTE_MS;
      expect(at - lastTold).toBeLessThan(longest);
      if (at - lastSent >= 60 * MINUTE_MS) expect(due).toBeDefined();
      lastSent = at;
    }
  }
});

/** Mulberry32: the same numbers in every run. */
function generator(seed: number): () => number {
  let state = seed;
  return () => {
    state = (state + 0x6d2b79f5) | 0;
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state);
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 4_294_967_296;
  };
}
