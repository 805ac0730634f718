import { bringUpToDate, carryOut } from "@jules/core/billing/books";
import { NO_EPISODE } from "@jules/core/crisis";
import { Failure, instantPlus } from "@jules/core/kernel";
import { MEMBER_NUMBER } from "@jules/testkit/builders";
import { expect, test } from "vitest";
import { setUpOperators } from "../../../test/operators.ts";

const HERE = "/v1/members/{id}/subscription";
const DAY_MS = 24 * 60 * 60_000;

/** A member, with a subscription that runs unless said otherwise. */
async function setUp(isPaying = true) {
  const office = await setUpOperators();
  const { ask, member, paying, billing, books, stores } = office;
  const about = (key: `${"GET" | "POST"} ${string}`, body?: object) => {
    const [method, ...path] = key.split(" ");
    return ask(`${method} ${HERE}${path.join("")}`, { path: { id: member.id }, ...(body && { body }) });
  };
  const now = async () => {
    const found = await stores.members.byId(member.id);
    if (!found) throw new Error("the member is gone");
    return found;
  };
  if (isPaying) {
    const customer = await paying.payments.createCustomer(member.id);
    await billing.write(member.id, 0, { ...(await now()).billing, customer });
    paying.subscribe(customer);
    await bringUpToDate(books, member.id);
  }
  return { ...office, about, now };
}

test("what a member pays is shown, with the ids for Stripe's dashboard and what is ordered", async () => {
  const { about, billingOrders, member, clock } = await setUp();
  await billingOrders.place({ member: member.id, ends: "at-period-end", because: "asked", orderedAt: clock.now() });
  expect(await about("GET ")).toMatchObject({
    status: 200,
    body: {
      ...{ state: "active", isPaid: true, plan: "Jules Plus", customer: "cus_1" },
      until: instantPlus(clock.now(), 30 * DAY_MS),
      subscription: { id: "sub_2", status: "active", period: "month" },
      order: { ends: "at-period-end", because: "asked", orderedAt: clock.now() },
    },
  });
});

test("of who pays nothing that they pay nothing; and there is nothing to end, keep, pause or give back", async () => {
  const { about } = await setUp(false);
  expect((await about("GET ")).body).toMatchObject({ state: "trialing", plan: "Jules Free", subscription: null });
  for (const [key, body] of [
    ["end", { when: "now" }],
    ["keep", {}],
    ["pause", {}],
    ["resume", {}],
    ["change-preview", { period: "year" }],
    ["change", { period: "year" }],
    ["refunds", { payment: "pi_1" }],
  ] as const) {
    expect((await about(`POST /${key}`, body)).status).toBe(404);
  }
  expect(await about("GET /last-payment")).toEqual({ status: 404, body: { error: "nothing-paid" } });
});

test("the link goes to the member's own number, and the operator does not get it", async () => {
  const { about, sender } = await setUp();
  const before = sender.accepted.length;
  expect(await about("POST /link", {})).toEqual({ status: 200, body: { result: "sent" } });
  const [text, ...more] = sender.accepted.slice(before);
  expect([text?.to, more]).toEqual([MEMBER_NUMBER, []]);
  expect(text?.body).toMatch(/https:\/\/jules\.example\/b\/[\w-]{50} /);
});

test("nobody gets a link in a crisis, or who may have got the number since", async () => {
  const { about, sender, stores, now, clock } = await setUp();
  const before = sender.accepted.length;
  const { id, sealedEpisode } = await now();
  const episode = { ...NO_EPISODE, state: "HOLD", since: clock.now(), lastSignalAt: clock.now() } as const;
  expect(await stores.members.remember(id, { episode, version: sealedEpisode.version })).toBe(true);
  expect(await about("POST /link", {})).toEqual({ status: 200, body: { result: "withheld" } });
  clock.advance(46 * DAY_MS);
  expect((await about("POST /link", {})).status).toBe(409);
  expect(sender.accepted).toHaveLength(before);
});

test("it ends with what is paid, is kept, paused and resumed, and each is known at once", async () => {
  const { about, clock } = await setUp();
  const until = instantPlus(clock.now(), 30 * DAY_MS);
  for (let again = 0; again < 2; again++) {
    expect((await about("POST /end", { when: "period-end" })).body.subscription).toMatchObject({ endsAt: until });
  }
  expect((await about("POST /keep", {})).body.subscription.endsAt).toBeUndefined();
  expect((await about("POST /pause", {})).body.subscription).toMatchObject({ isCollectionPaused: true });
  expect((await about("GET ")).body.subscription).toMatchObject({ isCollectionPaused: true, paidUntil: until });
  expect((await about("POST /resume", {})).body.subscription).toMatchObject({ isCollectionPaused: false });
});

test("it ends within the hour in which a month is drafted, and that is never charged", async () => {
  const { about, paying, clock, now, billingOrders, member } = await setUp();
  clock.advance(30 * DAY_MS + 60_000);
  const { subscription } = (await now()).billing;
  if (subscription) paying.draft(subscription.id);
  const ended = await about("POST /end", { when: "period-end" });
  expect(ended.body).toMatchObject({ plan: "Jules Free", subscription: { status: "canceled" }, order: null });
  if (subscription) paying.collect(subscription.id);
  expect(paying.charges()).toHaveLength(1);
  expect(await billingOrders.of(member.id)).toBeUndefined();
});

test("what is paused is not charged for the month that was drafted, also where it was paused before", async () => {
  const { about, paying, clock, now } = await setUp();
  clock.advance(30 * DAY_MS + 60_000);
  const { subscription } = (await now()).billing;
  if (!subscription) throw new Error("it runs");
  paying.draft(subscription.id);
  paying.set(subscription.id, { isCollectionPaused: true });
  expect((await about("POST /pause", {})).body.subscription).toMatchObject({ isCollectionPaused: true });
  paying.collect(subscription.id);
  expect(paying.charges()).toHaveLength(1);
});

test("it ends now, and nothing is given back by that", async () => {
  const { about, paying } = await setUp();
  const ended = await about("POST /end", { when: "now" });
  expect(ended.body).toMatchObject({ plan: "Jules Free", subscription: { status: "canceled" } });
  expect(paying.charges()[0]?.refundedMinor).toBe(0);
  expect((await about("POST /end", { when: "now" })).body).toEqual({ error: "no-subscription" });
});

test("it ends now also where an invoice is being paid, which is refused; what is paid of it can be given back", async () => {
  const { about, paying, now, books, member } = await setUp();
  const { endNow } = paying.payments;
  paying.payments.endNow = async (id) => {
    await endNow(id);
    throw new Failure("payments.refused", "scripted", { detail: "http-400" });
  };
  expect((await about("POST /end", { when: "now" })).body).toEqual({ error: "refused-by-stripe", detail: "http-400" });
  await bringUpToDate(books, member.id);
  const { subscription } = (await now()).billing;
  expect(subscription?.status).toBe("canceled");
  if (subscription) paying.charge(subscription.id);
  const { payment } = (await about("GET /last-payment")).body;
  await about("POST /refunds", { payment });
  expect(paying.charges().map(({ refundedMinor }) => refundedMinor)).toEqual([0, 999]);
});

test.each([
  ["end", { when: "period-end" }, "keep"],
  ["pause", {}, "resume"],
] as const)("after %s no other period is charged, before it is taken back", async (what, body, back) => {
  const { about, paying } = await setUp();
  await about(`POST /${what}`, body);
  const change = () => about("POST /change", { period: "year" });
  expect(await change()).toEqual({ status: 409, body: { error: "ends-or-paused" } });
  expect(paying.charges()).toHaveLength(1);
  await about(`POST /${back}`, {});
  expect((await change()).body.subscription).toMatchObject({ period: "year" });
});

test("what ends because of a dispute is never kept, nor collected again", async () => {
  const { about, billingOrders, member, clock, books, paying } = await setUp();
  clock.advance(DAY_MS);
  for (const because of ["silence", "dispute"] as const) {
    await billingOrders.place({ member: member.id, ends: "at-period-end", because, orderedAt: clock.now() });
  }
  const order = await billingOrders.of(member.id);
  if (order) await carryOut(books, order);
  const ending = { endsBecause: "dispute", endsAt: expect.any(String), isCollectionPaused: true };
  expect((await about("GET ")).body).toMatchObject({ subscription: ending, order: null });
  for (const key of ["keep", "resume"]) {
    expect(await about(`POST /${key}`, {})).toEqual({ status: 409, body: { error: "has-to-end" } });
  }
  expect(paying.all()).toMatchObject([ending]);
});

test("what a member ordered to end is kept only where it may be, and the order goes first", async () => {
  const { about, billingOrders, member, clock } = await setUp();
  const order = { member: member.id, orderedAt: clock.now() } as const;
  await billingOrders.place({ ...order, ends: "at-period-end", because: "asked" });
  expect((await about("POST /keep", {})).body).toMatchObject({ state: "active", order: null });
  await billingOrders.place({ ...order, ends: "now", because: "dispute" });
  expect(await about("POST /keep", {})).toEqual({ status: 409, body: { error: "has-to-end" } });
});

test("the other period costs what its preview says", async () => {
  const { about, clock } = await setUp();
  const preview = await about("POST /change-preview", { period: "year" });
  expect(preview).toEqual({ status: 200, body: { minor: 7_000, currency: "usd", at: clock.now() } });
  expect((await about("POST /change-preview", { period: "month" })).body).toEqual({ error: "has-it-already" });
  const changed = await about("POST /change", { period: "year", at: preview.body.at });
  expect(changed.body.subscription.period).toBe("year");
  expect((await about("POST /change", { period: "year" })).status).toBe(200);
});

test("what was paid is given back in parts or whole, and never twice by asking again", async () => {
  const { about, paying, clock } = await setUp();
  const refunded = () => paying.charges()[0]?.refundedMinor;
  const paid = await about("GET /last-payment");
  const figures = { payment: "pi_1", paidMinor: 999, currency: "usd", paidAt: clock.now() };
  expect(paid).toEqual({ status: 200, body: { ...figures, refundedMinor: 0 } });
  const { payment } = paid.body;
  const first = await about("POST /refunds", { payment, minor: 300 });
  expect(first.body).toEqual({ result: "refunded", ...figures, refundedMinor: 300 });
  expect(await about("POST /refunds", { payment, minor: 300 })).toEqual({
    status: 409,
    body: { error: "changed-meanwhile", ...figures, refundedMinor: 300 },
  });
  expect(refunded()).toBe(300);
  await about("POST /refunds", { payment, minor: 200, refundedMinor: 300 });
  expect(refunded()).toBe(500);
  expect((await about("POST /refunds", { payment, minor: 500, refundedMinor: 500 })).status).toBe(400);
  for (let again = 0; again < 2; again++) {
    expect(await about("POST /refunds", { payment })).toMatchObject({ status: 200, body: { refundedMinor: 999 } });
  }
  expect(refunded()).toBe(999);
  expect((await about("GET /last-payment")).body).toMatchObject({ refundedMinor: 999 });
});

test.each([{ minor: 500 }, {}])(
  "what was asked for of one payment (%j) is not given back of the next",
  async (part) => {
    const { about, paying, clock, now } = await setUp();
    const { payment } = (await about("GET /last-payment")).body;
    expect((await about("POST /refunds", { payment, ...part })).status).toBe(200);
    clock.advance(30 * DAY_MS);
    const { subscription } = (await now()).billing;
    if (subscription) paying.renew(subscription.id);
    expect(await about("POST /refunds", { payment, ...part })).toMatchObject({
      ...{ status: 409, body: { error: "changed-meanwhile", payment: "pi_2", refundedMinor: 0 } },
    });
    expect(paying.charges().map(({ refundedMinor }) => refundedMinor)).toEqual([part.minor ?? 999, 0]);
  },
);

test.each([
  ["end", {}],
  ["end", { when: "later" }],
  ["keep", { sure: true }],
  ["change", { period: "week" }],
  ["change", { period: "year", at: "tomorrow" }],
  ["change", { period: "year", at: "2099-01-01T00:00:00Z" }],
  ["refunds", {}],
  ["refunds", { minor: 300 }],
  ["refunds", { payment: 1 }],
  ["refunds", { payment: "pi_1", minor: 0 }],
  ["refunds", { payment: "pi_1", minor: -5 }],
  ["refunds", { payment: "pi_1", minor: 9.99 }],
  ["refunds", { payment: "pi_1", minor: "999" }],
])("bad input: %s with %j changes nothing", async (key, body) => {
  const { about, paying } = await setUp();
  const before = await about("GET ");
  expect((await about(`POST /${key}`, body)).status).toBe(400);
  expect(await about("GET ")).toEqual(before);
  expect(paying.charges()[0]?.refundedMinor).toBe(0);
});

test("Stripe out of reach is worth another try; what it refuses is not", async () => {
  const { about, paying } = await setUp();
  paying.out(true);
  expect(await about("POST /end", { when: "now" })).toEqual({ status: 503, body: { error: "try-again" } });
  expect((await about("GET /last-payment")).status).toBe(503);
  expect((await about("GET ")).status).toBe(200);
  paying.out(false);
  paying.payments.pause = async () => {
    throw new Failure("payments.refused", "scripted", { detail: "http-400" });
  };
  expect(await about("POST /pause", {})).toEqual({
    status: 409,
    body: { error: "refused-by-stripe", detail: "http-400" },
  });
});

test("what moves money has a scope of its own", async () => {
  const { ask } = await setUp(false);
  const { paths } = (await ask("GET /openapi.json")).body;
  const scopes = Object.entries(paths as Record<string, Record<string, { security: { operators: string[] }[] }>>)
    .filter(([path]) => path.includes("/subscription"))
    .map(([path, methods]) => [path.slice(HERE.length), Object.values(methods)[0]?.security[0]?.operators[0]]);
  expect(Object.fromEntries(scopes)).toEqual({
    ...{
      "": "members.read",
      "/last-payment": "members.read",
      "/link": "members.write",
      "/change-preview": "members.read",
    },
    ...{ "/end": "billing.write", "/keep": "billing.write", "/pause": "billing.write", "/resume": "billing.write" },
    ...{ "/change": "billing.write", "/refunds": "billing.write" },
  });
});
