import { keptSeconds } from "@jules/core/privacy";
import { expect, test } from "vitest";
import { CONTENT_LIFETIME_SECONDS } from "./items.ts";

test("texts live as long as the retention schedule says", () => {
  expect(CONTENT_LIFETIME_SECONDS).toBe(keptSeconds("texts"));
});
