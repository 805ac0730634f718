import type { NewsSubject, SubjectKind } from "@jules/core/billing";
import { type Books, heedNews, NEWS_TYPES, type News } from "@jules/core/billing/books";
import { instant, instantPlus, type MemberId } from "@jules/core/kernel";
import { memoryBooks } from "@jules/testkit/memory";
import { describe, expect, test } from "vitest";

const NOW = instant("2026-11-20T17:00:00Z");
const DAY_MS = 24 * 60 * 60_000;
const EARLIER = instantPlus(NOW, -60_000);

function setUp() {
  const world = memoryBooks({ now: () => NOW });
  const { id, customer } = world.memberWith();
  const subscription = world.paying.subscribe(customer);
  const member = () => world.members.get(id);
  let events = 0;
  const about = (kind: SubjectKind, object: string, status?: string) => {
    const subject: NewsSubject = { customer, status };
    world.paying.know(kind, object, subject);
  };
  about("subscription", subscription);
  return {
    ...{ ...world, id, customer, subscription, member, about },
    hear(type: string, object: string = subscription, more: Partial<News> = {}, books: Books = world.books) {
      events += 1;
      const news = { id: `evt_${events}`, type, createdAt: EARLIER, object, member: undefined, ...more };
      return heedNews(books, news);
    },
    knows: () => member()?.billing.subscription?.status,
    /** What they are told, but for that it began. */
    told: () =>
      world
        .notices()
        .map(({ about: code }) => code)
        .filter((code) => code !== "began"),
  };
}

const KINDS: Readonly<Record<string, SubjectKind>> = {
  ...{ "checkout.session": "checkout", "customer.subscription": "subscription", invoice: "invoice" },
  ...{ refund: "refund", "charge.dispute": "dispute", "radar.early_fraud_warning": "fraud-warning", charge: "charge" },
};

test.each(NEWS_TYPES.filter((type) => type !== "customer.deleted"))("%s brings the books up to date", async (type) => {
  const { hear, about, knows, heard } = setUp();
  const kind = KINDS[type.slice(0, type.lastIndexOf("."))];
  if (!kind) throw new Error("each type is about something");
  about(kind, "object_1");
  expect(await hear(type, "object_1")).toBe("written");
  expect([knows(), heard.size]).toEqual(["active", 1]);
});

test("the same event twice is heard once, and Stripe is not asked again", async () => {
  const { hear, paying } = setUp();
  await hear("invoice.paid", undefined, { id: "evt_same" }).catch(() => undefined);
  expect(await hear("customer.subscription.updated", undefined, { id: "evt_once" })).toBe("written");
  paying.out(true);
  expect(await hear("customer.subscription.updated", undefined, { id: "evt_once" })).toBe("again");
});

test("what nothing follows from is let go", async () => {
  const { hear, heard, writes } = setUp();
  expect(await hear("payment_intent.succeeded")).toBe("unheeded");
  expect(await hear("constructor")).toBe("unheeded");
  expect([heard.size, writes()]).toEqual([0, 0]);
});

describe("bad input changes nothing, and is not asked about again", () => {
  const other = "m_ffffffffffffffffffffffffffffffff" as MemberId;

  test.each<[string, string, (world: ReturnType<typeof setUp>) => void]>([
    ["unknown-object", "an object that Stripe no longer knows", ({ paying }) => forget(paying)],
    ["unknown-customer", "an object of nobody", ({ paying, subscription }) => know(paying, subscription, undefined)],
    [
      "unknown-customer",
      "a customer whom Stripe does not know",
      ({ paying, customer }) => paying.customers.delete(customer),
    ],
    [
      "not-ours",
      "a customer whom we did not make",
      ({ paying, customer }) => paying.customers.set(customer, { id: customer, member: undefined, isDeleted: false }),
    ],
    [
      "foreign",
      "another customer that says to be the member's",
      ({ paying, id, subscription }) => {
        const strange = "cus_strange" as NonNullable<NewsSubject["customer"]>;
        paying.customers.set(strange, { id: strange, member: id, isDeleted: false });
        know(paying, subscription, strange);
      },
    ],
    ["gone", "a member who is erased", ({ members, id }) => members.delete(id)],
    [
      "gone",
      "a member who never was",
      ({ paying, customer }) => paying.customers.set(customer, { id: customer, member: other, isDeleted: false }),
    ],
  ])("%s: %s", async (result, _what, prepare) => {
    const world = setUp();
    prepare(world);
    expect(await world.hear("customer.subscription.updated")).toBe(result);
    expect([world.writes(), world.heard.size, world.orders.size, world.notices()]).toEqual([0, 1, 0, []]);
  });

  function forget(paying: ReturnType<typeof setUp>["paying"]) {
    paying.payments.subject = async () => undefined;
  }

  function know(paying: ReturnType<typeof setUp>["paying"], object: string, customer: NewsSubject["customer"]) {
    paying.know("subscription", object, { customer, status: "active" });
  }
});

describe("a customer who was deleted at Stripe", () => {
  async function deleted() {
    const world = setUp();
    await world.hear("customer.subscription.created");
    await world.paying.payments.deleteCustomer(world.customer);
    // Stripe says of one that is deleted that they are, and nothing else.
    world.paying.customers.set(world.customer, { id: world.customer, member: undefined, isDeleted: true });
    return world;
  }

  test("has no subscription any more, and pays as another one if they pay again", async () => {
    const { hear, customer, id, member, knows, counts } = await deleted();
    expect(await hear("customer.deleted", customer, { member: id })).toBe("written");
    expect([knows(), member()?.billing.customer]).toEqual(["canceled", undefined]);
    expect(await hear("customer.subscription.deleted", undefined, { member: id })).toBe("foreign");
    expect(counts).toEqual({});
  });

  test("does nothing to a member who has another one", async () => {
    const { hear, customer, members, id, memberWith, knows } = await deleted();
    const elsewhere = memberWith();
    expect(await hear("customer.deleted", customer, { member: elsewhere.id })).toBe("foreign");
    expect(members.get(elsewhere.id)?.billing.customer).toBe(elsewhere.customer);
    expect(await hear("customer.deleted", customer)).toBe("not-ours");
    expect([id, knows()]).toEqual([id, "active"]);
  });
});

describe("a dispute", () => {
  test("ends the plan and is counted, once, whatever else is said about it", async () => {
    const { hear, about, orders, counts, id } = setUp();
    about("dispute", "dp_1", "needs_response");
    await hear("charge.dispute.created", "dp_1");
    const order = { member: id, ends: "at-period-end", because: "dispute", orderedAt: EARLIER };
    expect([...orders.values()]).toEqual([order]);
    await hear("charge.dispute.updated", "dp_1", { createdAt: NOW });
    expect(counts).toEqual({ dispute: 1 });
  });

  test("that was decided for us orders nothing more", async () => {
    const { hear, about, orders } = setUp();
    for (const status of ["won", "warning_closed"]) {
      about("dispute", "dp_1", status);
      await hear("charge.dispute.closed", "dp_1");
    }
    expect(orders.size).toBe(0);
    about("dispute", "dp_1", "lost");
    await hear("charge.dispute.closed", "dp_1");
    expect(orders.size).toBe(1);
  });

  test.each([
    ["before the plan began that runs now, ends nothing", -50 * DAY_MS, 0],
    ["for the plan that runs now, ends it", 0, 1],
    ["a moment before the plan says that it began, as its first payment, ends it", -60_000, 1],
  ])("that goes on, about what was charged %s", async (_what, ms, ordered) => {
    const { hear, paying, customer, orders } = setUp();
    const chargedAt = instantPlus(NOW, ms);
    paying.know("dispute", "dp_1", { customer, status: "lost", chargedAt });
    for (const type of ["updated", "funds_withdrawn", "closed"]) await hear(`charge.dispute.${type}`, "dp_1");
    expect(orders.size).toBe(ordered);
    // One that is opened says that nothing more is to be charged at all; what was bought since is none of its order's.
    await hear("charge.dispute.created", "dp_1");
    expect(orders.size).toBe(1);
  });

  test("about nobody we know is looked at all the same; where nothing runs nothing is ordered", async () => {
    const { hear, about, counts, paying, customer, subscription, orders } = setUp();
    paying.set(subscription, { status: "canceled", endsAt: NOW });
    about("dispute", "dp_1");
    await hear("charge.dispute.created", "dp_1");
    paying.customers.delete(customer);
    await hear("charge.dispute.created", "dp_2");
    expect([counts, orders.size]).toEqual([{ dispute: 2 }, 0]);
  });
});

test.each([
  ["radar.early_fraud_warning.created", "fraud-warning", "fraud-warning"],
  ["refund.failed", "refund-failed", "refund"],
  ["invoice.finalization_failed", "invoice-unfinished", "invoice"],
  ["customer.subscription.pending_update_expired", "change-expired", "subscription"],
] as const)("%s is for somebody to look at, and orders nothing", async (type, count, kind) => {
  const { hear, about, counts, orders, told } = setUp();
  about(kind, "object_1");
  await hear(type, "object_1");
  expect([counts, orders.size, told()]).toEqual([{ [count]: 1 }, 0, []]);
});

test("a refund is told once for each, whichever event brings it, and not one that failed", async () => {
  const { hear, about, told } = setUp();
  about("refund", "re_1", "failed");
  await hear("refund.updated", "re_1");
  expect(told()).toEqual([]);
  about("refund", "re_2", "pending");
  await hear("refund.created", "re_2");
  about("refund", "re_2", "succeeded");
  await hear("refund.updated", "re_2");
  about("charge", "ch_1");
  await hear("charge.refunded", "ch_1");
  expect(told()).toEqual(["refunded"]);
  about("refund", "re_3", "succeeded");
  await hear("refund.created", "re_3");
  expect(told()).toEqual(["refunded", "refunded"]);
});

test("a payment that waits for its owner is told of as that, and not as one that failed", async () => {
  const { hear, about, told, paying, subscription } = setUp();
  await hear("customer.subscription.created");
  about("invoice", "in_1", "paid");
  await hear("invoice.payment_action_required", "in_1");
  expect(told()).toEqual([]);
  paying.renew(subscription, false);
  about("invoice", "in_2", "open");
  await hear("invoice.payment_action_required", "in_2");
  await hear("invoice.payment_failed", "in_2");
  expect(told()).toEqual(["action-required"]);
});

test("a payment that failed is told of, once, and so is the end of the plan", async () => {
  const { hear, about, told, paying, subscription } = setUp();
  await hear("customer.subscription.created");
  paying.renew(subscription, false);
  about("invoice", "in_2", "open");
  await hear("invoice.payment_failed", "in_2");
  await hear("customer.subscription.updated");
  await hear("invoice.payment_failed", "in_2");
  expect(told()).toEqual(["payment-failed"]);
  paying.set(subscription, { status: "canceled", endsAt: NOW });
  await hear("customer.subscription.deleted");
  await hear("customer.subscription.updated");
  expect(told()).toEqual(["payment-failed", "ended"]);
});

test("a notice is in the language of their last texts", async () => {
  const { hear, notices, books } = setUp();
  books.conversations.addressOf = async () => ({ language: "es" });
  await hear("customer.subscription.created");
  expect(notices().map(({ kind, about, language }) => [kind, about, language])).toEqual([
    ["billing-notice", "began", "es"],
  ]);
});

test("who wants no texts is told nothing", async () => {
  const { hear, about, notices, change, id } = setUp();
  const consent = { state: "OPTED_OUT", scope: "replies", version: 2, changedBy: "text" } as const;
  change(id, { consent: { ...consent, changedAt: NOW, saidAt: NOW } });
  about("refund", "re_1", "succeeded");
  await hear("refund.created", "re_1");
  expect(notices()).toEqual([]);
});

/** The ports, of which the call with this number dies, before it does anything or after. */
function dying(books: Books, at: number, when: "before" | "after") {
  let calls = 0;
  const wrapped = <Port extends object>(port: Port): Port =>
    Object.fromEntries(
      Object.entries(port).map(([name, call]) => [
        name,
        async (...given: unknown[]) => {
          const isLast = ++calls === at;
          const gone = new Error("the sandbox is gone");
          if (isLast && when === "before") throw gone;
          const answer = await (call as (...all: unknown[]) => unknown)(...given);
          if (isLast) throw gone;
          return answer;
        },
      ]),
    ) as Port;
  const { members, billing, payments, agenda, conversations, orders } = books;
  return {
    calls: () => calls,
    books: {
      ...books,
      ...{ members: wrapped(members), billing: wrapped(billing), payments: wrapped(payments) },
      ...{ agenda: wrapped(agenda), conversations: wrapped(conversations), orders: wrapped(orders) },
    },
  };
}

test.each([
  ["charge.dispute.created", "dispute", "needs_response"],
  ["refund.created", "refund", "succeeded"],
  ["customer.subscription.created", "subscription", "active"],
] as const)(
  "whoever dies anywhere while %s is heard leaves nothing undone, and nothing is done twice",
  async (type, kind, status) => {
    const outcome = async (at: number, when: "before" | "after") => {
      const { hear, about, books, member, orders, notices, paying, customer, heard } = setUp();
      // Of two that run one is ended on the way.
      const second = paying.subscribe(customer);
      about(kind, "object_1", status);
      const once = dying(books, at, when);
      const said = { id: "evt_1" };
      await hear(type, "object_1", said, once.books).catch(() => undefined);
      await hear(type, "object_1", said);
      return {
        calls: once.calls(),
        is: [
          ...[member()?.billing.subscription, [...orders.values()], [...heard.keys()]],
          notices().map(({ id }) => id),
          paying.charges().map(({ subscription, refundedMinor }) => [subscription === second, refundedMinor]),
        ],
      };
    };
    const whole = await outcome(0, "before");
    expect(whole.calls).toBeGreaterThan(8);
    for (let at = 1; at <= whole.calls; at++) {
      for (const when of ["before", "after"] as const) {
        expect({ at, when, is: (await outcome(at, when)).is }).toEqual({ at, when, is: whole.is });
      }
    }
  },
);
