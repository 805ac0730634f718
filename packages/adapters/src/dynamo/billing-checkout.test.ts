import { type Billing, customerId, type KeptCheckout, NO_BILLING } from "@jules/core/billing";
import { instant } from "@jules/core/kernel";
import { newNumber, OWN_NUMBER } from "@jules/testkit/builders";
import { createTableModel } from "@jules/testkit/dynamodb";
import { TABLES } from "@jules/testkit/tables";
import { expect, test } from "vitest";
import { storesOver } from "../../test/stores.ts";
import { createBillingStore } from "./index.ts";

const AT = instant("2026-11-20T17:00:00.000Z");

const ASKED: KeptCheckout["asked"] = {
  ...{ attempt: "m.1", linkUntil: AT, price: "price_1", period: "year", language: "es" },
  trialEndsAt: instant("2026-11-24T17:00:00.000Z"),
};

test.each<readonly [string, KeptCheckout]>([
  ["before it is opened", { id: undefined, expiresAt: AT, asked: ASKED }],
  ["once it is open", { id: "cs_1", expiresAt: AT, asked: ASKED }],
  ["charged at once", { id: "cs_1", expiresAt: AT, asked: { ...ASKED, trialEndsAt: undefined } }],
])("a way to pay is read as it was written down, %s", async (_what, checkout) => {
  const { documents } = createTableModel({ tables: TABLES, now: () => Date.parse(AT) });
  const { members } = storesOver(documents);
  const { id } = await members.byNumber(newNumber(), OWN_NUMBER, AT);
  const billing: Omit<Billing, "version"> = { ...NO_BILLING, customer: customerId("cus_1"), checkout };
  expect(await createBillingStore({ documents, membersTable: "members" }).write(id, 0, billing)).toBe(true);
  expect((await members.byId(id))?.billing).toEqual({ ...billing, version: 1 });
});
