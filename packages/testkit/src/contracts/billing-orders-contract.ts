import {
  type BillingOrder,
  type BillingOrders,
  type BillingStore,
  customerId,
  type PlacedOrder,
  type Subscription,
  subscriptionId,
} from "@jules/core/billing";
import type { ConsentChange, ConsentState } from "@jules/core/consent";
import { type Instant, instant, instantPlus } from "@jules/core/kernel";
import type { ConsentChanges, Member, MemberDirectory } from "@jules/core/member";
import type { Erasure } from "@jules/core/privacy";
import { beforeEach, describe, expect, test } from "vitest";
import { newNumber, OWN_NUMBER } from "../builders/index.ts";

export interface BillingOrdersUnderTest {
  readonly members: MemberDirectory & ConsentChanges;
  readonly billing: BillingStore;
  readonly orders: BillingOrders;
  readonly erasure: Erasure;
}

const AT = instant("2026-11-20T17:00:00.000Z");
const LATER = instantPlus(AT, 60_000);
const MUCH_LATER = instantPlus(AT, 60 * 60_000);

const PAID: Subscription = {
  ...{ id: subscriptionId("sub_1"), status: "active", period: "month", createdAt: AT },
  ...{ periodStartsAt: AT, periodEndsAt: instantPlus(AT, 30 * 24 * 60 * 60_000) },
  ...{ trialEndsAt: undefined, endsAt: undefined, isCollectionPaused: false, paidUntil: undefined },
};

const change = (state: ConsentState, fields: Partial<ConsentChange> = {}): ConsentChange => ({
  ...{ state, changedBy: "text-1", saidAt: AT, cause: "keyword" },
  ...fields,
});

/** What every implementation must do so that no order about a subscription is lost, and that silence places one. */
export function billingOrdersContract(create: () => Promise<BillingOrdersUnderTest>): void {
  let stores: BillingOrdersUnderTest;
  let member: Member;

  beforeEach(async () => {
    stores = await create();
    member = await stores.members.byNumber(newNumber(), OWN_NUMBER, AT);
  });

  const ordered = () => stores.orders.of(member.id);
  const theOrder = async (): Promise<PlacedOrder> => {
    const found = await ordered();
    if (!found) throw new Error("nothing is ordered");
    return found;
  };
  const place = (ends: BillingOrder["ends"], because: BillingOrder["because"], orderedAt: Instant = AT) =>
    stores.orders.place({ member: member.id, ends, because, orderedAt });
  const due = async (at: Instant) => {
    const found = [];
    for await (const page of stores.orders.due(at)) found.push(...page);
    return found.filter((id) => id === member.id);
  };
  const pays = async (subscription: Subscription | undefined = PAID) => {
    const { version } = await current();
    await stores.billing.write(member.id, version, {
      customer: customerId("cus_1"),
      subscription,
      checkout: undefined,
    });
  };
  const current = async () => {
    const read = await stores.members.byId(member.id);
    if (!read) throw new Error("the member is gone");
    return { ...read, version: read.billing.version };
  };

  describe("an order about a subscription", () => {
    test("is read as it was placed, by its member alone", async () => {
      expect(await ordered()).toBeUndefined();
      await place("at-period-end", "asked");
      expect(await ordered()).toMatchObject({
        member: member.id,
        ends: "at-period-end",
        because: "asked",
        orderedAt: AT,
      });
      const other = await stores.members.byNumber(newNumber(), OWN_NUMBER, AT);
      expect(await stores.orders.of(other.id)).toBeUndefined();
    });

    test("is due at once, and no more when it is done", async () => {
      await place("at-period-end", "asked");
      expect([await due(instantPlus(AT, -1)), await due(AT)]).toEqual([[], [member.id]]);
      await stores.orders.done(await theOrder());
      expect([await due(MUCH_LATER), await ordered()]).toEqual([[], undefined]);
    });

    test("that failed is due later, and says since when it fails", async () => {
      await place("at-period-end", "asked");
      await stores.orders.postpone(await theOrder(), AT, LATER);
      await stores.orders.postpone(await theOrder(), LATER, MUCH_LATER);
      expect([await due(LATER), await due(MUCH_LATER)]).toEqual([[], [member.id]]);
      expect(await ordered()).toMatchObject({ orderedAt: AT, failingSince: AT });
    });

    test.each([
      ["asked and silence", ["at-period-end", "asked"], ["at-period-end", "silence"], ["at-period-end", "silence"]],
      ["silence and asked", ["at-period-end", "silence"], ["at-period-end", "asked"], ["at-period-end", "silence"]],
      ["child and silence", ["now", "child"], ["at-period-end", "silence"], ["now", "child"]],
      ["dispute and child", ["at-period-end", "dispute"], ["now", "child"], ["now", "child"]],
      ["a minor and dispute", ["at-period-end", "child"], ["at-period-end", "dispute"], ["at-period-end", "dispute"]],
      ["asked and a minor", ["at-period-end", "asked"], ["at-period-end", "child"], ["at-period-end", "child"]],
      ["a minor and a child", ["at-period-end", "child"], ["now", "child"], ["now", "child"]],
      ["gone and erased", ["now", "gone"], ["now", "erased"], ["now", "gone"]],
    ] as const)("of %s is what asks for more, from the moment of the first", async (_what, first, second, counts) => {
      await place(first[0], first[1], AT);
      await place(second[0], second[1], LATER);
      const [ends, because] = counts;
      expect(await ordered()).toMatchObject({ ends, because, orderedAt: AT });
      expect(await due(LATER)).toEqual([member.id]);
    });

    test("is also known by each that it came of, whichever comes first, and each once", async () => {
      const given = [
        { ends: "at-period-end", because: "silence", orderedAt: AT },
        { ends: "at-period-end", because: "asked", orderedAt: LATER },
        { ends: "at-period-end", because: "asked", orderedAt: MUCH_LATER },
      ] as const;
      for (const { ends, because, orderedAt } of [...given, ...given.toReversed()]) {
        await place(ends, because, orderedAt);
      }
      expect(await ordered()).toMatchObject({ ...given[0], given });
    });

    test("of which some is taken back stays with the rest, and is gone with the last", async () => {
      await place("at-period-end", "silence");
      await place("at-period-end", "asked", LATER);
      const [silence, asked] = (await theOrder()).given;
      if (!silence || !asked) throw new Error("two were placed");
      await stores.orders.takeBack(await theOrder(), [silence]);
      expect(await ordered()).toMatchObject({ ...asked, given: [asked] });
      await stores.orders.takeBack(await theOrder(), [asked]);
      expect([await ordered(), await due(MUCH_LATER)]).toEqual([undefined, []]);
    });

    test("of which some was to be taken back when another one joined it stays whole", async () => {
      await place("at-period-end", "asked");
      const asked = await theOrder();
      await place("at-period-end", "dispute", LATER);
      await stores.orders.takeBack(asked, asked.given);
      expect((await theOrder()).given).toHaveLength(2);
    });

    test("that another one joined while it was carried out is neither done nor put off", async () => {
      await place("at-period-end", "silence");
      const carriedOut = await theOrder();
      await place("at-period-end", "silence", LATER);
      await stores.orders.done(carriedOut);
      await stores.orders.postpone(carriedOut, LATER, MUCH_LATER);
      expect(await due(LATER)).toEqual([member.id]);
    });

    test("that came after one was done is not taken for it", async () => {
      await place("at-period-end", "asked");
      const first = await theOrder();
      await stores.orders.done(first);
      await place("now", "child", LATER);
      await stores.orders.done(first);
      await stores.orders.postpone(first, LATER, MUCH_LATER);
      expect(await ordered()).toMatchObject({ because: "child", orderedAt: LATER, failingSince: undefined });
      expect(await due(LATER)).toEqual([member.id]);
    });

    test("that is done twice, or put off when it is done, stays done", async () => {
      await place("now", "child");
      const order = await theOrder();
      await stores.orders.done(order);
      await stores.orders.done(order);
      await stores.orders.postpone(order, AT, LATER);
      expect([await ordered(), await due(MUCH_LATER)]).toEqual([undefined, []]);
    });

    test("goes with its member, and none is placed for who is gone", async () => {
      await place("now", "child");
      await stores.erasure.everythingOf(member.id);
      expect([await ordered(), await due(AT)]).toEqual([undefined, []]);
      await place("now", "child");
      expect([await ordered(), await due(AT)]).toEqual([undefined, []]);
    });
  });

  test("why a subscription ends for good is read as it was written", async () => {
    await pays({ ...PAID, endsAt: LATER, endsBecause: "dispute" });
    expect((await current()).billing.subscription).toEqual({ ...PAID, endsAt: LATER, endsBecause: "dispute" });
  });

  describe("who pays and falls silent", () => {
    test.each([
      ["says STOP", change("OPTED_OUT"), "at-period-end", "silence"],
      ["is a child", change("BLOCKED", { cause: "child" }), "now", "child"],
    ] as const)("and %s has ordered that it ends, in the same write", async (_who, silent, ends, because) => {
      await pays();
      await stores.members.changeConsent(await current(), silent, LATER);
      expect(await ordered()).toMatchObject({ ends, because, orderedAt: LATER });
      expect((await current()).consent.state).toBe(silent.state);
    });

    test("is heard also by a write that did not know of the subscription", async () => {
      const before = await current();
      await pays();
      const silent = await stores.members.changeConsent(before, change("OPTED_OUT"), LATER);
      expect(silent.consent.state).toBe("OPTED_OUT");
      expect(await ordered()).toMatchObject({ ends: "at-period-end", because: "silence" });
    });

    test("and by one that knew of an older one", async () => {
      await pays({ ...PAID, status: "canceled", endsAt: AT });
      const before = await current();
      await pays();
      await stores.members.changeConsent(before, change("OPTED_OUT"), LATER);
      expect(await ordered()).toMatchObject({ because: "silence" });
    });

    test.each([
      ["before that, has it count from then", AT, AT],
      ["at a moment that is still to come, has it count from now", MUCH_LATER, LATER],
    ] as const)("and asked for it %s", async (_when, heardAt, orderedAt) => {
      await pays();
      await stores.members.changeConsent(await current(), change("OPTED_OUT", { heardAt }), LATER);
      expect(await ordered()).toMatchObject({ because: "silence", orderedAt });
      expect((await current()).consent).toMatchObject({ changedAt: LATER, silentSince: orderedAt });
    });

    test("again, or was asked by a page meanwhile, is silent from the first time", async () => {
      await stores.members.changeConsent(await current(), change("OPTED_OUT", { heardAt: AT }), LATER);
      const asked = change("PENDING", { changedBy: "page-after-stop.1", cause: "asked-on-page" });
      for (const again of [change("OPTED_OUT"), asked, change("OPTED_OUT"), change("BLOCKED"), change("OPTED_OUT")]) {
        const after = await stores.members.changeConsent(await current(), again, MUCH_LATER);
        expect([after.consent.silentSince, (await current()).consent.silentSince]).toEqual([AT, AT]);
      }
      await stores.members.changeConsent(await current(), change("ACTIVE", { heardAt: AT }), MUCH_LATER);
      expect((await current()).consent).not.toHaveProperty("silentSince");
    });

    test("takes nothing from what was ordered before", async () => {
      await pays();
      await place("now", "child");
      await stores.members.changeConsent(await current(), change("OPTED_OUT"), LATER);
      expect(await ordered()).toMatchObject({ ends: "now", because: "child", orderedAt: AT });
      expect((await current()).consent.state).toBe("OPTED_OUT");
    });

    test("at their carrier has ordered it as well", async () => {
      await pays();
      const { consent } = await current();
      expect(await stores.members.optOut(member.id, consent.version, "carrier.4470", AT, LATER)).toBe(true);
      expect(await ordered()).toMatchObject({ ends: "at-period-end", because: "silence", orderedAt: AT });
    });

    test("because their number is somebody else's pays for nothing any more", async () => {
      await pays();
      await stores.members.noteReassigned(await current(), LATER);
      expect(await ordered()).toMatchObject({ ends: "now", because: "gone", orderedAt: LATER });
    });

    test.each(["talking", "silent"] as const)(
      "nor who the carrier says has another number by now, who was %s",
      async (before) => {
        if (before === "silent") await stores.members.changeConsent(member, change("OPTED_OUT"), AT);
        await pays();
        const { consent } = await current();
        await stores.members.optOut(member.id, consent.version, "lost", LATER, LATER, "number-reassigned");
        expect(await ordered()).toMatchObject({ ends: "now", because: "gone", orderedAt: LATER });
      },
    );
  });

  describe("who pays and may be a minor", () => {
    test.each(["LIKELY_MINOR", "KNOWN_MINOR"] as const)(
      "has ordered in the same write that it ends: %s",
      async (state) => {
        const before = await current();
        await pays();
        // Whoever knew nothing of the subscription hears of it.
        const changed = await stores.members.changeAge(before, { state, by: "stated" }, LATER);
        expect(changed.age.state).toBe(state);
        expect(await ordered()).toMatchObject({ ends: "at-period-end", because: "child", orderedAt: LATER });
      },
    );

    test.each(["UNKNOWN", "CLAIMED_ADULT", "VERIFIED_ADULT", "CHILD"] as const)(
      "orders nothing by being %s: a child is blocked, and that orders it",
      async (state) => {
        await pays();
        await stores.members.changeAge(await current(), { state, by: "stated" }, LATER);
        expect(await ordered()).toBeUndefined();
      },
    );

    test("and pays nothing orders nothing", async () => {
      await stores.members.changeAge(await current(), { state: "LIKELY_MINOR", by: "stated" }, LATER);
      expect(await ordered()).toBeUndefined();
    });
  });

  test.each([
    ["may have paid a moment ago", undefined],
    ["paid no more, as far as is known", { ...PAID, status: "canceled", endsAt: AT }],
  ] as const)(
    "who %s orders by a STOP that it ends, whether or not they START before it is known",
    async (_who, paid) => {
      const { version } = await current();
      await stores.billing.write(member.id, version, {
        ...{ customer: customerId("cus_1"), subscription: paid, checkout: undefined },
      });
      await stores.members.changeConsent(await current(), change("OPTED_OUT"), AT);
      await stores.members.changeConsent(await current(), change("ACTIVE"), LATER);
      expect(await ordered()).toMatchObject({ ends: "at-period-end", because: "silence", orderedAt: AT });
    },
  );

  test("who never came to pay orders nothing by a STOP", async () => {
    await stores.members.changeConsent(await current(), change("OPTED_OUT"), LATER);
    expect(await ordered()).toBeUndefined();
  });

  test.each(["ACTIVE", "SUSPENDED", "PENDING"] as const)("who pays and is %s orders nothing by that", async (state) => {
    await pays();
    await stores.members.changeConsent(await current(), change(state), LATER);
    expect(await ordered()).toBeUndefined();
  });
}
