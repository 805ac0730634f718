import Stripe from "stripe";
import { afterEach, describe, expect, test } from "vitest";
import { closeAll, dayMs, hourMs, secret, setUp, start, types } from "./rehearsal.ts";

afterEach(closeAll);

/** The client's own check; its clock is the simulation's. */
function verified({ body, signature }: { body: string; signature: string }, by = secret, at = start): Stripe.Event {
  return Stripe.webhooks.constructEvent(body, signature, by, undefined, undefined, at * 1000);
}

describe("a webhook", () => {
  test("is signed over the bytes that are sent, and tells which request it is due to", async () => {
    const { stripe, received, settle } = await setUp();
    const customer = await stripe.customers.create({}, { idempotencyKey: "customer:1" });
    await settle();
    const [webhook] = received;
    expect(webhook && verified(webhook)).toMatchObject({
      object: "event",
      api_version: "2026-10-28.endive",
      livemode: false,
      type: "customer.created",
      created: start,
      data: { object: { id: customer.id } },
      request: { id: customer.lastResponse.requestId, idempotency_key: "customer:1" },
    });
  });

  test("is signed with both secrets while they are rotated", async () => {
    const { stripe, simulator, endpoint, received, settle } = await setUp();
    simulator.configureWebhooks({ url: endpoint, secrets: ["whsec_new", secret] });
    await stripe.customers.create({});
    await settle();
    for (const each of ["whsec_new", secret]) expect(() => received[0] && verified(received[0], each)).not.toThrow();
    expect(received).toHaveLength(1);
  });

  test("is sent only of the types that the endpoint wants", async () => {
    const { stripe, simulator, endpoint, received, settle } = await setUp();
    simulator.configureWebhooks({ url: endpoint, secrets: [secret], enabledEvents: ["customer.deleted"] });
    const { id } = await stripe.customers.create({});
    await stripe.customers.del(id);
    await settle();
    expect(types(received)).toEqual(["customer.deleted"]);
    expect((await stripe.events.list()).data).toHaveLength(2);
  });

  test("that is forged does not hold", async () => {
    const { stripe, simulator, received, settle } = await setUp();
    simulator.script({ kind: "forge" });
    await stripe.customers.create({});
    await settle();
    expect(() => received[0] && verified(received[0])).toThrow("No signatures found matching");
  });

  test("can be of another time", async () => {
    const { stripe, simulator, received, settle } = await setUp();
    simulator.script({ kind: "timestamp" });
    await stripe.customers.create({});
    simulator.script({ kind: "timestamp", offsetMs: -10 * 60_000 });
    await stripe.customers.create({});
    await settle();
    const [ahead, behind] = received;
    expect(ahead?.signature).toMatch(new RegExp(`^t=${start + dayMs / 1000},`));
    expect(() => behind && verified(behind)).toThrow("outside the tolerance zone");
  });

  test("comes twice, late, out of order, or not at all", async () => {
    const { stripe, simulator, received, settle, advance } = await setUp();
    const { id: customer } = await stripe.customers.create({});
    await settle();
    simulator.script({ kind: "duplicate", event: "customer.updated", customer });
    await stripe.customers.update(customer, { name: "one" });
    simulator.script({ kind: "reorder", customer });
    await stripe.customers.update(customer, { name: "two" });
    await stripe.customers.update(customer, { name: "three" });
    simulator.script({ kind: "lose" });
    await stripe.customers.update(customer, { name: "four" });
    simulator.script({ kind: "delay-webhook", delayMs: hourMs });
    await stripe.customers.update(customer, { name: "five" });
    await stripe.customers.update(customer, { name: "six" });
    await advance(hourMs);
    const names = received.map(({ event }) => (event.data.object as { name?: string }).name);
    expect(names).toEqual([null, "one", "one", "three", "two", "six", "five"]);
    expect(received[1]?.event.id).toBe(received[2]?.event.id);
  });

  test("that is held back for another comes by itself in the end", async () => {
    const { stripe, simulator, received, settle, advance } = await setUp();
    simulator.script({ kind: "reorder" });
    await stripe.customers.create({});
    await settle();
    expect(received).toEqual([]);
    await advance(60_000);
    expect(types(received)).toEqual(["customer.created"]);
  });
});

describe("delivery", () => {
  test.each([400, 404, 500, 302])(
    "%i is not a success: it comes again, signed anew, until it is taken",
    async (status) => {
      const { stripe, simulator, received, settle, advance } = await setUp({}, ({ length }) => ({
        status: length < 3 ? status : 204,
      }));
      await stripe.customers.create({});
      await settle();
      await advance(dayMs);
      const at = received.map(({ signature }) => Number(/t=(\d+)/.exec(signature)?.[1]) - start);
      expect(at).toEqual([0, 300, 900]);
      expect(new Set(received.map(({ event }) => event.id)).size).toBe(1);
      for (const [index, webhook] of received.entries()) verified(webhook, secret, start + (at[index] ?? 0));
      expect(simulator.webhooks).toEqual({ attempted: 3, delivered: 1, lost: 0 });
      expect(simulator.answers.map((each) => each.status)).toEqual([status, status, 204]);
    },
  );

  test("after three days it is given up", async () => {
    const { stripe, simulator, received, advance } = await setUp({}, () => ({ status: 500 }));
    await stripe.customers.create({});
    await advance(4 * dayMs);
    const attempts = received.length;
    expect(attempts).toBeGreaterThan(8);
    expect(simulator.webhooks.lost).toBe(1);
    await advance(4 * dayMs);
    expect(received).toHaveLength(attempts);
  });

  test("a failure does not hold up what follows", async () => {
    const { stripe, received, settle } = await setUp({}, ({ length }) => ({ status: length === 1 ? 500 : 200 }));
    const { id } = await stripe.customers.create({});
    await stripe.customers.del(id);
    await settle();
    expect(types(received)).toEqual(["customer.created", "customer.deleted"]);
  });
});

describe("the side door", () => {
  test("signs and sends any body: a thin event, another account's, one of real money", async () => {
    const { simulator, received, settle } = await setUp();
    const thin = { id: "evt_1", object: "v2.core.event", type: "v1.invoice.paid" };
    for (const body of [thin, JSON.stringify({ object: "event", account: "acct_other", livemode: true })]) {
      const response = await fetch(`${simulator.url}/simulator/webhooks`, {
        method: "POST",
        body: JSON.stringify({ body }),
      });
      expect(response.status).toBe(204);
    }
    await settle();
    const [first, second] = received;
    expect(() => first && verified(first)).toThrow();
    expect(second && verified(second)).toMatchObject({ account: "acct_other", livemode: true });
  });

  test("sends an event of the past again", async () => {
    const { stripe, simulator, received, settle } = await setUp();
    await stripe.customers.create({});
    await settle();
    const [first] = received;
    await fetch(`${simulator.url}/simulator/events/${first?.event.id}/replay`, { method: "POST" });
    await settle();
    expect(received.map(({ body }) => body)).toEqual([first?.body, first?.body]);
  });
});
