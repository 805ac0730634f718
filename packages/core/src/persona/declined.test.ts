import { expect, test } from "vitest";
import { DECLINED_REPLIES, declinedReply } from "./index.ts";

const occasions = Array.from({ length: 60 }, (_, at) => `text-${at}`);

test.each(["en", "es"] as const)("who meets it often meets more than one sentence, in %s", (language) => {
  const said = new Set(occasions.map((occasion) => declinedReply("refusal", language, occasion)));
  expect(said.size).toBe(3);
});

test("the same text gets the same words, when a turn is tried again", () => {
  expect(declinedReply("empty", "en", "text-1")).toBe(declinedReply("empty", "en", "text-1"));
});

test("what a moderator found beyond Jules has words of its own", () => {
  expect(declinedReply("moderated", "es", "text-1")).toContain("no me puedo meter");
  expect(declinedReply("moderated", "en", "text-1")).toContain("not something I can go into");
});

test("English is one segment of plain characters, Spanish has its accents, and each asks one thing", () => {
  for (const body of DECLINED_REPLIES) {
    expect(body.length).toBeLessThanOrEqual(160);
    expect(body.split("?")).toHaveLength(2);
    if (!body.includes("\u00BF")) expect(body).toMatch(/^[ -~]+$/);
  }
});
