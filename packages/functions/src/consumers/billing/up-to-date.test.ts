import { type Entitlements, PLANS, type SubscriptionId, standingOf } from "@jules/core/billing";
import { type Brought, bringUpToDate, carryOut } from "@jules/core/billing/books";
import { Failure, instant, instantPlus } from "@jules/core/kernel";
import { memoryBooks } from "@jules/testkit/memory";
import { describe, expect, test } from "vitest";

const MINUTE_MS = 60_000;
const DAY_MS = 24 * 60 * MINUTE_MS;

function setUp() {
  let now = instant("2026-11-20T17:00:00Z");
  const world = memoryBooks({ now: () => now });
  const { id, customer } = world.memberWith({ createdAt: instant("2026-10-01T00:00:00Z") });
  const member = () => {
    const found = world.members.get(id);
    if (!found) throw new Error("the member is gone");
    return found;
  };
  return {
    ...{ ...world, id, customer, member },
    bring: (): Promise<Brought> => bringUpToDate(world.books, id),
    pass: (milliseconds: number) => {
      now = instantPlus(now, milliseconds);
    },
    now: () => now,
    standing: () => standingOf(member(), now),
    uses: (): Entitlements => standingOf(member(), now).entitles,
    refunded: (subscription: SubscriptionId) =>
      world.paying.charges().find((charge) => charge.subscription === subscription)?.refundedMinor,
  };
}

const silent = (state: "OPTED_OUT" | "BLOCKED", at: ReturnType<typeof instant>) =>
  ({ state, scope: "recurring", version: 2, changedAt: at, changedBy: "text", saidAt: at }) as const;

test("who paid has the plan, and a second look changes nothing", async () => {
  const { bring, paying, customer, uses, writes } = setUp();
  expect(uses()).toEqual(PLANS.free.entitles);
  paying.subscribe(customer);
  expect((await bring()).kind).toBe("written");
  expect(uses()).toEqual(PLANS.plus.entitles);
  expect((await bring()).kind).toBe("same");
  expect(writes()).toBe(1);
});

test("who never came to pay costs no question", async () => {
  const { bring, change, id, member, paying } = setUp();
  change(id, { billing: { ...member().billing, customer: undefined } });
  paying.out(true);
  expect(await bring()).toEqual({ kind: "no-customer" });
});

test("who is erased is gone", async () => {
  const { bring, members, id } = setUp();
  members.delete(id);
  expect(await bring()).toEqual({ kind: "gone" });
});

test("Stripe being down is a failure, and nothing is taken away meanwhile", async () => {
  const { bring, paying, customer, uses } = setUp();
  paying.subscribe(customer);
  await bring();
  paying.out(true);
  await expect(bring()).rejects.toMatchObject({ code: "payments.unavailable" });
  expect(uses()).toEqual(PLANS.plus.entitles);
});

test("of two that run the older one stays; the other ends, is given back, and is counted once", async () => {
  const { bring, paying, customer, member, pass, refunded, counts } = setUp();
  const first = paying.subscribe(customer);
  pass(MINUTE_MS);
  const second = paying.subscribe(customer, "year");
  await bring();
  await bring();
  expect(member().billing.subscription).toMatchObject({ id: first, status: "active", endsAt: undefined });
  expect([refunded(first), refunded(second)]).toEqual([0, 7_999]);
  expect((await paying.payments.subscriptionsOf(customer)).map(({ status }) => status)).toEqual(["active", "canceled"]);
  expect(counts["double-subscription"]).toBe(1);
});

test.each(["endAtPeriodEnd", "lastPayment", "refund", "endNow", "subscriptionsOf"] as const)(
  "whoever dies at %s while a double is ended leaves it to be ended, and nobody is given more than they paid",
  async (at) => {
    const { bring, books, paying, customer, pass, refunded, member } = setUp();
    const first = paying.subscribe(customer);
    pass(MINUTE_MS);
    const second = paying.subscribe(customer);
    const payments = paying.payments;
    for (const isDone of [false, true]) {
      const dying = async (...given: unknown[]) => {
        if (isDone) await (payments[at] as (...all: unknown[]) => Promise<unknown>)(...given);
        throw new Error("the sandbox is gone");
      };
      await bringUpToDate({ ...books, payments: { ...payments, [at]: dying } }, member().id).catch(() => undefined);
    }
    await bring();
    expect([refunded(first), refunded(second)]).toEqual([0, 999]);
    expect(member().billing.subscription?.id).toBe(first);
  },
);

test("a double whose payment cannot be given back is ended all the same, and somebody looks at it", async () => {
  const { bring, books, paying, customer, counts, pass, member } = setUp();
  paying.subscribe(customer);
  pass(MINUTE_MS);
  const second = paying.subscribe(customer);
  const payments = { ...paying.payments, refund: () => paying.payments.refund({ ...NO_PAYMENT, customer }) };
  await bringUpToDate({ ...books, payments }, member().id);
  const all = await paying.payments.subscriptionsOf(customer);
  expect(all.find(({ id }) => id === second)?.status).toBe("canceled");
  expect(counts["refund-failed"]).toBe(1);
  expect((await bring()).kind).toBe("same");
});

/** Stripe, while the first payment of a subscription is being made by their bank: it stops no invoice of that. */
function beingPaid({ payments }: ReturnType<typeof setUp>["paying"], id: SubscriptionId): typeof payments {
  const unlessPaying = async <Result>(of: SubscriptionId, work: Promise<Result>) => {
    const result = await work;
    if (of === id) throw new Failure("payments.refused", "scripted");
    return result;
  };
  return {
    ...payments,
    endAtPeriodEnd: (one, ...given) => unlessPaying(one.id, payments.endAtPeriodEnd(one, ...given)),
    endNow: (one) => unlessPaying(one, payments.endNow(one)),
    lastPayment: async (of) => (of === id ? undefined : payments.lastPayment(of)),
  };
}

test.each([
  ["a double", "the other plan runs on"],
  ["a double", "the other plan ended meanwhile"],
  ["what runs for another customer", ""],
  ["what runs for nobody", ""],
])("%s whose payment is being made ends, and what is paid of it in the end is given back: %s", async (what, then) => {
  const world = setUp();
  const { bring, books, paying, customer, pass, refunded, members, member, id, counts } = world;
  const first = paying.subscribe(customer);
  await bring();
  pass(MINUTE_MS);
  const isDouble = what === "a double";
  const about = { id: `${customer}_of_another` as typeof customer, member: id, isDeleted: false };
  const second = paying.subscribe(isDouble ? customer : about.id);
  if (what.endsWith("nobody")) members.delete(id);
  const heard = (with_: typeof books) => bringUpToDate(with_, id, isDouble ? undefined : about);
  const payments = beingPaid(paying, second);
  await expect(heard({ ...books, payments })).rejects.toMatchObject({ code: "payments.refused" });
  await heard({ ...books, payments });
  expect([paying.all()[1]?.status, counts["invoice-unstopped"]]).toEqual(["canceled", 1]);
  pass(5 * DAY_MS);
  if (then.includes("ended")) paying.set(first, { status: "canceled", endsAt: instant("2026-11-21T00:00:00Z") });
  paying.charge(second);
  for (let time = 0; time < 2; time++) await heard(books);
  const last = paying.charges().at(-1);
  expect([last?.subscription, last?.refundedMinor, refunded(first)]).toEqual([second, 999, 0]);
  if (isDouble) expect(member().billing.subscription?.id).toBe(first);
});

test("what was paid of one that ended before another one began is nobody's to give back", async () => {
  const { bring, paying, customer, pass, now, refunded } = setUp();
  const first = paying.subscribe(customer);
  pass(DAY_MS);
  paying.set(first, { status: "canceled", endsAt: now() });
  paying.charge(first);
  pass(DAY_MS);
  paying.subscribe(customer);
  await bring();
  expect([refunded(first), paying.charges().map(({ refundedMinor }) => refundedMinor)]).toEqual([0, [0, 0, 0]]);
});

const NO_PAYMENT = { id: "pi_0", minor: 999, currency: "usd", refundedMinor: 0, paidAt: instant(0) };

test("a payment that is still open counts only where nothing runs", async () => {
  const { bring, paying, customer, member, pass, uses, counts } = setUp();
  const ended = paying.subscribe(customer);
  paying.set(ended, { status: "canceled", endsAt: instant("2026-11-20T17:00:00Z") });
  pass(MINUTE_MS);
  const open = paying.subscribe(customer);
  paying.set(open, { status: "incomplete" });
  await bring();
  expect(member().billing.subscription?.id).toBe(open);
  expect(uses()).toEqual(PLANS.free.entitles);
  pass(MINUTE_MS);
  const running = paying.subscribe(customer);
  await bring();
  expect(member().billing.subscription?.id).toBe(running);
  expect(counts["double-subscription"]).toBeUndefined();
});

test("of those that ended the last one counts, and one that never began tells less", async () => {
  const { bring, paying, customer, member, pass } = setUp();
  const first = paying.subscribe(customer);
  pass(MINUTE_MS);
  const second = paying.subscribe(customer);
  paying.set(second, { status: "canceled", endsAt: instant("2026-11-21T00:00:00Z") });
  paying.set(first, { status: "canceled", endsAt: instant("2026-11-22T00:00:00Z") });
  pass(MINUTE_MS);
  paying.set(paying.subscribe(customer), { status: "incomplete_expired" });
  await bring();
  expect(member().billing.subscription?.id).toBe(first);
});

test("a way to pay is forgotten once it is paid, expired or over, and closed where somebody pays already", async () => {
  const { bring, paying, change, id, member, customer, pass, now } = setUp();
  const openOne = () => {
    const asked = { attempt: "a", linkUntil: now(), price: "price_month", period: "month", language: "en" } as const;
    const expiresAt = instantPlus(now(), 60 * MINUTE_MS);
    const checkout = { id: "cs_1", expiresAt, asked: { ...asked, trialEndsAt: undefined } };
    change(id, { billing: { ...member().billing, checkout } });
    return checkout;
  };
  const checkout = openOne();
  paying.know("checkout", "cs_1", { customer, status: "open" });
  await bring();
  expect(member().billing.checkout).toEqual(checkout);
  for (const status of ["complete", "expired"]) {
    openOne();
    paying.know("checkout", "cs_1", { customer, status });
    await bring();
    expect(member().billing.checkout).toBeUndefined();
  }
  openOne();
  pass(60 * MINUTE_MS);
  await bring();
  expect(member().billing.checkout).toBeUndefined();
  openOne();
  paying.know("checkout", "cs_1", { customer, status: "open" });
  paying.checkouts.set("cs_1", { wish: {} as never, status: "open" });
  paying.subscribe(customer);
  await bring();
  expect([member().billing.checkout, paying.checkouts.get("cs_1")?.status]).toEqual([undefined, "expired"]);
});

test.each([
  ["OPTED_OUT", "at-period-end", "silence"],
  ["BLOCKED", "now", "child"],
] as const)("who is %s when they have paid is ordered to end", async (state, ends, because) => {
  const { bring, paying, customer, change, id, orders, now, pass } = setUp();
  const saidAt = now();
  change(id, { consent: silent(state, saidAt) });
  pass(MINUTE_MS);
  const subscription = paying.subscribe(customer);
  await bring();
  expect([...orders.values()]).toEqual([{ member: id, ends, because, orderedAt: saidAt }]);
  orders.clear();
  paying.set(subscription, { status: "canceled", endsAt: now() });
  await bring();
  expect(orders.size).toBe(0);
});

test("what a STOP orders counts from when it was said, however late it was put down", async () => {
  const { bring, paying, customer, change, id, orders, now, pass } = setUp();
  const silentSince = now();
  pass(MINUTE_MS);
  paying.subscribe(customer);
  pass(MINUTE_MS);
  change(id, { consent: { ...silent("OPTED_OUT", now()), silentSince } });
  await bring();
  expect([...orders.values()]).toMatchObject([{ because: "silence", orderedAt: silentSince }]);
});

test("who turned out to be a minor before they paid is ordered to end, once", async () => {
  const { bring, books, paying, customer, change, id, orders, now, pass, member } = setUp();
  const since = now();
  change(id, { age: { ...member().age, state: "LIKELY_MINOR", since } });
  pass(MINUTE_MS);
  paying.subscribe(customer);
  await bring();
  expect([...orders.values()]).toEqual([{ member: id, ends: "at-period-end", because: "child", orderedAt: since }]);
  const order = await books.orders.of(id);
  if (order) await carryOut(books, order);
  expect([orders.size, paying.charges().map(({ minor, refundedMinor }) => minor - refundedMinor)]).toEqual([0, [0]]);
  expect(member().billing.subscription?.status).toBe("canceled");
});

test("who a page asked after their STOP, and who has not said yes, is told nothing, and pays nothing", async () => {
  const { bring, paying, customer, change, id, orders, now, notices } = setUp();
  const asked = { ...silent("OPTED_OUT", now()), state: "PENDING", changedBy: "page-after-stop.1" } as const;
  change(id, { consent: asked });
  paying.subscribe(customer);
  await bring();
  expect(notices()).toEqual([]);
  expect([...orders.values()]).toMatchObject([{ ends: "at-period-end", because: "silence" }]);
});

test("a STOP that comes while it is written, or before whoever wrote it died, is heeded", async () => {
  const { bring, books, paying, customer, change, id, orders, now } = setUp();
  paying.subscribe(customer);
  const billing: typeof books.billing = {
    ...books.billing,
    async write(...given) {
      change(id, { consent: silent("OPTED_OUT", now()) });
      return books.billing.write(...given);
    },
  };
  await bringUpToDate({ ...books, billing }, id);
  expect(orders.size).toBe(1);
  orders.clear();
  expect((await bring()).kind).toBe("same");
  expect(orders.size).toBe(1);
});

test("news of a customer who is not theirs change nothing of theirs; what runs for one that we made ends", async () => {
  const { books, paying, customer, id, counts, writes, refunded } = setUp();
  const own = paying.subscribe(customer);
  const foreign = { id: `${customer}_of_another` as typeof customer, member: id, isDeleted: false };
  const stray = paying.subscribe(foreign.id);
  expect(await bringUpToDate(books, id, foreign)).toEqual({ kind: "foreign" });
  expect(paying.all().map(({ status }) => status)).toEqual(["active", "canceled"]);
  expect([refunded(own), refunded(stray)]).toEqual([0, 999]);
  expect([counts, writes()]).toEqual([{ "foreign-customer": 1 }, 0]);
});

test("what runs for a member who is gone ends, is given back, and is counted", async () => {
  const { books, paying, customer, members, id, counts, refunded } = setUp();
  const subscription = paying.subscribe(customer);
  members.delete(id);
  for (let time = 0; time < 2; time++) {
    expect(await bringUpToDate(books, id, { id: customer, member: id, isDeleted: false })).toEqual({ kind: "gone" });
  }
  expect(paying.all()).toMatchObject([{ status: "canceled" }]);
  expect([refunded(subscription), counts]).toEqual([999, { "foreign-customer": 1 }]);
});

test("of a customer whom we did not make nothing is ended", async () => {
  const { books, paying, customer, id, members } = setUp();
  const foreign = { id: `${customer}_of_another` as typeof customer, member: undefined, isDeleted: false };
  paying.subscribe(foreign.id);
  await bringUpToDate(books, id, foreign);
  members.delete(id);
  await bringUpToDate(books, id, foreign);
  expect(paying.all()).toMatchObject([{ status: "active" }]);
});

test("a customer who was deleted has nothing any more, and who pays again is another one", async () => {
  const { books, paying, customer, bring, member, id, uses, now } = setUp();
  paying.subscribe(customer);
  await bring();
  await bringUpToDate(books, id, { id: customer, member: id, isDeleted: true });
  expect(member().billing).toMatchObject({ customer: undefined, subscription: { status: "canceled", endsAt: now() } });
  expect(uses()).toEqual(PLANS.free.entitles);
});

test("who is overtaken again and again gives up for now", async () => {
  const { books, paying, customer, id } = setUp();
  paying.subscribe(customer);
  const billing = { ...books.billing, write: async () => false };
  await expect(bringUpToDate({ ...books, billing }, id)).rejects.toMatchObject({ code: "billing.contended" });
});

test("two who fetch at different times: the older state never takes the place of the newer one", async () => {
  const { books, paying, customer, bring, member, id, pass } = setUp();
  const subscription = paying.subscribe(customer);
  pass(30 * DAY_MS);
  let isFetched: () => void = () => undefined;
  const fetched = new Promise<void>((resolve) => {
    isFetched = resolve;
  });
  let goOn: () => void = () => undefined;
  const goes = new Promise<void>((resolve) => {
    goOn = resolve;
  });
  const slow: typeof paying.payments = {
    ...paying.payments,
    async subscriptionsOf(of) {
      const all = await paying.payments.subscriptionsOf(of);
      isFetched();
      await goes;
      return all;
    },
  };
  const late = bringUpToDate({ ...books, payments: slow }, id);
  await fetched;
  paying.set(subscription, { status: "canceled", endsAt: instant("2026-12-20T17:00:00Z") });
  await bring();
  goOn();
  expect((await late).kind).toBe("same");
  expect(member().billing).toMatchObject({ version: 2, subscription: { status: "canceled" } });
});

describe("who ends their plan on Stripe's page", () => {
  /** A month was paid and known, and is over; half an hour into the next they end it there, and we hear of it later. */
  async function ended(isLate: boolean) {
    const world = setUp();
    const { paying, customer, bring, pass, books, id, now } = world;
    const subscription = paying.subscribe(customer);
    await bring();
    pass(30 * DAY_MS);
    if (isLate) paying.renew(subscription, false);
    else paying.draft(subscription);
    pass(30 * MINUTE_MS);
    await bring();
    const [running] = await paying.payments.subscriptionsOf(customer);
    if (!running) throw new Error("it runs");
    await paying.payments.endAtPeriodEnd(running, false);
    return {
      ...{ ...world, subscription, endedAt: now() },
      async cron() {
        const order = await books.orders.of(id);
        return order && carryOut(books, order);
      },
      charge() {
        paying.collect(subscription);
        if (isLate && paying.all()[0]?.status === "past_due") paying.charge(subscription);
      },
      told: () => world.notices().filter(({ about }) => about === "ending" || about === "ended"),
      money: () => paying.charges().map(({ minor, refundedMinor }) => [minor, refundedMinor]),
    };
  }

  test.each([
    ["while the next month is a draft", false],
    ["while a payment is late", true],
  ] as const)("%s is not charged for it, and is told that it has ended", async (_what, isLate) => {
    const { bring, cron, charge, money, orders, id, endedAt, told, member, pass, now } = await ended(isLate);
    for (let time = 0; time < 2; time++) {
      await bring();
      expect([...orders.values()]).toEqual([
        { member: id, ends: "at-period-end", because: "asked", orderedAt: endedAt },
      ]);
    }
    pass(MINUTE_MS);
    expect(await cron()).toBe("ended");
    pass(60 * MINUTE_MS);
    charge();
    await bring();
    expect([money(), member().billing.subscription?.status, orders.size]).toEqual([[[999, 0]], "canceled", 0]);
    const [only, ...more] = told();
    expect([only?.about, more]).toEqual(["ended", []]);
    expect(only && only.dueAt > endedAt && only.dueAt < now()).toBe(true);
  });

  test.each([false, true])("and was charged before we heard of it gets that back (late: %s)", async (isLate) => {
    const { bring, cron, charge, money, pass, paying, subscription } = await ended(isLate);
    pass(30 * MINUTE_MS);
    charge();
    if (isLate) paying.set(subscription, { status: "active" });
    pass(30 * MINUTE_MS);
    await bring();
    expect(await cron()).toBe("ended");
    expect(money()).toEqual([
      [999, 0],
      [999, 999],
    ]);
  });

  test.each([
    ["in the second in which they buy it", 0],
    ["a day later", DAY_MS],
  ])("%s has what they paid for: nothing is ordered, and they may take it back there", async (_when, ms) => {
    const { paying, customer, bring, pass, orders, notices } = setUp();
    const subscription = paying.subscribe(customer);
    await bring();
    pass(ms);
    const [running] = await paying.payments.subscriptionsOf(customer);
    if (running) await paying.payments.endAtPeriodEnd(running, false);
    await bring();
    expect([orders.size, notices().at(-1)?.about]).toEqual([0, "ending"]);
    await paying.payments.keep(subscription);
    await bring();
    expect([orders.size, paying.all()[0]?.endsAt]).toEqual([0, undefined]);
  });

  test("while an order about what they had before still waits is not charged for it, and is told", async () => {
    const { bring, books, cron, charge, money, id, endedAt, told, pass, now } = await ended(false);
    const before = { member: id, ends: "at-period-end", because: "asked" } as const;
    await books.orders.place({ ...before, orderedAt: instantPlus(now(), -40 * DAY_MS) });
    await bring();
    expect((await books.orders.of(id))?.given.map(({ orderedAt }) => orderedAt)).toContain(endedAt);
    pass(MINUTE_MS);
    expect(await cron()).toBe("ended");
    pass(60 * MINUTE_MS);
    charge();
    await bring();
    expect([money(), told().map(({ about }) => about)]).toEqual([[[999, 0]], ["ended"]]);
  });

  test("for a day after the next renewal is charged until then", async () => {
    const { paying, customer, bring, pass, orders, now } = setUp();
    const subscription = paying.subscribe(customer);
    await bring();
    pass(30 * DAY_MS);
    paying.draft(subscription);
    paying.set(subscription, { endsAt: instantPlus(now(), 100 * DAY_MS), endAskedAt: now() });
    await bring();
    expect(orders.size).toBe(0);
  });

  test("and whose news are lost on the way, wherever that is, is not charged either", async () => {
    for (const call of ["isCollecting", "lastPayment"] as const) {
      const { books, paying, id, bring, cron, charge, money } = await ended(false);
      const lost = async () => Promise.reject(new Error("the sandbox is gone"));
      await bringUpToDate({ ...books, payments: { ...paying.payments, [call]: lost } }, id).catch(() => undefined);
      await bringUpToDate({ ...books, orders: { ...books.orders, place: lost } }, id).catch(() => undefined);
      await bringUpToDate({ ...books, billing: { ...books.billing, write: lost } }, id).catch(() => undefined);
      await cron();
      await bring();
      await cron();
      charge();
      expect(money()).toEqual([[999, 0]]);
    }
  });
});
