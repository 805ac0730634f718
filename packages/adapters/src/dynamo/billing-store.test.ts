import { type BillingStore, customerId } from "@jules/core/billing";
import { instant, instantPlus, millisecondsOf } from "@jules/core/kernel";
import { newNumber, OWN_NUMBER } from "@jules/testkit/builders";
import { type BillingUnderTest, billingStoreContract } from "@jules/testkit/contracts";
import { createTableModel } from "@jules/testkit/dynamodb";
import { TABLES } from "@jules/testkit/tables";
import { describe, expect, test } from "vitest";
import { storesOver } from "../../test/stores.ts";

const AT = instant("2026-11-20T17:00:00.000Z");
const DAY_MS = 24 * 60 * 60_000;

function setUp() {
  const model = createTableModel({ tables: TABLES, now: () => millisecondsOf(AT) });
  const stores = storesOver(model.documents);
  return { model, stores, member: () => stores.members.byNumber(newNumber(), OWN_NUMBER, AT) };
}

const PAYS: Parameters<BillingStore["write"]>[2] = {
  ...{ customer: customerId("cus_1"), subscription: undefined, checkout: undefined },
};

describe("in the model of DynamoDB", () => {
  const { stores, member } = setUp();
  billingStoreContract(
    async (): Promise<BillingUnderTest> => ({
      ...{ billing: stores.billing, members: stores.members },
      newMember: async () => (await member()).id,
      forget: (id) => stores.erasure.everythingOf(id),
    }),
  );
});

test("an event is forgotten 35 days after it was heard: Stripe brings none again that is older", async () => {
  const { model, stores } = setUp();
  await stores.billing.noteHeard("evt_1", AT);
  const [item] = [...model.items("members")];
  expect(item?.expiresAtSeconds).toBe(millisecondsOf(instantPlus(AT, 35 * DAY_MS)) / 1_000);
});

test("what a member pays and what they consented to do not hold each other up", async () => {
  const { stores, member } = setUp();
  const read = await member();
  const said = { changedBy: "text", saidAt: AT, cause: "keyword" } as const;
  const active = await stores.members.changeConsent(read, { state: "ACTIVE", ...said }, AT);
  // It was read before both.
  expect(await stores.billing.write(read.id, read.billing.version, PAYS)).toBe(true);
  const stopped = await stores.members.changeConsent(active, { state: "OPTED_OUT", ...said }, AT);
  expect([stopped.consent.state, stopped.billing.customer]).toEqual(["OPTED_OUT", "cus_1"]);
});

test("who has the lease of a member has what they pay", async () => {
  const { stores, member } = setUp();
  const { id, billing } = await member();
  await stores.billing.write(id, billing.version, PAYS);
  const lease = await stores.members.lease(id, instantPlus(AT, 1_000), AT);
  expect(typeof lease === "object" && lease.member.billing).toEqual({ ...PAYS, version: billing.version + 1 });
});

test("of an erased member nothing of what they paid is left", async () => {
  const { model, stores, member } = setUp();
  const { id, billing } = await member();
  await stores.billing.write(id, billing.version, PAYS);
  await stores.erasure.everythingOf(id);
  expect(JSON.stringify([...model.items("members")])).not.toContain("cus_1");
});
