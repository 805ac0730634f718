import { expect, test } from "vitest";
import { liveAndJudge } from "./index.ts";

// Of the thousand member-years of `npm run simulate -- --years`, in two files so that two workers share them.
test("a hundred and fifty more keep I1 to I3, the quiet hours and the caps", { timeout: 180_000 }, async () => {
  const { violations, texts } = await liveAndJudge(500, 650);
  expect(violations).toEqual([]);
  // Of everything there was enough to see it go wrong.
  expect(texts.companion).toBeGreaterThan(1_200);
  expect(texts.disclosures).toBeGreaterThan(600);
  expect(texts.reminder).toBeGreaterThan(30);
  expect(texts.periodic).toBeGreaterThan(90);
  expect(texts["follow-up"]).toBeGreaterThan(0);
  expect(texts.control).toBeGreaterThan(60);
});
