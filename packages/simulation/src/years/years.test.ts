import { expect, test } from "vitest";
import { liveAndJudge } from "./index.ts";

// Of the thousand member-years, so that two workers share them.
test("five hundred years of chatter keep I1 to I3, the quiet hours and the caps", { timeout: 180_000 }, async () => {
  const { violations, texts } = await liveAndJudge(0, 500);
  expect(violations).toEqual([]);
  // Of everything there was enough to see it go wrong.
  expect(texts.companion).toBeGreaterThan(4_000);
  expect(texts.disclosures).toBeGreaterThan(2_000);
  expect(texts.reminder).toBeGreaterThan(100);
  expect(texts.periodic).toBeGreaterThan(300);
  expect(texts["follow-up"]).toBeGreaterThan(3);
  expect(texts.control).toBeGreaterThan(200);
});
