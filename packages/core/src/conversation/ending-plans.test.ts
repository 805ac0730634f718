import { expect, test } from "vitest";
import { NO_BILLING, type Subscription, subscriptionId } from "../billing/index.ts";
import { instant } from "../kernel/index.ts";
import type { Member } from "../member/index.ts";
import { endsOnlyTheirPlan } from "./ending-plans.ts";

const NOW = instant("2026-11-20T20:00:00Z");
const subscription: Subscription = {
  ...{ id: subscriptionId("sub_1"), status: "active", period: "month", createdAt: NOW, periodStartsAt: NOW },
  ...{ periodEndsAt: NOW, trialEndsAt: undefined, endsAt: undefined, isCollectionPaused: false, paidUntil: undefined },
};
const MEMBER = {
  consent: { state: "ACTIVE" },
  billing: { ...NO_BILLING, subscription },
} as Pick<Member, "consent" | "billing">;
const TEXT = { body: "cancel my subscription", group: false } as const;
const WISH = { cause: "plain-words" } as const;

test("who pays asks that their plan ends, and it is no wish about texts", async () => {
  expect(await endsOnlyTheirPlan(MEMBER, TEXT, WISH, false)).toBe(true);
});

test.each<readonly [string, () => Promise<{ endsOnlyPlan: (text: string) => boolean }>]>([
  ["cannot be loaded", () => Promise.reject(new Error("scripted"))],
  [
    "fails",
    async () => ({
      endsOnlyPlan: () => {
        throw new RangeError("scripted");
      },
    }),
  ],
])("where what knows such words %s, they stay a revocation", async (_what, hearing) => {
  expect(await endsOnlyTheirPlan(MEMBER, TEXT, WISH, false, hearing)).toBe(false);
});
