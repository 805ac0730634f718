import { createHash } from "node:crypto";
import { describe, expect, test } from "vitest";
import { guardReply } from "../../crisis/index.ts";
import { compose } from "../../messaging/index.ts";
import { EXAMPLES, PERSONA_VERSION, PROMPT_CANARY, SYSTEM } from "./index.ts";

/** What each version was, to the byte. A line that is here stays as it is: a change of words is a new line. */
const DIGESTS: Readonly<Record<number, string>> = {
  1: "18b9a39b034639b667cd92866db916489fb01525d05ad4d6b9486d65d71fd177",
};

const digest = createHash("sha256").update(SYSTEM).digest("hex");

test("a changed word is a new version", () => {
  expect({ [PERSONA_VERSION]: digest }).toEqual({ [PERSONA_VERSION]: DIGESTS[PERSONA_VERSION] });
});

test("no version is left behind the newest", () => {
  expect(Math.max(...Object.keys(DIGESTS).map(Number))).toBe(PERSONA_VERSION);
});

test("the mark stands in it once, where a leak of the rules takes it along", () => {
  expect(SYSTEM.split(PROMPT_CANARY)).toHaveLength(2);
});

describe.each(EXAMPLES.map(({ said, answer }) => [said, answer] as const))("the example for %j", (_said, answer) => {
  test("may leave, and is one short text with one question at most", () => {
    expect(guardReply(answer)).toBeUndefined();
    expect(compose(answer, { emoji: true })).toBe(answer);
    expect(answer.length).toBeLessThanOrEqual(280);
    expect(answer.split("?").length - 1).toBeLessThanOrEqual(1);
    expect(answer).not.toMatch(/[*_#`]|https?:|\n/);
  });
});

test("every language and every kind of note has its example", () => {
  expect(EXAMPLES.filter(({ notes }) => notes).length).toBeGreaterThanOrEqual(5);
  expect(EXAMPLES.filter(({ answer }) => /[¿¡]/.test(answer)).length).toBeGreaterThanOrEqual(6);
});
