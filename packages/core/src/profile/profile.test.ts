import { describe, expect, test } from "vitest";
import { instant, type TextId } from "../kernel/index.ts";
import type { FactId } from "../memory/index.ts";
import { allowedProfile, profileWithout, profileWithoutFact } from "./index.ts";

const learnedAt = instant("2026-11-20T17:00:00.000Z");
const fact = (id: string, topic: string, text: string, source = `text-${id}`) => ({
  ...{ id: id as FactId, topic, text, learnedAt, source: source as TextId },
});
const SISTER = fact("1", "sister/name", "My sister is called Ann");
const DOG = fact("2", "pets/dog", "I have a dog");
const PROFILE = {
  preferences: { name: "Ann Marie", avoid: ["my sister Ann", "work"] },
  memory: { facts: [SISTER, DOG], summary: { text: "Of dogs.", until: learnedAt } },
};

describe("what is remembered of somebody", () => {
  test.each(["UNKNOWN", "LIKELY_MINOR", "KNOWN_MINOR", "CHILD"] as const)(
    "is not used of %s; how they want it is",
    (age) => {
      const { preferences, memory } = allowedProfile(PROFILE, age);
      expect([preferences, memory.facts, memory.summary]).toEqual([PROFILE.preferences, [], undefined]);
    },
  );

  test.each(["CLAIMED_ADULT", "VERIFIED_ADULT"] as const)("is used of %s", (age) => {
    expect(allowedProfile(PROFILE, age)).toEqual(PROFILE);
  });
});

describe("a profile without a topic", () => {
  test("has neither facts nor topics nor a name that mention it, and no summary", () => {
    const { profile, facts, count } = profileWithout(PROFILE, "ann", new Set());
    expect(profile.memory).toMatchObject({ facts: [DOG], summary: undefined });
    expect(profile.preferences).toEqual({ name: undefined, avoid: ["work"] });
    expect([facts, count]).toEqual([[SISTER], 3]);
  });

  test("has nothing that came of the texts that go", () => {
    expect(profileWithout(PROFILE, "the dentist", new Set(["text-2"])).facts).toEqual([DOG]);
  });
});

test("a profile without one fact keeps the others, and there is none without a fact that is not there", () => {
  expect(profileWithoutFact(PROFILE, "1")?.profile.memory).toMatchObject({ facts: [DOG], summary: undefined });
  expect(profileWithoutFact(PROFILE, "3")).toBeUndefined();
});
