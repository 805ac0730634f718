import { type Billing, type BillingStore, customerId, type Subscription, subscriptionId } from "@jules/core/billing";
import { instant, instantPlus, type MemberId } from "@jules/core/kernel";
import type { Member } from "@jules/core/member";
import { beforeEach, describe, expect, test } from "vitest";

export interface BillingUnderTest {
  readonly billing: BillingStore;
  readonly members: { byId(id: MemberId): Promise<Member | undefined> };
  /** Somebody who never paid. */
  readonly newMember: () => Promise<MemberId>;
  readonly forget: (id: MemberId) => Promise<unknown>;
}

const AT = instant("2026-11-20T17:00:00.000Z");
const LATER = instantPlus(AT, 60_000);
const MUCH_LATER = instantPlus(AT, 30 * 24 * 60 * 60_000);

const FULL: Subscription = {
  ...{ id: subscriptionId("sub_1"), status: "trialing", period: "year", createdAt: AT },
  ...{ periodStartsAt: LATER, periodEndsAt: MUCH_LATER, trialEndsAt: MUCH_LATER, endsAt: MUCH_LATER },
  ...{ endAskedAt: LATER, isCollectionPaused: true, paidUntil: MUCH_LATER },
};
const BARE: Subscription = {
  ...{ ...FULL, status: "past_due", period: "month", isCollectionPaused: false },
  ...{ trialEndsAt: undefined, endsAt: undefined, endAskedAt: undefined, paidUntil: undefined },
};
const ASKED = { attempt: "a", linkUntil: LATER, price: "price_1", period: "year", language: "es" } as const;
const CUSTOMER = customerId("cus_1");

/** What every implementation must do so that no order of events puts an older state over a newer one. */
export function billingStoreContract(create: () => Promise<BillingUnderTest>): void {
  let stores: BillingUnderTest;
  let id: MemberId;

  beforeEach(async () => {
    stores = await create();
    id = await stores.newMember();
  });

  const known = async () => (await stores.members.byId(id))?.billing;
  const version = async () => (await known())?.version ?? -1;
  const write = async (billing: Partial<Billing>, under?: number) =>
    stores.billing.write(id, under ?? (await version()), {
      ...{ customer: CUSTOMER, subscription: undefined, checkout: undefined },
      ...billing,
    });

  describe("what a member pays", () => {
    test.each<[string, Partial<Billing>]>([
      ["a customer alone", {}],
      ["a subscription with everything", { subscription: FULL }],
      ["one with nothing that may be missing", { subscription: BARE }],
      [
        "a way to pay",
        { checkout: { id: "cs_1", expiresAt: MUCH_LATER, asked: { ...ASKED, trialEndsAt: MUCH_LATER } } },
      ],
      [
        "one that is being opened",
        { checkout: { id: undefined, expiresAt: LATER, asked: { ...ASKED, trialEndsAt: undefined } } },
      ],
      ["no customer any more", { customer: undefined, subscription: BARE }],
    ])("is read as it was written: %s", async (_what, billing) => {
      const before = await version();
      expect(await write(billing)).toBe(true);
      const expected = { customer: CUSTOMER, subscription: undefined, checkout: undefined, ...billing };
      expect(await known()).toEqual({ ...expected, version: before + 1 });
    });

    test("takes the place of the whole of what was written before", async () => {
      await write({ subscription: FULL });
      await write({ customer: undefined, subscription: BARE });
      const { customer, subscription, checkout } = (await known()) ?? {};
      expect([customer, subscription, checkout]).toEqual([undefined, BARE, undefined]);
    });

    test("is not written in the place of what somebody else wrote meanwhile", async () => {
      const read = await version();
      await write({ subscription: FULL }, read);
      for (const old of [read, read + 2, 0]) expect(await write({ subscription: BARE }, old)).toBe(false);
      expect((await known())?.subscription).toEqual(FULL);
      expect(await write({ subscription: BARE }, read + 1)).toBe(true);
    });

    test("is written by one of many who read the same", async () => {
      const read = await version();
      const written = await Promise.all([FULL, BARE, FULL, BARE].map((subscription) => write({ subscription }, read)));
      expect([written.filter(Boolean).length, await version()]).toEqual([1, read + 1]);
    });

    test("is written for nobody who is gone, and brings nobody back", async () => {
      const read = await version();
      await stores.forget(id);
      expect(await write({ subscription: FULL }, read)).toBe(false);
      expect(await write({ subscription: FULL }, 0)).toBe(false);
      expect(await stores.members.byId(id)).toBeUndefined();
    });
  });

  test("an event was heard once it was noted, and each by itself; noting it twice is no error", async () => {
    const event = `evt_${id}`;
    expect(await stores.billing.wasHeard(event)).toBe(false);
    await stores.billing.noteHeard(event, AT);
    await stores.billing.noteHeard(event, LATER);
    expect(await stores.billing.wasHeard(event)).toBe(true);
    expect(await stores.billing.wasHeard(`${event}0`)).toBe(false);
  });

  test("the mark of what was compared is where it was put last", async () => {
    for (const mark of [AT, LATER]) {
      await stores.billing.noteCompared(mark);
      expect(await stores.billing.comparedUntil()).toBe(mark);
    }
  });
}
