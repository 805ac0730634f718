import type { BillingOrder, Subscription, SubscriptionId } from "@jules/core/billing";
import { bringUpToDate, carryOut, endAllOf, type OrderBooks } from "@jules/core/billing/books";
import { Failure, type Instant, instantPlus } from "@jules/core/kernel";
import type { Member } from "@jules/core/member";
import type { ErasureReason } from "@jules/core/privacy";
import { manualClock } from "@jules/testkit/clock";
import { memoryBooks } from "@jules/testkit/memory";
import { describe, expect, test } from "vitest";

const HOUR_MS = 60 * 60_000;
const DAY_MS = 24 * HOUR_MS;

/** A member who has paid for a month, ten days ago. */
function setUp() {
  const clock = manualClock();
  const world = memoryBooks(clock);
  const { id, customer } = world.memberWith();
  const subscription = world.paying.subscribe(customer);
  clock.advance(10 * DAY_MS);
  const { books, paying } = world;
  const ordered = async (ends: BillingOrder["ends"], because: BillingOrder["because"]) => {
    await books.orders.place({ member: id, ends, because, orderedAt: clock.now() });
  };
  const current = (of: SubscriptionId = subscription): Promise<Subscription | undefined> =>
    paying.payments.subscriptionsOf(customer).then((all) => all.find((each) => each.id === of));
  return {
    ...{ ...world, clock, id, customer, subscription, ordered, current },
    async carriedOut(with_: OrderBooks = books) {
      const order = await books.orders.of(id);
      return order ? carryOut(with_, order) : "none";
    },
    /** What they paid and got back, payment by payment. */
    money: () => paying.charges().map(({ minor, refundedMinor }) => [minor, refundedMinor]),
    consent(state: Member["consent"]["state"], changedAt: Instant = clock.now()) {
      const { consent } = world.members.get(id) as Member;
      world.change(id, { consent: { ...consent, state, changedAt, version: consent.version + 1 } });
    },
    left: () => world.orders.get(id),
  };
}

describe("who asked to end their plan", () => {
  test("has it to the end of what they paid, and pays no more", async () => {
    const { ordered, carriedOut, current, money, paying, subscription, members, id, left } = setUp();
    await ordered("at-period-end", "asked");
    expect(await carriedOut()).toBe("ending");
    const ending = await current();
    expect(ending).toMatchObject({ status: "active", endsAt: ending?.periodEndsAt, isCollectionPaused: false });
    expect(members.get(id)?.billing.subscription?.endsAt).toBe(ending?.periodEndsAt);
    expect(left()).toBeUndefined();
    expect(paying.renew(subscription).status).toBe("canceled");
    expect(money()).toEqual([[999, 0]]);
  });

  test("was answered where they asked, and is not told by another text; who ends it at Stripe's is", async () => {
    const { ordered, carriedOut, current, notices, paying, subscription, books, id } = setUp();
    const endAtStripe = async () => paying.payments.endAtPeriodEnd((await current()) as Subscription, false);
    const said = () => notices().map(({ about }) => about);
    await bringUpToDate(books, id);
    await ordered("at-period-end", "asked");
    // Stripe's own word of it may be heard first.
    await endAtStripe();
    await bringUpToDate(books, id);
    await carriedOut();
    expect(said()).not.toContain("ending");
    await paying.payments.keep(subscription);
    await bringUpToDate(books, id);
    await endAtStripe();
    await bringUpToDate(books, id);
    expect(said()).toContain("ending");
  });

  test("and keeps it afterwards is not ended by what they asked before", async () => {
    const { ordered, carriedOut, current, paying, subscription } = setUp();
    await ordered("at-period-end", "asked");
    await carriedOut();
    await paying.payments.keep(subscription);
    expect(await carriedOut()).toBe("none");
    expect((await current())?.endsAt).toBeUndefined();
  });

  test("and was charged once more before it was done gets that back, and pays no further", async () => {
    const { ordered, carriedOut, current, money, paying, subscription, clock } = setUp();
    await ordered("at-period-end", "asked");
    clock.advance(25 * DAY_MS);
    paying.renew(subscription);
    expect(await carriedOut()).toBe("ended");
    expect((await current())?.status).toBe("canceled");
    expect(money()).toEqual([
      [999, 0],
      [999, 999],
    ]);
  });

  test("in the very moment of a renewal gets it back as well", async () => {
    const { ordered, carriedOut, current, money, paying, subscription, clock, books } = setUp();
    await ordered("at-period-end", "asked");
    clock.advance(21 * DAY_MS);
    const payments: typeof books.payments = {
      ...paying.payments,
      async endAtPeriodEnd(...given) {
        if (money().length === 1) paying.renew(subscription);
        return paying.payments.endAtPeriodEnd(...given);
      },
    };
    expect(await carriedOut({ ...books, payments })).toBe("ended");
    expect((await current())?.status).toBe("canceled");
    expect(money().at(-1)).toEqual([999, 999]);
  });

  test.each([
    ["while their new month is still a draft has not paid for it, nor is charged", [999, 0]],
    ["and was charged for the drafted month before it was done gets that back", [999, 999]],
  ])("%s", async (_what, last) => {
    const { ordered, carriedOut, current, money, paying, subscription, clock } = setUp();
    clock.advance(20 * DAY_MS);
    paying.draft(subscription);
    clock.advance(HOUR_MS / 2);
    await ordered("at-period-end", "asked");
    clock.advance(HOUR_MS);
    if (last[1]) paying.collect(subscription);
    expect(await carriedOut()).toBe("ended");
    paying.collect(subscription);
    expect((await current())?.status).toBe("canceled");
    expect(money()).toEqual(last[1] ? [[999, 0], last] : [last]);
  });

  test.each([
    ["who asked", "asked", "active", ["ended"]],
    ["who was told that it ends now", "asked", "past_due", []],
    ["nobody whose silence ended it", "silence", "active", []],
    ["nobody whose bank ended it", "dispute", "active", []],
  ] as const)("and it ends at once instead: that is told %s", async (_whom, because, status, told) => {
    const { ordered, carriedOut, notices, paying, subscription, clock, books, id } = setUp();
    clock.advance(20 * DAY_MS);
    paying.draft(subscription);
    if (status === "past_due") paying.set(subscription, { status });
    await bringUpToDate(books, id);
    await ordered("at-period-end", because);
    const before = notices().length;
    // A worker that dies before it knows what became of it has it told by the next.
    const lost = { ...books.billing, write: () => Promise.reject(new Failure("table.unavailable", "scripted")) };
    await expect(carriedOut({ ...books, billing: lost })).rejects.toMatchObject({ code: "table.unavailable" });
    await carriedOut();
    await bringUpToDate(books, id);
    expect(
      notices()
        .slice(before)
        .map(({ about }) => about),
    ).toEqual(told);
  });

  test("in the second in which it is renewed gets it back, whichever comes first by our clock", async () => {
    const { ordered, carriedOut, current, money, paying, subscription, clock } = setUp();
    clock.advance(20 * DAY_MS);
    paying.renew(subscription);
    // Stripe cuts off what is less than a second.
    clock.advance(999);
    await ordered("at-period-end", "asked");
    expect(await carriedOut()).toBe("ended");
    expect([(await current())?.status, money().at(-1)]).toEqual(["canceled", [999, 999]]);
  });

  test("a moment before the clock of Stripe says that it began has it ended all the same", async () => {
    const { ordered, carriedOut, current, paying, customer, subscription, clock } = setUp();
    paying.set(subscription, { status: "canceled", endsAt: instantPlus(clock.now(), -DAY_MS) });
    const another = paying.subscribe(customer);
    paying.set(another, { createdAt: instantPlus(clock.now(), 2_000) });
    await ordered("at-period-end", "asked");
    await carriedOut();
    expect((await current(another))?.status).toBe("active");
    expect((await current(another))?.endsAt).toBeDefined();
  });

  test("and whose worker died when it was set to end is not charged for the month that was drafted", async () => {
    const { ordered, carriedOut, current, money, paying, subscription, clock, books } = setUp();
    clock.advance(20 * DAY_MS);
    paying.draft(subscription);
    clock.advance(HOUR_MS / 2);
    await ordered("at-period-end", "asked");
    const lost = async () => Promise.reject(new Failure("payments.unavailable", "scripted"));
    await expect(carriedOut({ ...books, payments: { ...paying.payments, isCollecting: lost } })).rejects.toMatchObject({
      code: "payments.unavailable",
    });
    expect(await carriedOut()).toBe("ended");
    paying.collect(subscription);
    expect([(await current())?.status, money()]).toEqual(["canceled", [[999, 0]]]);
  });

  test.each(["past_due", "unpaid", "paused", "incomplete"] as const)(
    "while it is %s has nothing that it could run to the end of",
    async (status) => {
      const { ordered, carriedOut, current, money, paying, subscription } = setUp();
      paying.set(subscription, { status });
      await ordered("at-period-end", "asked");
      expect(await carriedOut()).toBe("ended");
      expect((await current())?.status).toBe("canceled");
      expect(money()).toEqual([[999, 0]]);
    },
  );

  test("and paused it long ago has nothing either", async () => {
    const { ordered, carriedOut, current, clock, paying, subscription } = setUp();
    paying.set(subscription, { isCollectionPaused: true, paidUntil: clock.now() });
    await ordered("at-period-end", "asked");
    expect(await carriedOut()).toBe("ended");
    expect((await current())?.status).toBe("canceled");
  });

  test("and begins to pay anew after it had ended pays for the new one", async () => {
    const { ordered, carriedOut, current, paying, subscription, customer, clock } = setUp();
    await ordered("at-period-end", "asked");
    paying.set(subscription, { status: "canceled", endsAt: clock.now() });
    clock.advance(HOUR_MS);
    const another = paying.subscribe(customer);
    expect(await carriedOut()).toBe("nothing");
    expect((await current(another))?.endsAt).toBeUndefined();
  });
});

describe("who buys anew while an older order still waits", () => {
  /** What they had is over, and what they ordered of it waits; ten days later they buy another. */
  async function withAnother(because: "asked" | "silence" = "asked") {
    const world = setUp();
    const { paying, subscription, clock, ordered, customer, consent } = world;
    paying.set(subscription, { status: "canceled", endsAt: clock.now() });
    if (because === "silence") consent("OPTED_OUT");
    await ordered("at-period-end", because);
    if (because === "silence") consent("ACTIVE");
    clock.advance(10 * DAY_MS);
    return { ...world, another: paying.subscribe(customer) };
  }

  test.each(["asked", "silence"] as const)("and asks that this one ends has it end, after %s", async (because) => {
    const { carriedOut, current, ordered, money, clock, another } = await withAnother(because);
    clock.advance(DAY_MS);
    await ordered("at-period-end", "asked");
    expect(await carriedOut()).toBe("ending");
    const { endsAt, periodEndsAt, isCollectionPaused } = (await current(another)) as Subscription;
    expect([endsAt, isCollectionPaused]).toEqual([periodEndsAt, false]);
    // What they paid for the new one was paid after the old order, and before the one about it.
    expect(money().at(-1)).toEqual([999, 0]);
  });

  test("has what was charged since they asked given back, of each plan as of its own order", async () => {
    const { carriedOut, ordered, money, paying, clock, another, subscription } = await withAnother();
    clock.advance(DAY_MS);
    await ordered("at-period-end", "asked");
    paying.charge(subscription);
    clock.advance(31 * DAY_MS);
    paying.renew(another);
    await ordered("at-period-end", "asked");
    expect(await carriedOut()).toBe("ended");
    expect(money()).toEqual([
      [999, 0],
      [999, 0],
      [999, 999],
      [999, 999],
    ]);
  });

  test.each([
    ["a day after it has it to the end of what they paid", DAY_MS, "ending", 0],
    ["a day before it gets it back", -DAY_MS, "ended", 999],
  ])("and says STOP %s", async (_when, afterMs, result, back) => {
    const { carriedOut, current, consent, money, clock, another, books, id } = await withAnother();
    const silentSince = instantPlus(clock.now(), afterMs);
    clock.advance(2 * DAY_MS);
    consent("OPTED_OUT", silentSince);
    await books.orders.place({ member: id, ends: "at-period-end", because: "silence", orderedAt: silentSince });
    expect(await carriedOut()).toBe(result);
    expect([(await current(another))?.isCollectionPaused, money().at(-1)]).toEqual([true, [999, back]]);
  });
});

describe("who said STOP", () => {
  test("is charged nothing from then on, and it ends with what they paid for", async () => {
    const { ordered, carriedOut, current, consent } = setUp();
    consent("OPTED_OUT");
    await ordered("at-period-end", "silence");
    expect(await carriedOut()).toBe("ending");
    const ending = await current();
    expect(ending).toMatchObject({ isCollectionPaused: true, endsAt: ending?.periodEndsAt });
  });

  test("and START before it was done has not asked for the plan again: it ends, unless they keep it", async () => {
    const { ordered, carriedOut, current, consent, paying, subscription } = setUp();
    consent("OPTED_OUT");
    await ordered("at-period-end", "silence");
    consent("ACTIVE");
    expect(await carriedOut()).toBe("ending");
    expect((await current())?.endsAt).toBeDefined();
    await paying.payments.keep(subscription);
    expect(await current()).toMatchObject({ endsAt: undefined, isCollectionPaused: false });
  });

  test("and START between paying and the news of it has it end all the same", async () => {
    const { ordered, carriedOut, current, consent, members, id } = setUp();
    expect(members.get(id)?.billing.subscription).toBeUndefined();
    consent("OPTED_OUT");
    await ordered("at-period-end", "silence");
    consent("ACTIVE");
    expect(await carriedOut()).toBe("ending");
    expect((await current())?.endsAt).toBeDefined();
  });

  test("with a way to pay still open cannot pay there any more, and who did just before gets it back", async () => {
    for (const isPaid of [false, true]) {
      const { carriedOut, paying, customer, clock, consent, books, id, members, subscription, money, ordered } =
        setUp();
      paying.set(subscription, { status: "canceled", endsAt: clock.now() });
      const wish = { member: id, customer, price: { id: "price_month", period: "month" }, attempt: "one" } as const;
      const rest = { trialEndsAt: undefined, successUrl: "", cancelUrl: "", language: "en" } as const;
      const expiresAt = instantPlus(clock.now(), HOUR_MS);
      const { id: checkout } = await paying.payments.openCheckout({ ...wish, ...rest, expiresAt });
      const { version, ...billing } = (members.get(id) as Member).billing;
      const kept = { ...billing, checkout: { id: checkout, expiresAt } } as typeof billing;
      await books.billing.write(id, version, kept);
      consent("OPTED_OUT");
      clock.advance(60_000);
      await ordered("at-period-end", "silence");
      clock.advance(1_000);
      if (isPaid) paying.pay(checkout);
      await carriedOut();
      if (isPaid) expect(money().at(-1)).toEqual([999, 999]);
      else expect(() => paying.pay(checkout)).toThrow();
    }
  });
});

describe("what was paid last is given back", () => {
  test("to a child, in full", async () => {
    const { ordered, carriedOut, current, consent, money } = setUp();
    consent("BLOCKED");
    await ordered("now", "child");
    expect(await carriedOut()).toBe("ended");
    expect((await current())?.status).toBe("canceled");
    expect(money()).toEqual([[999, 999]]);
  });

  test("and not to a minor, who has it to its end, is charged no more, and may keep it once they proved their age", async () => {
    const { ordered, carriedOut, current, money, notices, paying, subscription } = setUp();
    await ordered("at-period-end", "child");
    expect(await carriedOut()).toBe("ending");
    const ending = await current();
    expect(ending).toMatchObject({ status: "active", endsAt: ending?.periodEndsAt, isCollectionPaused: true });
    expect([money(), notices().map(({ about }) => about)]).toEqual([
      [[999, 0]],
      expect.not.arrayContaining(["ending"]),
    ]);
    expect(await paying.payments.keep(subscription)).toMatchObject({ endsAt: undefined, isCollectionPaused: false });
  });

  test.each([
    ["within thirty days", 0, 999],
    ["longer ago", 25, 0],
  ])("to who is gone, where it was paid %s", async (_when, daysMore, back) => {
    const { ordered, carriedOut, current, clock, money } = setUp();
    clock.advance(daysMore * DAY_MS);
    await ordered("now", "gone");
    expect(await carriedOut()).toBe("ended");
    expect((await current())?.status).toBe("canceled");
    expect(money()).toEqual([[999, back]]);
  });

  test("but what was given back already is not given back again", async () => {
    const { ordered, carriedOut, money, paying } = setUp();
    const [charged] = paying.charges();
    if (charged) await paying.payments.refund(charged, 400);
    await ordered("now", "child");
    await carriedOut();
    expect(money()).toEqual([[999, 999]]);
  });

  test("and what is disputed is for somebody to look at, while the plan ends", async () => {
    const { ordered, carriedOut, current, money, paying, books, counts } = setUp();
    await ordered("now", "child");
    const refund = async () => {
      throw new Failure("payments.refused", "scripted", { detail: "charge_disputed" });
    };
    await carriedOut({ ...books, payments: { ...paying.payments, refund } });
    expect((await current())?.status).toBe("canceled");
    expect([money(), counts["refund-failed"]]).toEqual([[[999, 0]], 1]);
  });
});

describe("what Stripe will not do", () => {
  const refused = async () => Promise.reject(new Failure("payments.refused", "scripted"));

  test("about an invoice that is being paid keeps no child's plan from ending, and what is paid of it is given back", async () => {
    const { ordered, carriedOut, current, money, paying, subscription, books, counts, left, consent, clock } = setUp();
    consent("BLOCKED");
    await ordered("now", "child");
    const { endAtPeriodEnd, endNow } = paying.payments;
    const payments: typeof books.payments = {
      ...paying.payments,
      endAtPeriodEnd: async (...given) => endAtPeriodEnd(...given).then(refused),
      endNow: async (...given) => endNow(...given).then(refused),
    };
    for (let time = 0; time < 2; time++) {
      await expect(carriedOut({ ...books, payments })).rejects.toMatchObject({ code: "payments.refused" });
      expect([(await current())?.status, left()?.because]).toEqual(["canceled", "child"]);
    }
    expect([money(), counts["invoice-unstopped"]]).toEqual([[[999, 999]], 2]);
    clock.advance(HOUR_MS);
    paying.charge(subscription);
    await carriedOut();
    expect([money().at(-1), left()]).toEqual([[999, 999], undefined]);
  });

  test("about one plan or an open page holds up no other plan", async () => {
    const { ordered, carriedOut, current, paying, subscription, customer, books, left, consent, id, members } = setUp();
    const another = paying.subscribe(customer);
    consent("OPTED_OUT");
    await ordered("at-period-end", "silence");
    const { version, ...billing } = (members.get(id) as Member).billing;
    const kept = { ...billing, checkout: { id: "cs_1", expiresAt: "2099-01-01T00:00:00.000Z" } } as typeof billing;
    await books.billing.write(id, version, kept);
    const payments: typeof books.payments = {
      ...paying.payments,
      closeCheckout: refused,
      endAtPeriodEnd: (one, ...given) =>
        one.id === subscription ? refused() : paying.payments.endAtPeriodEnd(one, ...given),
    };
    await expect(carriedOut({ ...books, payments })).rejects.toMatchObject({ code: "payments.refused" });
    expect((await current(another))?.endsAt).toBeDefined();
    expect(left()).toMatchObject({ because: "silence" });
  });
});

test("who came to pay and did not has nothing to do, which is done at once", async () => {
  const { books, paying, ordered, carriedOut, left, id, members } = setUp();
  const { billing } = members.get(id) as Member;
  const none = async () => [];
  await ordered("at-period-end", "silence");
  expect(await carriedOut({ ...books, payments: { ...paying.payments, subscriptionsOf: none } })).toBe("nothing");
  expect([left(), members.get(id)?.billing]).toEqual([undefined, billing]);
});

test("nothing that runs, or nobody, is nothing to do", async () => {
  const { ordered, carriedOut, paying, subscription, left, members, id } = setUp();
  paying.set(subscription, { status: "canceled" });
  await ordered("now", "child");
  expect([await carriedOut(), left()]).toEqual(["nothing", undefined]);
  await ordered("now", "child");
  members.delete(id);
  expect([await carriedOut(), left()]).toEqual(["gone", undefined]);
});

test("Stripe being down leaves the order where it is", async () => {
  const { ordered, carriedOut, paying, left } = setUp();
  await ordered("at-period-end", "asked");
  paying.out(true);
  await expect(carriedOut()).rejects.toMatchObject({ code: "payments.unavailable" });
  expect(left()).toMatchObject({ because: "asked" });
});

test("what is ordered while it is carried out is carried out as well", async () => {
  const { ordered, carriedOut, books, paying, current, money } = setUp();
  await ordered("at-period-end", "asked");
  const payments: typeof books.payments = {
    ...paying.payments,
    async endAtPeriodEnd(...given) {
      await ordered("now", "child");
      return paying.payments.endAtPeriodEnd(...given);
    },
  };
  await carriedOut({ ...books, payments });
  expect(await carriedOut()).toBe("ended");
  expect((await current())?.status).toBe("canceled");
  expect(money()).toEqual([[999, 999]]);
});

/** Ports that fall silent at one of their calls: before it was made, or after, unheard. */
function dying(books: OrderBooks, atCall: number, when: "before" | "after") {
  let calls = 0;
  const wrapped = <Port extends object>(port: Port): Port =>
    Object.fromEntries(
      Object.entries(port).map(([name, method]: [string, (...given: unknown[]) => Promise<unknown>]) => [
        name,
        async (...given: unknown[]) => {
          calls += 1;
          if (calls > atCall || (calls === atCall && when === "before")) throw new Error("the sandbox is gone");
          const answer = await method(...given);
          if (calls === atCall) throw new Error("the sandbox is gone");
          return answer;
        },
      ]),
    ) as Port;
  const { members, billing, payments, agenda, conversations, orders } = books;
  return {
    books: {
      ...books,
      ...{ members: wrapped(members), billing: wrapped(billing), payments: wrapped(payments) },
      ...{ agenda: wrapped(agenda), conversations: wrapped(conversations), orders: wrapped(orders) },
    },
    hasDied: () => calls >= atCall,
  };
}

/** Does it in every way in which a sandbox can die over it, each in a world of its own. @returns in how many ways. */
async function wherever(live: (atCall: number, when: "before" | "after") => Promise<boolean>): Promise<number> {
  let ways = 0;
  for (const when of ["before", "after"] as const) {
    for (let atCall = 1; await live(atCall, when); atCall++) ways += 1;
  }
  return ways;
}

describe("whoever dies over it leaves what the next one finishes, without taking or giving anything twice", () => {
  test.each([
    ["asked", "at-period-end", "asked", false, 0],
    ["silence", "at-period-end", "silence", false, 0],
    ["a renewal since it was asked", "at-period-end", "asked", true, 999],
    ["a renewal since the STOP", "at-period-end", "silence", true, 999],
    ["a child", "now", "child", false, 999],
    ["a child, and a renewal since", "now", "child", true, 999],
    ["gone", "now", "gone", false, 999],
  ] as const)("%s", async (_what, ends, because, isRenewed, back) => {
    const ways = await wherever(async (atCall, when) => {
      const { ordered, carriedOut, current, money, paying, subscription, clock, books, left, members, id } = setUp();
      await ordered(ends, because);
      if (isRenewed) {
        clock.advance(25 * DAY_MS);
        paying.renew(subscription);
      }
      const mortal = dying(books, atCall, when);
      await carriedOut(mortal.books).catch(() => undefined);
      clock.advance(60_000);
      await carriedOut();
      expect(left()).toBeUndefined();
      expect(money().reduce((sum, [, refunded = 0]) => sum + refunded, 0)).toBe(back);
      const charged = money().length;
      if ((await current())?.status !== "canceled") paying.renew(subscription);
      expect([(await current())?.status, money().length]).toEqual(["canceled", charged]);
      expect(members.get(id)?.billing.subscription?.endsAt).toBeDefined();
      return mortal.hasDied();
    });
    expect(ways).toBeGreaterThan(12);
  });

  test.each([
    ["asked", 0],
    ["child", 999],
    ["reassigned", 999],
    ["silent", 999],
  ] as const satisfies readonly (readonly [ErasureReason, number])[])(
    "somebody who is erased: %s",
    async (reason, back) => {
      const ways = await wherever(async (atCall, when) => {
        const { id, current, money, clock, books, customer, paying } = setUp();
        const mortal = dying(books, atCall, when);
        await endAllOf(mortal.books, id, reason).catch(() => undefined);
        clock.advance(60_000);
        await endAllOf(books, id, reason);
        expect([(await current())?.status, paying.customers.get(customer)?.isDeleted]).toEqual(["canceled", true]);
        expect(money()).toEqual([[999, back]]);
        return mortal.hasDied();
      });
      expect(ways).toBeGreaterThan(12);
    },
  );
});

describe("who is erased", () => {
  test("and never came to pay costs Stripe no question", async () => {
    const { books, paying, members, id, left } = setUp();
    const member = members.get(id) as Member;
    members.set(id, { ...member, billing: { ...member.billing, customer: undefined } });
    paying.out(true);
    await endAllOf(books, id, "asked");
    expect(left()).toBeUndefined();
  });

  test("while Stripe is down is charged again at most to get it back", async () => {
    const { books, paying, subscription, clock, money, id, current } = setUp();
    paying.out(true);
    await expect(endAllOf(books, id, "asked")).rejects.toMatchObject({ code: "payments.unavailable" });
    clock.advance(25 * DAY_MS);
    paying.renew(subscription);
    paying.out(false);
    await endAllOf(books, id, "asked");
    expect((await current())?.status).toBe("canceled");
    expect(money()).toEqual([
      [999, 0],
      [999, 999],
    ]);
  });

  test("is not let go while anything of theirs runs on", async () => {
    const { books, paying, id, customer } = setUp();
    const payments = { ...paying.payments, endNow: async () => ({}) as Subscription };
    await expect(endAllOf({ ...books, payments }, id, "asked")).rejects.toMatchObject({
      code: "billing.still-running",
    });
    expect(paying.customers.get(customer)?.isDeleted).toBe(false);
  });
});
