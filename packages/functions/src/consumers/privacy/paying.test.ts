import type { ErasureReason } from "@jules/core/privacy";
import { MEMBER_NUMBER, OWN_NUMBER } from "@jules/testkit/builders";
import { describe, expect, test } from "vitest";
import { createPrivacyWorld, type Death } from "../../../test/privacy.ts";

const DAY_MS = 24 * 60 * 60_000;

async function setUp() {
  const world = createPrivacyWorld();
  const member = await world.talkative();
  const { order, carryOut, paying } = world;
  const given = order(member.id, { kind: "erase", because: "asked" });
  return {
    ...{ ...world, member },
    erase: (how?: Parameters<typeof carryOut>[1]) => carryOut(given, how),
    eraseFor: (because: ErasureReason) => carryOut(order(member.id, { kind: "erase", because }, { answer: undefined })),
    money: () => paying.charges().map(({ minor, refundedMinor }) => [minor, refundedMinor]),
  };
}

describe("who is erased and pays", () => {
  test("pays no more, and Stripe has forgotten them; what they had until then they paid for", async () => {
    const { member, subscribed, erase, left, money } = await setUp();
    const { status, hasForgotten } = await subscribed(member);
    expect((await erase()).outcome).toBe("done");
    expect([await status(), hasForgotten(), left()]).toEqual(["canceled", true, []]);
    expect(money()).toEqual([[999, 0]]);
  });

  test("keeps everything while Stripe is down: nothing goes before their plan has ended", async () => {
    const { member, subscribed, erase, left, paying, textsOf, vendor, bodies, items, clock } = await setUpTexts();
    const { status } = await subscribed(member);
    const before = [(await textsOf()).length, vendor.size, bodies().length];
    paying.out(true);
    expect((await erase()).outcome).toBe("again");
    expect([(await textsOf()).length, vendor.size, bodies().length]).toEqual(before);
    expect(items("keys").some(({ pk, wrapped }) => pk === member.id && wrapped)).toBe(true);
    paying.out(false);
    expect(await status()).toBe("active");
    clock.advance(3 * 60_000);
    expect((await erase({ receives: 2 })).outcome).toBe("done");
    expect([await status(), left()]).toEqual(["canceled", []]);
  });

  test("and was charged once more while Stripe was down gets that back", async () => {
    const { member, subscribed, erase, paying, clock, money } = await setUp();
    const { subscription } = await subscribed(member);
    paying.out(true);
    await erase();
    clock.advance(25 * DAY_MS);
    paying.renew(subscription);
    paying.out(false);
    await erase({ receives: 2 });
    expect(money()).toEqual([
      [999, 0],
      [999, 999],
    ]);
  });

  test("cannot pay any more on a page that was still open", async () => {
    const { member, stores, erase, paying } = await setUp();
    const customer = await paying.payments.createCustomer(member.id);
    const wish = {
      member: member.id,
      customer,
      price: { id: "price_month", period: "month" },
      attempt: "one",
    } as const;
    const rest = { trialEndsAt: undefined, successUrl: "", cancelUrl: "", language: "en" } as const;
    const { id, expiresAt } = await paying.payments.openCheckout({ ...wish, ...rest, expiresAt: member.createdAt });
    const asked = {
      attempt: "one",
      linkUntil: expiresAt,
      price: "price_month",
      period: "month",
      language: "en",
    } as const;
    const checkout = { id, expiresAt, asked: { ...asked, trialEndsAt: undefined } };
    await stores.billing.write(member.id, 0, { customer, subscription: undefined, checkout });
    await erase();
    expect(() => paying.pay(id)).toThrow();
  });

  test.each([
    ["child", 999],
    ["reassigned", 999],
  ] as const)("because of what nobody chose (%s) gets back what they paid", async (because, back) => {
    const { member, subscribed, stores, eraseFor, money, clock, left } = await setUp();
    const { status } = await subscribed(member);
    const current = (await stores.members.byId(member.id)) ?? member;
    if (because === "child") await stores.members.changeAge(current, { state: "CHILD", by: "stated" }, clock.now());
    else await stores.members.noteReassigned(current, clock.now());
    expect((await eraseFor(because)).outcome).toBe("done");
    expect([await status(), money(), left()]).toEqual(["canceled", [[999, back]], []]);
  });

  test("is erased in the end and pays nothing more, wherever a sandbox dies over it", async () => {
    let ways = 0;
    for (const when of ["before", "after"] as const) {
      for (let atCall = 1; ; atCall++) {
        const death: Death = { atCall, when };
        // Of somebody who never wrote: what else goes with an erasure is interrupted elsewhere.
        const { stores, subscribed, left, clock, paying, order, carryOut } = createPrivacyWorld();
        const member = await stores.members.byNumber(MEMBER_NUMBER, OWN_NUMBER, clock.now());
        const { status, hasForgotten } = await subscribed(member);
        const given = order(member.id, { kind: "erase", because: "asked" }, { answer: undefined });
        const { hasDied } = await carryOut(given, { death });
        clock.advance(3 * 60_000);
        await carryOut(given, { receives: 2 });
        const rest = left().map(({ sk }) => sk);
        expect([death, await status(), hasForgotten(), rest]).toEqual([death, "canceled", true, []]);
        expect(paying.charges().map(({ refundedMinor }) => refundedMinor)).toEqual([0]);
        if (!hasDied) break;
        ways += 1;
      }
    }
    expect(ways).toBeGreaterThan(30);
  });
});

async function setUpTexts() {
  const world = await setUp();
  return {
    ...world,
    async textsOf() {
      const texts = [];
      for await (const text of world.stores.archive.texts(world.member.id)) texts.push(text);
      return texts;
    },
  };
}

test("a copy of somebody's data has their plan, and says what Stripe has", async () => {
  const { member, subscribed, order, carryOut, files } = await setUp();
  const { customer, subscription } = await subscribed(member);
  await carryOut(order(member.id, { kind: "export" }));
  const [content = ""] = [...files.values()];
  expect(JSON.parse(content).billing).toMatchObject({
    standing: { state: "active", until: expect.any(String) },
    numberAtStripe: customer,
    subscription: { id: subscription, status: "active", period: "month", periodEndsAt: expect.any(String) },
    elsewhere: expect.stringContaining("card"),
  });
});

test("a copy of who never paid says that as well", async () => {
  const { member, order, carryOut, files } = await setUp();
  await carryOut(order(member.id, { kind: "export" }));
  const [content = ""] = [...files.values()];
  const { billing } = JSON.parse(content);
  expect(billing).toMatchObject({ standing: { state: "trialing" }, subscription: null, elsewhere: null });
});

test("who never paid is erased while Stripe is down, and nobody gets ready to ask it", async () => {
  const { erase, left, paying, paymentsMade } = await setUp();
  paying.out(true);
  expect((await erase()).outcome).toBe("done");
  expect([left(), paymentsMade()]).toEqual([[], 0]);
});

test("whoever has the number next pays for nothing, and has nothing of what was paid", async () => {
  const { member, subscribed, stores, erase, clock } = await setUp();
  await subscribed(member);
  await erase();
  const next = await stores.members.byNumber(MEMBER_NUMBER, OWN_NUMBER, clock.now());
  expect([next.id === member.id, next.billing]).toEqual([false, expect.objectContaining({ version: 0 })]);
  expect([next.billing.customer, next.billing.subscription]).toEqual([undefined, undefined]);
});
