import { expect, test } from "vitest";
import { fixedText } from "./index.ts";

test("the disclosure holds every phrase that the laws name", () => {
  const { body } = fixedText("disclosure");
  for (const phrase of [
    "not communicating with a human",
    "artificially generated",
    "may not be suitable for some minors",
    "not a therapist, doctor or lawyer",
    "988",
    "911",
  ]) {
    expect(body).toContain(phrase);
  }
});

test.each(["welcome", "restarted"] as const)("%s holds the five elements of the carriers' rules", (code) => {
  const { body } = fixedText(code);
  for (const element of [
    "Jules AI companion",
    "recurring",
    "Msg freq varies",
    "Msg&data rates may apply",
    "HELP",
    "STOP",
    "help@",
  ]) {
    expect(body).toContain(element);
  }
});

test("the confirmation of a STOP promotes nothing and points to help", () => {
  const { body } = fixedText("stopped");
  expect(body).toContain("988");
  expect(body).not.toMatch(/miss|sorry|sure\?|offer|free|discount|come back/i);
});

test.each(["welcome", "stopped", "restarted", "help", "help-es"] as const)("%s is one segment", (code) => {
  expect(fixedText(code).body.length).toBeLessThanOrEqual(160);
});

test("the disclosure is two segments", () => {
  expect(fixedText("disclosure").body.length).toBeLessThanOrEqual(2 * 153);
});
