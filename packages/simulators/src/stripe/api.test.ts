import Stripe from "stripe";
import { afterEach, describe, expect, test } from "vitest";
import { apiKey, checkout, client, closeAll, dayMs, hourMs, priceOf, setUp, start, subscribe } from "./rehearsal.ts";

afterEach(closeAll);

const hour = 3600;
const day = 24 * hour;

describe("what is sold", () => {
  test("is found by its lookup key, with its product", async () => {
    const { stripe } = await setUp();
    const { data } = await stripe.prices.list({
      lookup_keys: ["jules_plus_yearly", "jules_plus_monthly"],
      active: true,
      expand: ["data.product"],
    });
    expect(
      data.map(({ lookup_key, unit_amount, currency, recurring }) => [
        lookup_key,
        unit_amount,
        currency,
        recurring?.interval,
      ]),
    ).toEqual([
      ["jules_plus_yearly", 7999, "usd", "year"],
      ["jules_plus_monthly", 999, "usd", "month"],
    ]);
    expect(
      data.map(({ product }) => (typeof product === "string" ? product : "name" in product && product.name)),
    ).toEqual(["Jules Plus", "Jules Plus"]);
    expect((await stripe.prices.list({ lookup_keys: ["other"] })).data).toEqual([]);
  });

  test("can be something else", async () => {
    const prices = [{ lookupKey: "jules_plus_monthly", unitAmount: 1299, interval: "month" }] as const;
    const { stripe } = await setUp({ catalog: { prices } });
    expect((await priceOf(stripe)).unit_amount).toBe(1299);
    await expect(priceOf(stripe, "jules_plus_yearly")).rejects.toThrow();
  });
});

describe("a customer", () => {
  test("is created, changed and deleted, and is told to be deleted afterwards", async () => {
    const { stripe, received, settle } = await setUp();
    const { id } = await stripe.customers.create({ metadata: { member: "mem_1", plan: "plus" } });
    const changed = await stripe.customers.update(id, { email: "robin@example.com", metadata: { plan: "" } });
    expect(changed).toMatchObject({ id, email: "robin@example.com", metadata: { member: "mem_1" } });
    expect(changed.metadata).not.toHaveProperty("plan");
    expect(await stripe.customers.del(id)).toMatchObject({ id, deleted: true });
    expect(await stripe.customers.retrieve(id)).toMatchObject({ id, deleted: true });
    await expect(stripe.customers.update(id, { email: "new@example.com" })).rejects.toMatchObject({
      code: "resource_missing",
    });
    await settle();
    expect(received.map(({ event }) => [event.type, event.data.previous_attributes])).toEqual([
      ["customer.created", undefined],
      ["customer.updated", { email: null, metadata: { plan: "plus" } }],
      ["customer.deleted", undefined],
    ]);
  });

  test("that is deleted has no subscription any more", async () => {
    const { stripe, received, settle } = await setUp();
    const { id, customer } = await subscribe(stripe);
    await stripe.customers.del(String(customer));
    expect((await stripe.subscriptions.retrieve(id)).status).toBe("canceled");
    await settle();
    expect(received.slice(-2).map(({ event }) => event.type)).toEqual([
      "customer.subscription.deleted",
      "customer.deleted",
    ]);
  });
});

describe("what is refused", () => {
  test("a wrong key, a parameter that is unknown, missing or wrong, and what is not there", async () => {
    const { stripe, simulator } = await setUp();
    const price = await priceOf(stripe);
    await expect(client(simulator, "sk_test_other").prices.list()).rejects.toMatchObject({
      type: "StripeAuthenticationError",
      statusCode: 401,
    });
    const old = { payment_method_types: ["card"] } as object;
    await expect(checkout(stripe, old)).rejects.toMatchObject({
      code: "parameter_unknown",
      param: "payment_method_types",
    });
    await expect(
      stripe.checkout.sessions.create({ mode: "subscription", success_url: "https://jules.example.com" }),
    ).rejects.toMatchObject({
      code: "parameter_missing",
      param: "line_items",
    });
    await expect(checkout(stripe, { line_items: [{ price: `${price.id}x` }] })).rejects.toMatchObject({
      statusCode: 400,
      code: "resource_missing",
      param: "line_items[0][price]",
    });
    await expect(stripe.subscriptions.retrieve("sub_gone")).rejects.toMatchObject({
      statusCode: 404,
      code: "resource_missing",
    });
    await expect(stripe.payouts.list()).rejects.toThrow("Unrecognized request URL (GET: /v1/payouts)");
  });

  test.each([
    ["expires_at", { expires_at: start + 20 * 60 }],
    ["expires_at", { expires_at: start + 25 * hour }],
    ["subscription_data[trial_end]", { subscription_data: { trial_end: start + 47 * hour } }],
    ["customer_update", { customer_update: { address: "auto" } }],
  ] as const)("a checkout session with a wrong %s", async (param, more) => {
    const { stripe } = await setUp();
    await expect(checkout(stripe, more)).rejects.toMatchObject({ statusCode: 400, param });
  });

  test("a checkout session for a customer who was deleted", async () => {
    const { stripe } = await setUp();
    const { id } = await stripe.customers.create({});
    await stripe.customers.del(id);
    await expect(checkout(stripe, { customer: id })).rejects.toMatchObject({
      code: "resource_missing",
      param: "customer",
    });
  });
});

describe("a checkout session", () => {
  test("has its page until it expires by the clock", async () => {
    const { stripe, simulator, received, advance } = await setUp();
    const session = await checkout(stripe, {
      client_reference_id: "mem_1",
      expires_at: start + hour,
      subscription_data: { trial_end: start + 7 * day, metadata: { member: "mem_1" } },
    });
    expect(session).toMatchObject({ status: "open", client_reference_id: "mem_1", payment_status: "unpaid" });
    expect(session.url).toBe(`${simulator.url}/c/pay/${session.id}`);
    await advance(hourMs);
    const expired = await stripe.checkout.sessions.retrieve(session.id, { expand: ["line_items"] });
    expect(expired).toMatchObject({ status: "expired", url: null });
    expect(expired.line_items?.data[0]).toMatchObject({ quantity: 1, amount_total: 999 });
    expect(received.at(-1)?.event).toMatchObject({
      type: "checkout.session.expired",
      data: { object: { id: session.id } },
    });
  });

  test("can be expired, once", async () => {
    const { stripe } = await setUp();
    const { id } = await checkout(stripe);
    expect((await stripe.checkout.sessions.expire(id)).status).toBe("expired");
    await expect(stripe.checkout.sessions.expire(id)).rejects.toMatchObject({ statusCode: 400 });
  });
});

describe("an idempotency key", () => {
  test("has one answer for a day", async () => {
    const { stripe, simulator, advance } = await setUp();
    const create = () => stripe.customers.create({ name: "Robin" }, { idempotencyKey: "customer:1" });
    const [one, again] = [await create(), await create()];
    expect(again.id).toBe(one.id);
    expect([one, again].map(({ lastResponse }) => lastResponse.headers["idempotent-replayed"])).toEqual([
      undefined,
      "true",
    ]);
    expect(simulator.requests().map(({ replayed }) => replayed)).toEqual([false, true]);
    await advance(dayMs);
    expect((await create()).id).not.toBe(one.id);
  });

  test("is for one request only", async () => {
    const { stripe } = await setUp();
    const options = { idempotencyKey: "customer:1" };
    await stripe.customers.create({ name: "Robin" }, options);
    const other = stripe.customers.create({ name: "Kim" }, options);
    await expect(other).rejects.toMatchObject({ type: "StripeIdempotencyError", statusCode: 400 });
    const elsewhere = stripe.customers.update("cus_1", { name: "Robin" }, options);
    await expect(elsewhere).rejects.toMatchObject({ type: "StripeIdempotencyError", statusCode: 400 });
  });

  test("is in use until it is answered", async () => {
    const { stripe, simulator } = await setUp();
    simulator.script({ kind: "delay", delayMs: 60 });
    const create = () => stripe.customers.create({ name: "Robin" }, { idempotencyKey: "customer:1" });
    const slow = create();
    await expect.poll(() => simulator.requests().length + simulator.webhooks.attempted).toBeGreaterThan(0);
    await expect(create()).rejects.toMatchObject({ statusCode: 409, code: "idempotency_key_in_use" });
    expect((await create().catch(() => slow)).id).toBe((await slow).id);
  });

  test("can be used again after a refusal that did nothing", async () => {
    const { stripe, simulator } = await setUp();
    const options = { idempotencyKey: "customer:1" };
    const price = await priceOf(stripe);
    const wrong = { customer: "cus_gone", items: [{ price: price.id }] };
    await expect(stripe.subscriptions.create(wrong, options)).rejects.toMatchObject({ code: "resource_missing" });
    simulator.script({ kind: "answer", status: 429 });
    await expect(stripe.subscriptions.create(wrong, options)).rejects.toMatchObject({ type: "StripeRateLimitError" });
    await expect(stripe.subscriptions.create(wrong, options)).rejects.toMatchObject({ code: "resource_missing" });
  });
});

describe("a request that did its work and was not answered", () => {
  test.each([
    ["hang", { kind: "hang" }],
    ["answer-after", { kind: "answer-after", status: 500, forgets: true }],
  ] as const)("(%s) does it once", async (_name, fault) => {
    const { stripe, simulator } = await setUp();
    simulator.script({ ...fault, path: "/v1/customers", method: "POST" });
    const create = (timeout: number) => stripe.customers.create({}, { idempotencyKey: "customer:1", timeout });
    await expect(create(40)).rejects.toThrow(Stripe.errors.StripeError);
    const { id } = await create(1000);
    const { data } = await stripe.customers.list();
    expect(data.map((each) => each.id)).toEqual([id]);
  });

  test("has a connection that is dropped", async () => {
    const { stripe, simulator } = await setUp();
    simulator.script({ kind: "drop-connection" });
    const headers = { authorization: `Bearer ${apiKey}` };
    await expect(fetch(`${simulator.url}/v1/customers`, { method: "POST", headers })).rejects.toThrow();
    expect((await stripe.customers.list()).data).toHaveLength(1);
  });

  test("by the documents a 500 is kept under the key, too", async () => {
    const { stripe, simulator } = await setUp();
    simulator.script({ kind: "answer-after", status: 500 });
    const create = () => stripe.customers.create({}, { idempotencyKey: "customer:1" });
    await expect(create()).rejects.toMatchObject({ statusCode: 500 });
    await expect(create()).rejects.toMatchObject({ statusCode: 500 });
    expect((await stripe.customers.list()).data).toHaveLength(1);
  });
});

describe("a list", () => {
  test("has its newest first, in pages", async () => {
    const { stripe, advance } = await setUp();
    const ids: string[] = [];
    for (let count = 0; count < 5; count += 1) {
      ids.unshift((await stripe.customers.create({})).id);
      await advance(1000);
    }
    const first = await stripe.customers.list({ limit: 2 });
    expect([first.data.map(({ id }) => id), first.has_more]).toEqual([ids.slice(0, 2), true]);
    const rest = await stripe.customers.list({ limit: 3, starting_after: ids[1] ?? "" });
    expect([rest.data.map(({ id }) => id), rest.has_more]).toEqual([ids.slice(2), false]);
    const newer = await stripe.customers.list({ limit: 1, ending_before: ids[2] ?? "" });
    expect([newer.data.map(({ id }) => id), newer.has_more]).toEqual([ids.slice(1, 2), true]);
    const late = await stripe.customers.list({ created: { gte: start + 3 } });
    expect(late.data.map(({ id }) => id)).toEqual(ids.slice(0, 2));
    const all: string[] = [];
    for await (const { id } of stripe.customers.list({ limit: 2 })) all.push(id);
    expect(all).toEqual(ids);
  });

  test("of events has what happened, by type and time", async () => {
    const { stripe, advance } = await setUp();
    const { id } = await subscribe(stripe);
    await advance(1000);
    await stripe.subscriptions.cancel(id);
    const { data } = await stripe.events.list({
      types: ["customer.subscription.created", "customer.subscription.deleted"],
    });
    expect(data.map(({ type }) => type)).toEqual(["customer.subscription.deleted", "customer.subscription.created"]);
    expect((await stripe.events.list({ created: { gt: start } })).data).toHaveLength(1);
    expect((await stripe.events.retrieve(data[0]?.id ?? "")).type).toBe("customer.subscription.deleted");
  });
});
