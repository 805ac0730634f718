import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { LocalJules } from "./local-jules.ts";
import { LocalStripe, type Page } from "./local-stripe.ts";

const MINUTES = 60_000;
const HOURS = 60 * MINUTES;
const DAYS = 24 * HOURS;
const MONTHLY = 999;
/** Can be saved, and never charged. */
const FAILING_CARD = "4000000000000341";
const GOOD_CARD = "4242424242424242";

let jules: LocalJules;
let stripe: LocalStripe;

let people = 0;
const somebody = () => `+1415555${String(6_000 + ++people)}`;

/** What a number is texted while this is done. */
async function textsDuring(number: string, act: () => Promise<unknown>): Promise<readonly string[]> {
  const before = (await jules.bodies(number)).length;
  await act();
  return (await jules.bodies(number)).slice(before);
}

const answersTo = (number: string, text: string) => textsDuring(number, () => jules.say(text, number));
const linkIn = (words = "") => /https?:\/\/\S+\/b\/[\w-]+/.exec(words)?.[0] ?? "";
const pageOf = async (number: string) => stripe.open(linkIn((await answersTo(number, "BILLING")).join()));
const plan = async (number: string) => (await answersTo(number, "PLAN")).join("\n");
const chargesOf = async ({ customer }: Payer) => (await stripe.charges(customer)).map(({ amount }) => amount);
/** News that are due are said within the minute. */
const minuteLater = () => jules.advance(MINUTES + 1_000);

/** What an operator is answered. */
async function operator(method: string, path: string, body?: object): Promise<{ status: number; body: unknown }> {
  const response = await fetch(`${jules.ready.api}${path}`, {
    method,
    headers: { "content-type": "application/json", authorization: `Bearer ${jules.ready.operatorToken}` },
    ...(body && { body: JSON.stringify(body) }),
  });
  return { status: response.status, body: await response.json() };
}

const lookUp = async (number: string) =>
  (await operator("POST", "/v1/members/lookup", { number })).body as { id: string; numberHash: string };

interface Payer {
  readonly number: string;
  readonly id: string;
  readonly customer: string;
}

/** The page with the terms, of somebody who says that they are an adult. */
async function offered(number: string): Promise<Page> {
  await jules.say("hi jules, I was born in 1990", number);
  return stripe.open(linkIn((await answersTo(number, "UPGRADE")).join()));
}

const payOn = (checkout: Page, card: string) => stripe.send(checkout, new URL(checkout.url).pathname, { number: card });

/** Somebody who took the plan in their first days: nothing is charged before those are over. */
async function payer(card = GOOD_CARD): Promise<Payer> {
  const number = somebody();
  const checkout = await stripe.send(await offered(number), "/checkout", { accepted: "yes" });
  expect(new URL((await payOn(checkout, card)).url).pathname).toBe("/b/done");
  const { id } = await lookUp(number);
  return { number, id, customer: await stripe.customerOf(id) };
}

/** Where these people live. */
const clock = new Intl.DateTimeFormat("en-US", {
  ...{ timeZone: "America/Los_Angeles", hour: "2-digit", hourCycle: "h23" },
});
const hourOf = (at: number) => Number(clock.format(at));

const isByDay = (at: string) => hourOf(Date.parse(at)) >= 8 && hourOf(Date.parse(at)) < 21;

async function advanceTo(hour: number): Promise<void> {
  const now = Date.parse(await jules.now());
  let then = now + MINUTES;
  while (hourOf(then) !== hour) then += MINUTES;
  await jules.advance(then - now);
}

/** Whose first payment fails in the night. */
let late: Payer;
let switching: Payer;
let leaving: Payer;
let silent: Payer;
let disputing: Payer;
let erased: Payer;
const free = somebody();

beforeAll(async () => {
  jules = await LocalJules.start();
  stripe = new LocalStripe(jules);
  // Nobody is there yet, so that it costs little.
  await advanceTo(23);
  late = await payer(FAILING_CARD);
  await advanceTo(10);
  await jules.say("hey jules", free);
  // Each waits for answers most of the time.
  [switching, leaving, silent, disputing, erased] = await Promise.all([payer(), payer(), payer(), payer(), payer()]);
}, 120_000);
afterAll(() => jules.stop());

let buyer: Payer;

test("who upgrades reads the terms, accepts them, pays at Stripe, and hears that it began", async () => {
  const number = somebody();
  const page = await offered(number);
  expect(page.html).toContain("$9.99");
  const refused = await stripe.send(page, "/checkout");
  expect([refused.status, refused.html]).toEqual([400, expect.stringContaining("please tick the box")]);
  const { id, numberHash } = await lookUp(number);
  const acceptances = async () => {
    const { body } = await operator("GET", `/v1/ledger/${numberHash}`);
    const { rows } = body as { rows: { entry: { kind: string } }[] };
    return rows.map(({ entry }) => entry).filter(({ kind }) => kind === "subscription-terms");
  };
  expect(await acceptances()).toEqual([]);

  const checkout = await stripe.send(refused, "/checkout", { accepted: "yes" });
  expect(checkout.url.startsWith(stripe.url)).toBe(true);
  // Before anything can be charged.
  expect(await acceptances()).toMatchObject([
    { minor: MONTHLY, period: "month", text: { sha256: expect.any(String) } },
  ]);
  expect(checkout.html).toContain("7 days free");
  const done = await payOn(checkout, GOOD_CARD);
  expect([new URL(done.url).pathname, done.html]).toEqual(["/b/done", expect.stringContaining("Thank you")]);

  const customer = await stripe.customerOf(id);
  buyer = { number, id, customer };
  expect(await textsDuring(number, minuteLater)).toEqual([expect.stringMatching(/Plus has begun.*first payment/)]);
  expect(await plan(number)).toContain("Your trial of Jules Plus runs until");
  expect(await chargesOf(buyer)).toEqual([]);
  // What Stripe was told: nobody's number, and no word of theirs.
  expect(JSON.stringify(await stripe.changes("/v1/"))).not.toContain(number.slice(2));
  const again = await stripe.open(linkIn((await answersTo(number, "upgrade")).join()));
  expect(again.html).not.toContain("/checkout");
});

describe("news of Stripe's", () => {
  test("that are lost are found by the comparison", async () => {
    await stripe.script({ kind: "lose", times: "always" });
    const { number } = await payer();
    await stripe.behave();
    expect(await plan(number)).toContain("Your first 7 days");
    await jules.advance(12 * MINUTES);
    expect((await jules.runCron("stripe-reconciliation")).ok).toBe(true);
    expect(await plan(number)).toContain("Your trial of Jules Plus");
  });

  test("that come twice and in another order say the same, once", async () => {
    await stripe.script({ kind: "duplicate", times: "always" }, { kind: "reorder", times: "always" });
    const { number } = await payer();
    await stripe.behave();
    const texts = await textsDuring(number, () => jules.advance(3 * MINUTES));
    expect(texts).toEqual([expect.stringContaining("Plus has begun")]);
    expect(await plan(number)).toContain("Your trial of Jules Plus");
  });

  test("are taken from Stripe alone, and what is not about us changes nothing", async () => {
    const { number } = buyer;
    const before = await plan(number);
    const [object] = [{ id: "sub_0", object: "subscription", customer: buyer.customer, status: "canceled" }];
    const event = {
      ...{ id: "evt_0", object: "event", api_version: "2026-10-28.endive", type: "customer.subscription.deleted" },
      ...{ created: Math.floor(Date.parse(await jules.now()) / 1_000), livemode: false, data: { object } },
    };
    const send = (headers: Record<string, string>) =>
      fetch(jules.ready.webhooks.stripe, { method: "POST", headers, body: JSON.stringify(event) });
    for (const headers of [{}, { "stripe-signature": `t=${event.created},v1=${"0".repeat(64)}` }]) {
      expect((await send(headers)).status).toBe(400);
    }
    await stripe.script({ kind: "forge" });
    await stripe.call(event);
    await stripe.script({ kind: "timestamp" });
    await stripe.call(event);
    const texts = await textsDuring(number, async () => {
      await stripe.call({ id: "evt_1", object: "v2.core.event", type: "v1.customer.subscription.deleted" });
      await stripe.call({ ...event, id: "evt_2", account: "acct_1" });
      await stripe.call({ ...event, id: "evt_3", livemode: true });
      await stripe.call({ ...event, id: "evt_4" });
      await stripe.call({ ...event, id: "evt_5", data: { object: { ...object, customer: "cus_0" } } });
    });
    expect((await stripe.answers()).slice(-7)).toEqual([400, 400, 200, 200, 200, 200, 200]);
    expect(texts).toEqual([]);
    expect(await plan(number)).toBe(before);
  });
});

describe("when the first days are over", () => {
  beforeAll(async () => {
    await jules.advance(7 * DAYS + 2 * HOURS);
  }, 120_000);

  test("who took the plan is told before, is charged once, and has it", async () => {
    expect(await chargesOf(buyer)).toEqual([MONTHLY]);
    expect(
      (await jules.bodies(buyer.number)).filter((text) => text.includes("Your trial of Jules Plus ends")),
    ).toHaveLength(1);
    expect(await plan(buyer.number)).toMatch(/You have Jules Plus. It renews on .* every month/);
  });

  test("who did not has ten answers a day, is told once, and is helped in danger all the same", async () => {
    expect(await plan(free)).toContain("You are on Jules Free");
    const talk = Array.from({ length: 10 }, (_, index) => `and then thing number ${index} happened`);
    const answers = await textsDuring(free, async () => {
      await jules.post(talk.map((text) => jules.callback(text, { from: free })));
      await jules.settle();
    });
    expect(answers.join()).not.toContain("free texts");
    expect(await answersTo(free, "and so on")).toEqual([expect.stringMatching(/today's 10 free texts.*988/)]);
    expect(await answersTo(free, "hello?")).toEqual([]);
    expect((await answersTo(free, "I want to kill myself")).join()).toContain("988");
    // Of a plan nothing is said then.
    expect((await answersTo(free, "UPGRADE")).join()).not.toMatch(/Plus|\/b\//);
  });

  test("whose payment fails in the night hears of it by day, keeps everything, pays, and goes on", async () => {
    const { number } = late;
    const notices = (await jules.received(number)).filter(({ text }) => text.includes("didn't go through"));
    expect(notices.map(({ acceptedAt }) => isByDay(acceptedAt))).toEqual([true]);
    expect(await chargesOf(late)).toEqual([]);
    expect(await plan(number)).toContain("A payment is open");
    const page = await pageOf(number);
    expect(page.html).toContain("The last payment failed");
    const portal = await stripe.send(page, "/portal");
    const card = await stripe.follow(portal, "/card");
    const changed = await stripe.send(card, "/card", { number: GOOD_CARD });
    const [, invoice = ""] = /href="(\/i\/in_\w+)"/.exec(changed.html) ?? [];
    await stripe.send(await stripe.follow(changed, invoice), invoice);
    expect(await chargesOf(late)).toEqual([MONTHLY]);
    expect(await plan(number)).toMatch(/You have Jules Plus. It renews/);
  });

  test("a plan that is ended at Stripe's can be kept, and ended on our page", async () => {
    const { number } = switching;
    const portal = await stripe.send(await pageOf(number), "/portal");
    const changed = await stripe.send(await stripe.follow(portal, "/card"), "/card", { number: "5555555555554444" });
    expect(changed.html).toContain("4444");
    const ended = await stripe.send(await stripe.follow(changed, "/cancel"), "/cancel");
    expect(await textsDuring(number, minuteLater)).toEqual([
      expect.stringMatching(/Plus ends on .*nothing more is charged/),
    ]);
    await stripe.send(ended, "/keep");
    expect(await plan(number)).toContain("It renews on");
    const shown = await stripe.send(await pageOf(number), "/end");
    expect(shown.html).toMatch(/It ends on .*Nothing more is charged/);
    const kept = await stripe.send(shown, "/keep");
    expect(kept.html).toContain("renews then");
    await stripe.send(kept, "/end");
    await minuteLater();
    expect(await plan(number)).toMatch(/runs until .* and then ends/);
  });

  test("who says so in plain words is answered once, and their plan ends with what is paid", async () => {
    const answers = await answersTo(leaving.number, "please cancel my subscription");
    expect(answers).toEqual([expect.stringMatching(/^OK. Jules Plus ends on .*nothing more is charged.*reply STOP/)]);
    expect(await textsDuring(leaving.number, minuteLater)).toEqual([]);
    expect(await plan(leaving.number)).toMatch(/runs until .* and then ends/);
  });

  test("who says the bare word hears that they are unsubscribed, and no word of money; nothing is collected", async () => {
    const answers = await answersTo(silent.number, "CANCEL");
    expect(answers).toEqual([expect.stringContaining("you're unsubscribed")]);
    expect(answers.join()).not.toMatch(/plus|plan|bill|charge|pay|subscription/i);
    await minuteLater();
    const [charge] = await stripe.charges(silent.customer);
    const asked = JSON.stringify(await stripe.changes(`/v1/subscriptions/${charge?.subscription}`));
    expect(asked).toContain("pause_collection");
    expect(asked).toMatch(/cancel_at/);
  });

  test("who disputes a payment with their bank is counted, and charged no more", async () => {
    const [charge] = await stripe.charges(disputing.customer);
    const texts = await textsDuring(disputing.number, async () => {
      await stripe.act(`charges/${charge?.id}/dispute`, { reason: "fraudulent" });
      await minuteLater();
    });
    expect(texts).toEqual([]);
    expect(jules.output).toMatch(/"DisputesOpened":1/);
    const asked = JSON.stringify(await stripe.changes(`/v1/subscriptions/${charge?.subscription}`));
    expect(asked).toContain("pause_collection");
  });

  test("an operator gives a payment back, once, and its payer hears of it", async () => {
    const path = `/v1/members/${buyer.id}/subscription`;
    const { payment } = (await operator("GET", `${path}/last-payment`)).body as { payment: string };
    const refund = () => operator("POST", `${path}/refunds`, { payment });
    const texts = await textsDuring(buyer.number, async () => {
      for (let time = 0; time < 2; time++) {
        expect(await refund()).toMatchObject({ status: 200, body: { refundedMinor: MONTHLY } });
      }
      await jules.settle();
      await minuteLater();
    });
    expect(texts).toEqual([expect.stringContaining("is being refunded")]);
    expect(await plan(buyer.number)).toContain("It renews on");
  });

  test("who has everything deleted pays no more, and Stripe forgets them before we do", async () => {
    await jules.say("DELETE MY DATA", erased.number);
    expect((await answersTo(erased.number, "DELETE")).at(-1)).toContain("your data is deleted");
    const [charge] = await stripe.charges(erased.customer);
    const deleted = (await stripe.changes("/v1/")).filter(({ method }) => method === "DELETE");
    expect(deleted.map(({ path, status }) => [path, status])).toEqual([
      [`/v1/subscriptions/${charge?.subscription}`, 200],
      [`/v1/customers/${erased.customer}`, 200],
    ]);
    expect((await operator("GET", `/v1/members/${erased.id}`)).status).toBe(404);
  });
});

describe("a month later", () => {
  /** Who was away for long is asked whose number it is. */
  async function isBack({ number }: Payer): Promise<void> {
    for (const text of ["hey jules", "STILL ME"]) await jules.say(text, number);
  }
  const gone = () => [leaving, silent, disputing, erased, switching];
  let before: ReadonlyMap<string, number>;
  beforeAll(async () => {
    before = new Map(
      await Promise.all(gone().map(async ({ number }) => [number, (await jules.bodies(number)).length] as const)),
    );
    await jules.advance(34 * DAYS);
  }, 120_000);

  test("who stayed has paid for each month, and once", async () => {
    for (const each of [buyer, late]) expect(await chargesOf(each)).toEqual([MONTHLY, MONTHLY]);
    await isBack(buyer);
    expect(await plan(buyer.number)).toContain("You have Jules Plus");
  });

  test("nobody who left was charged again, whichever way they left", async () => {
    for (const each of gone()) expect(await chargesOf(each)).toEqual([MONTHLY]);
  });

  test("who ended it hears once that it has ended; who wanted no more texts hears nothing", async () => {
    const since = async ({ number }: Payer) => (await jules.bodies(number)).slice(before.get(number));
    const ended = [expect.stringMatching(/Plus has ended. 10 texts a day are free/)];
    expect(await since(leaving)).toEqual(ended);
    expect(await since(switching)).toEqual(ended);
    for (const each of [silent, disputing, erased]) expect(await since(each)).toEqual([]);
    await isBack(leaving);
    expect(await plan(leaving.number)).toContain("You are on Jules Free");
  });

  test("nothing of it was begun in anybody's night, and no output holds a number or a link", async () => {
    const begun = (await Promise.all([late, buyer, switching, leaving].map(({ number }) => jules.received(number))))
      .flat()
      .filter(({ text }) =>
        /^(?:Jules Plus (?:has begun|has ended|ends on)|Your trial of Jules Plus ends|A payment for)/.test(text),
      );
    expect(begun.length).toBeGreaterThan(5);
    expect(begun.filter(({ acceptedAt }) => !isByDay(acceptedAt))).toEqual([]);
    const token =
      linkIn((await answersTo(buyer.number, "BILLING")).join())
        .split("/")
        .at(-1) ?? "";
    expect(token).not.toBe("");
    for (const secret of [token, buyer.number.slice(2), GOOD_CARD]) expect(jules.output.includes(secret)).toBe(false);
  });
});
