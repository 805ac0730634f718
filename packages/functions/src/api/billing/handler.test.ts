import { createLinks } from "@jules/adapters/links";
import { instantPlus, type MemberId, memberId } from "@jules/core/kernel";
import { DEFAULT_LIMITS } from "@jules/core/quotas";
import { manualClock } from "@jules/testkit/clock";
import type { APIGatewayProxyEventV2 } from "aws-lambda";
import { beforeEach, expect, test } from "vitest";
import { wireSelling } from "../../../test/selling.ts";
import { recordingReporter } from "../../runtime/recording-reporter.ts";
import { createHandler } from "./handler.ts";

const MINUTE_MS = 60_000;
const publicUrl = "https://jules.example";
const signed = createLinks({ keys: `1:${Buffer.alloc(32, 9).toString("base64")}`, publicUrl });

let clock: ReturnType<typeof manualClock>;
let shop: ReturnType<typeof wireSelling>;
let reporter: ReturnType<typeof recordingReporter>;
let handler: ReturnType<typeof createHandler>;
let token: string;

beforeEach(() => {
  clock = manualClock();
  shop = wireSelling(clock);
  reporter = recordingReporter();
  const { till, paying } = shop;
  handler = createHandler({
    ...{ ...till, payments: paying.payments, reporter, publicUrl, limits: DEFAULT_LIMITS },
    links: async () => signed,
    stripeUrl: "https://api.stripe.com",
  });
  token = tokenOf();
});

function tokenOf(member: MemberId = shop.id, purpose: "billing" | "export" = "billing"): string {
  const url = signed.issue(purpose, member, instantPlus(clock.now(), 30 * MINUTE_MS));
  return url.slice(url.lastIndexOf("/") + 1);
}

interface Given {
  readonly token?: string;
  readonly form?: string;
  readonly query?: Record<string, string>;
  readonly headers?: Record<string, string>;
}

async function request(routeKey: string, { form, query, headers, ...given }: Given = {}) {
  const answer = await handler({
    routeKey,
    headers: { ...(form !== undefined && { "content-type": "application/x-www-form-urlencoded" }), ...headers },
    pathParameters: { token: given.token ?? token },
    ...(query && { queryStringParameters: query }),
    ...(form !== undefined && { body: Buffer.from(form).toString("base64"), isBase64Encoded: true }),
  } as unknown as APIGatewayProxyEventV2);
  const { location } = answer.headers ?? {};
  return { status: answer.statusCode, headers: answer.headers ?? {}, body: answer.body ?? "", location };
}

const show = (given: Given = {}) => request("GET /b/{token}", given);
const press = (what: string, given: Given = {}) => request(`POST /b/{token}/${what}`, { form: "", ...given });

/** Fills the form in as it was shown. */
async function accept(period: "month" | "year" = "month", given: Given = {}) {
  const { body } = await show({ query: { period }, ...given });
  const terms = /name="terms" value="(\w+)"/.exec(body)?.[1];
  return press("checkout", { form: `period=${period}&terms=${terms}&accepted=yes`, ...given });
}

test("the page has both prices, all the terms and an unticked box; opening it charges and makes nothing", async () => {
  const { status, body } = await show();
  expect(status).toBe(200);
  for (const words of [
    "$9.99",
    "$79.99",
    "120 texts an hour",
    "We may limit or reduce",
    "cancel my subscription",
    "988",
  ]) {
    expect(body).toContain(words.replaceAll('"', "&#34;"));
  }
  expect(body).toContain('<input type="checkbox" name="accepted" value="yes" required>');
  expect(body).toContain("You have everything until November 25, 2026.");
  expect(body).not.toMatch(/<script|<img|http:|checked/);
  expect([shop.paying.customers.size, shop.open().length, shop.writes()]).toEqual([0, 0, 0]);
});

test("each period has its own terms, and the page in the other language keeps to it", async () => {
  const yearly = await show({ query: { period: "year" } });
  expect(yearly.body).toContain("$79.99 every year");
  expect(yearly.body).toContain(`href="/b/${token}?period=year&#38;lang=es"`);
  const spanish = await show({ query: { period: "year", lang: "es" } });
  expect(spanish.body).toContain('lang="es"');
  expect(spanish.body).toContain("$79.99 cada año");
  expect((await show({ headers: { "accept-language": "es-MX" } })).body).toContain("Podemos limitar o reducir");
});

test("who accepts is sent to pay; Stripe learns neither the link nor the number, and the log nothing of either", async () => {
  const { status, location, body } = await accept("year");
  const [checkout = ""] = shop.open();
  expect([status, location, body]).toEqual([303, `https://checkout.example/c/pay/${checkout}`, ""]);
  const wish = shop.paying.checkouts.get(checkout)?.wish;
  expect(wish).toMatchObject({ successUrl: "https://jules.example/b/done?lang=en", language: "en" });
  expect(wish?.cancelUrl).toBe("https://jules.example/b/done?was=left&lang=en");
  expect(JSON.stringify(wish)).not.toMatch(/\+1|4155550123/);
  expect(JSON.stringify(wish)).not.toContain(token);
  expect(shop.ledger).toMatchObject([{ kind: "subscription-terms", period: "year", minor: 7_999 }]);
  expect(JSON.stringify(reporter.lines)).not.toMatch(/m_0|cus_|cs_|checkout\.example/);
});

test("pressed twice it leads to one page", async () => {
  const [one, other] = [await accept(), await accept()];
  expect(one.location).toBe(other.location);
  expect(shop.open()).toHaveLength(1);
});

test.each(["", "accepted=no", "accepted=", "accepted", "other=yes"])(
  "without the tick, %j, nothing is opened or written down, and the page asks again",
  async (tick) => {
    const terms = /name="terms" value="(\w+)"/.exec((await show()).body)?.[1];
    const answer = await press("checkout", { form: `period=month&terms=${terms}&${tick}` });
    expect(answer.status).toBe(400);
    expect(answer.body).toContain("please tick the box");
    expect(answer.body).toContain(`href="/b/${token}?period=month&#38;lang=es"`);
    expect([shop.ledger, shop.open()]).toEqual([[], []]);
  },
);

test.each([
  "period=month&accepted=yes",
  "period=year&terms=0123&accepted=yes",
  "accepted=yes",
  "%00%ff",
  "period[]=month",
])("words that they were not shown, %j, nobody has accepted", async (form) => {
  const answer = await press("checkout", { form });
  expect(answer.status).toBe(409);
  expect(answer.body).toContain("read them once more");
  expect([shop.ledger, shop.open()]).toEqual([[], []]);
});

test("the terms of a page that lay open until the free days had gone are shown anew", async () => {
  shop.change({ createdAt: instantPlus(clock.now(), -5 * 24 * 60 * MINUTE_MS + 20 * MINUTE_MS) });
  const { body } = await show();
  clock.advance(15 * MINUTE_MS);
  const terms = /name="terms" value="(\w+)"/.exec(body)?.[1];
  const answer = await press("checkout", { form: `period=month&terms=${terms}&accepted=yes` });
  expect([body.includes("charged today"), answer.status, answer.body.includes("charged today")]).toEqual([
    ...[false, 409, true],
  ]);
});

test("bad input: a form that is too large, or none, or of somebody else's page, does nothing", async () => {
  await shop.subscribed();
  for (const given of [
    { form: `period=${"x".repeat(5_000)}` },
    { form: "", headers: { "content-type": "application/json" } },
    { form: "", headers: { "sec-fetch-site": "cross-site" } },
  ]) {
    for (const what of ["checkout", "portal", "end", "keep"]) expect((await press(what, given)).status).toBe(400);
  }
  expect([shop.orders.size, shop.open().length]).toEqual([0, 0]);
});

test("bad input: a link that is nobody's, for something else, or too old shows and does nothing", async () => {
  await shop.subscribed();
  const old = token;
  clock.advance(31 * MINUTE_MS);
  for (const given of ["", "x", "../../etc", "<script>", tokenOf(shop.id, "export"), old]) {
    for (const answer of [
      await show({ token: given }),
      await press("end", { token: given }),
      await press("checkout", { token: given, form: "accepted=yes" }),
    ]) {
      expect(answer.status).toBe(404);
      expect(answer.body).toContain("Text BILLING");
      expect(answer.body).not.toContain("<script>");
    }
  }
  expect(shop.orders.size).toBe(0);
});

test("a member who was erased is gone", async () => {
  expect((await show({ token: tokenOf(memberId(`m_${"f".repeat(32)}`)) })).status).toBe(410);
});

test("an address where a form is sent to shows nothing by itself", async () => {
  const answer = await request("GET /b/{token}/checkout", { form: "" });
  expect([answer.status, answer.body.includes("no such page")]).toEqual([404, true]);
});

test("who has a plan sees until when it is paid, and may change the card or end it", async () => {
  await shop.subscribed();
  const { body } = await show();
  expect(body).toContain("Jules Plus, paid every month");
  expect(body).toContain("It is paid until December 20, 2026, and renews then.");
  expect(body).toContain(`action="/b/${token}/portal?lang=en"`);
  expect(body).toContain(`action="/b/${token}/end?lang=en"`);
  expect(body).not.toContain("/keep");
  const portal = await press("portal");
  expect([portal.status, portal.location]).toEqual([303, "https://portal.example/p/session/cus_1"]);
});

test("ending takes one press, with Stripe down as well; keeping it one more, and then Stripe is needed", async () => {
  await shop.subscribed();
  shop.paying.out(true);
  const ended = await press("end");
  expect([ended.status, ended.location]).toEqual([303, `/b/${token}?lang=en`]);
  expect(shop.orders.get(shop.id)).toMatchObject({ ends: "at-period-end", because: "asked", orderedAt: clock.now() });
  const { body } = await show();
  expect(body).toContain("It ends on December 20, 2026. Nothing more is charged.");
  expect(body).not.toContain("/end?");
  expect((await press("keep")).status).toBe(503);
  shop.paying.out(false);
  expect((await press("keep")).status).toBe(303);
  expect((await show()).body).toContain("renews then");
  expect(shop.orders.size).toBe(0);
});

test("ending works whatever was known here of the plan, unless it is known to be over", async () => {
  const customer = await shop.subscribed();
  const { subscription } = shop.member().billing;
  if (!subscription) throw new Error("they have one");
  const known = (change: object) => shop.change({ billing: { ...shop.member().billing, customer, ...change } });
  const pressed = async () => {
    shop.orders.clear();
    await press("end");
    return shop.orders.size;
  };
  known({ subscription: { ...subscription, endsAt: subscription.periodEndsAt } });
  expect(await pressed()).toBe(1);
  known({ subscription: undefined });
  expect(await pressed()).toBe(1);
  known({ subscription: { ...subscription, status: "canceled" } });
  expect(await pressed()).toBe(0);
});

test("nobody is asked why they go, or to stay", async () => {
  await shop.subscribed();
  const before = await show();
  await press("end");
  const after = await show();
  for (const { body } of [before, after]) {
    expect(body).not.toMatch(/why|sure|miss|sorry|lose|discount|offer|stay|reason|please/i);
  }
});

test("a payment that failed is said, with until when the plan goes on", async () => {
  await shop.subscribed();
  const { subscription } = shop.member().billing;
  if (!subscription) throw new Error("they have one");
  clock.advance(30 * 24 * 60 * MINUTE_MS);
  shop.paying.renew(subscription.id, false);
  shop.change({ contact: { ...shop.member().contact, heardAt: clock.now() } });
  await shop.till.bringUpToDate(shop.id);
  token = tokenOf();
  const { body } = await show();
  expect(body).toContain("The last payment failed. It is tried again; you keep the plan until January 3, 2027.");
  await press("end");
  expect((await show()).body).toContain("It ends on December 20, 2026. Nothing more is charged.");
});

test("who paid on another page meanwhile is shown what they have, and pays once", async () => {
  const { body } = await show();
  const customer = await shop.paying.payments.createCustomer(shop.id);
  shop.change({ billing: { ...shop.member().billing, customer } });
  shop.paying.subscribe(customer);
  const terms = /name="terms" value="(\w+)"/.exec(body)?.[1];
  const answer = await press("checkout", { form: `period=month&terms=${terms}&accepted=yes` });
  expect([answer.status, answer.location]).toEqual([303, `/b/${token}?lang=en`]);
  expect((await show()).body).toContain("Your plan");
  expect(shop.paying.charges()).toHaveLength(1);
});

test("whose number may be somebody else's is shown nothing of it, and changes nothing", async () => {
  await shop.subscribed();
  shop.change({ reassignedAt: clock.now() });
  const { body } = await show();
  expect(body).not.toMatch(/Plus|paid|plan</);
  for (const what of ["end", "portal", "keep"]) expect((await press(what)).location).toBe(`/b/${token}?lang=en`);
  expect(shop.orders.size).toBe(0);
});

test("who said STOP may end what they have, and buys and keeps nothing", async () => {
  await shop.subscribed();
  shop.change({ consent: { ...shop.member().consent, state: "OPTED_OUT" } });
  await press("end");
  expect(shop.orders.size).toBe(1);
  await press("keep");
  expect(shop.orders.size).toBe(1);
  expect((await press("checkout", { form: "period=month&accepted=yes" })).status).toBe(303);
  expect(shop.open()).toEqual([]);
});

test("in a hold nothing is sold, and the plan can be ended", async () => {
  shop.inEpisode("HOLD");
  const { body } = await show();
  expect(body).toContain("Jules answers you all the same");
  expect(body).not.toMatch(/\$|crisis hold/);
  await shop.subscribed();
  expect((await press("end")).status).toBe(303);
  expect(shop.orders.size).toBe(1);
});

test("Stripe out of reach is said in words, counted with its code, and tried again by whoever sends the form again", async () => {
  const { body } = await show();
  const terms = /name="terms" value="(\w+)"/.exec(body)?.[1];
  shop.paying.out(true);
  const failed = await press("checkout", { form: `period=month&terms=${terms}&accepted=yes` });
  expect([failed.status, failed.body.includes("nothing was charged")]).toEqual([503, true]);
  expect(reporter.metrics.BillingPagesFailed).toBe(1);
  shop.paying.out(false);
  expect((await press("checkout", { form: `period=month&terms=${terms}&accepted=yes` })).status).toBe(303);
  expect(shop.open()).toHaveLength(1);
});

test("the page after Stripe sends people back to their texts, whatever they did there", async () => {
  expect((await request("GET /b/done")).body).toContain("You can go back to your texts");
  expect((await request("GET /b/done", { query: { was: "left" } })).body).toContain("Nothing was charged");
  expect((await request("GET /b/done", { query: { was: "<b>" } })).body).toContain("Thank you");
});

test("nothing is loaded, kept or framed, and a form leads to us or to Stripe alone", async () => {
  for (const answer of [await show(), await show({ token: "x" }), await request("GET /b/done"), await accept()]) {
    expect(answer.headers).toMatchObject({
      "cache-control": "no-store",
      "x-frame-options": "DENY",
      "x-content-type-options": "nosniff",
      "referrer-policy": "no-referrer",
    });
    const policy = String(answer.headers["content-security-policy"]);
    expect(policy).toContain("default-src 'none'");
    expect(policy).toContain(
      "form-action 'self' https://checkout.stripe.com https://billing.stripe.com https://api.stripe.com;",
    );
  }
});
