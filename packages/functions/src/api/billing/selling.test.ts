import { type CheckoutOpened, keep, offerTo, openCheckout, orderEnd, type Till } from "@jules/core/billing/selling";
import { Failure, instantPlus } from "@jules/core/kernel";
import { manualClock } from "@jules/testkit/clock";
import { describe, expect, test } from "vitest";
import { wireSelling } from "../../../test/selling.ts";

const HOUR_MS = 60 * 60_000;
const DAY_MS = 24 * HOUR_MS;

const setUp = () => wireSelling(manualClock());
const urlOf = (opened: CheckoutOpened) => (opened.kind === "open" ? opened.url : opened.kind);

describe("the page offers", () => {
  test("a plan to an adult, with what is left of their first days", async () => {
    const { till, member } = setUp();
    const trialEndsAt = instantPlus(member().createdAt, 7 * DAY_MS);
    expect(await offerTo(till, member())).toEqual({ kind: "buy", trialEndsAt });
  });

  test.each([
    ["two days and an hour before they end", 2 * DAY_MS + HOUR_MS, true],
    ["two days before", 2 * DAY_MS, false],
    ["after", -DAY_MS, false],
  ])("the days that are left while Stripe takes them: %s", async (_when, beforeMs, isTrial) => {
    const { till, member, clock, change } = setUp();
    change({ createdAt: instantPlus(clock.now(), beforeMs - 7 * DAY_MS) });
    const offer = await offerTo(till, member());
    expect(offer.kind === "buy" && offer.trialEndsAt !== undefined).toBe(isTrial);
  });

  test.each<readonly [string, string, { readonly consent?: object; readonly age?: object }]>([
    ["who said STOP", "silent", { consent: { state: "OPTED_OUT" } }],
    ["who was asked whether they want texts", "silent", { consent: { state: "SUSPENDED" } }],
    ["who is blocked as a child", "minor", { consent: { state: "BLOCKED" } }],
    ["who may be a minor", "minor", { age: { state: "LIKELY_MINOR" } }],
    ["who proved to be one", "minor", { age: { state: "KNOWN_MINOR" } }],
    ["a child", "minor", { age: { state: "CHILD" } }],
    ["who never said their age", "age-unknown", { age: { state: "UNKNOWN" } }],
  ])("nothing to %s", async (_who, because, { consent, age }) => {
    const { till, member, change } = setUp();
    const now = member();
    change({ consent: { ...now.consent, ...consent }, age: { ...now.age, ...age } });
    expect(await offerTo(till, member())).toEqual({ kind: "nothing", because });
  });

  test("nothing where a law wants proof of age that they did not give", async () => {
    const { till, member, switchOn, change } = setUp();
    switchOn("us-guard");
    expect(await offerTo(till, member())).toEqual({ kind: "nothing", because: "age-unproven" });
    change({ age: { ...member().age, state: "VERIFIED_ADULT" } });
    expect((await offerTo(till, member())).kind).toBe("buy");
  });

  test("nothing where there is or may be a danger, and on a stage that sells nothing", async () => {
    const { till, member, inEpisode, sell } = setUp();
    for (const state of ["HOLD", "ATTENTIVE"] as const) {
      inEpisode(state);
      expect(await offerTo(till, member())).toEqual({ kind: "nothing", because: "not-now" });
    }
    inEpisode("NONE", { isUnreadable: true });
    expect(await offerTo(till, member())).toEqual({ kind: "nothing", because: "not-now" });
    inEpisode("NONE");
    expect((await offerTo(till, member())).kind).toBe("buy");
    sell(false);
    expect(await offerTo(till, member())).toEqual({ kind: "nothing", because: "not-sold" });
  });

  test("to see to a plan and to end it: in a hold, after a STOP, and where nothing is sold any more", async () => {
    const { till, member, inEpisode, sell, subscribed, change } = setUp();
    await subscribed();
    inEpisode("HOLD");
    sell(false);
    change({ consent: { ...member().consent, state: "OPTED_OUT" } });
    expect(await offerTo(till, member())).toMatchObject({ kind: "manage", goes: "on", mayEnd: true, mayKeep: false });
  });

  test("nothing at all where the number may be somebody else's by now", async () => {
    const { till, member, subscribed, clock, change } = setUp();
    await subscribed();
    for (const contact of [{ doubtedSince: clock.now() }, { heardAt: instantPlus(clock.now(), -46 * DAY_MS) }]) {
      change({ contact: { ...member().contact, heardAt: clock.now(), doubtedSince: undefined, ...contact } });
      expect(await offerTo(till, member())).toEqual({ kind: "nothing", because: "somebody-else" });
    }
  });
});

describe("who accepts the terms", () => {
  test("is sent to pay; before that the ledger has which words, and the member their customer", async () => {
    const { till, id, accepted, ledger, member, open, paying } = setUp();
    const words = await accepted();
    const seen: unknown[] = [];
    const payments = {
      ...till.payments,
      async openCheckout(wish: Parameters<Till["payments"]["openCheckout"]>[0]) {
        seen.push(ledger.length, member().billing.customer, member().billing.checkout?.asked.attempt === wish.attempt);
        return till.payments.openCheckout(wish);
      },
    };
    const opened = await openCheckout({ ...till, payments }, id, words);
    const [checkout = ""] = open();
    expect(opened).toEqual({ kind: "open", url: `https://checkout.example/c/pay/${checkout}` });
    expect(seen).toEqual([1, member().billing.customer, true]);
    expect(ledger).toEqual([
      {
        ...{ kind: "subscription-terms", period: "month", minor: 999, currency: "usd" },
        text: { code: "subscription-terms.en", version: 1, body: words.terms.body },
        ...{ trialEndsAt: words.trialEndsAt, textsAnHour: 120, textsADay: 400 },
      },
    ]);
    expect(paying.memberOf(member().billing.customer as never)).toBe(id);
    expect(member().billing.checkout).toMatchObject({ id: checkout });
    expect(paying.checkouts.get(checkout)?.wish).toMatchObject({ trialEndsAt: words.trialEndsAt, language: "en" });
  });

  test("twice by the same link, comes to the same page", async () => {
    const { till, id, accepted, open } = setUp();
    const words = await accepted();
    const [one, other] = await Promise.all([openCheckout(till, id, words), openCheckout(till, id, words)]);
    expect(urlOf(one)).toBe(urlOf(other));
    expect(urlOf(await openCheckout(till, id, words))).toBe(urlOf(one));
    expect(open()).toHaveLength(1);
  });

  test("for another period, has one page that is open: the newest; and going back opens a new one", async () => {
    const { till, id, accepted, open, paying } = setUp();
    const monthly = await openCheckout(till, id, await accepted("month"));
    const yearly = await openCheckout(till, id, await accepted("year"));
    expect(open().map((checkout) => paying.checkouts.get(checkout)?.wish.price.period)).toEqual(["year"]);
    const again = await openCheckout(till, id, await accepted("month"));
    expect(open().map((checkout) => paying.checkouts.get(checkout)?.wish.price.period)).toEqual(["month"]);
    expect(new Set([monthly, yearly, again].map(urlOf)).size).toBe(3);
  });

  test("of two periods at once, has one page that is open", async () => {
    const { till, id, accepted, open } = setUp();
    await Promise.allSettled([
      openCheckout(till, id, await accepted("month")),
      openCheckout(till, id, await accepted("year")),
    ]);
    expect(open()).toHaveLength(1);
  });

  test("with a subscription that runs at Stripe, of which we do not know yet, is brought up to date instead", async () => {
    const { till, id, accepted, open, paying, member, change } = setUp();
    const customer = await paying.payments.createCustomer(id);
    change({ billing: { ...member().billing, customer } });
    paying.subscribe(customer);
    expect(await openCheckout(till, id, await accepted())).toEqual({ kind: "already" });
    expect(open()).toEqual([]);
    expect(member().billing.subscription?.status).toBe("active");
  });

  test("who paid on the earlier page meanwhile, is brought up to date, and pays once", async () => {
    const { till, id, accepted, open, paying, member } = setUp();
    await openCheckout(till, id, await accepted("month", { trialEndsAt: undefined }));
    const [first = ""] = open();
    const payments = {
      ...till.payments,
      closeCheckout: async (checkout: string) => {
        paying.pay(checkout);
        return till.payments.closeCheckout(checkout);
      },
    };
    const again = await openCheckout({ ...till, payments }, id, await accepted("year"));
    expect(again).toEqual({ kind: "already" });
    expect(paying.checkouts.get(first)?.status).toBe("paid");
    expect(paying.charges()).toHaveLength(1);
    expect(member().billing.subscription?.period).toBe("month");
  });

  test("whose customer was deleted at Stripe, gets another one", async () => {
    const { till, id, accepted, subscribed, paying, member } = setUp();
    const deleted = await subscribed();
    await paying.payments.deleteCustomer(deleted);
    await till.bringUpToDate(id);
    expect((await openCheckout(till, id, await accepted())).kind).toBe("open");
    expect(member().billing.customer).not.toBe(deleted);
  });

  test("an hour later gets a new page, for the old one can be paid no more", async () => {
    const { till, id, accepted, clock, member } = setUp();
    const words = await accepted("month", { trialEndsAt: undefined });
    const first = await openCheckout(till, id, words);
    clock.advance(HOUR_MS);
    expect(urlOf(await openCheckout(till, id, words))).not.toBe(urlOf(first));
    expect(member().billing.checkout?.expiresAt).toBe(instantPlus(clock.now(), HOUR_MS));
  });

  test("is not held up by an earlier way to pay that Stripe opens no more", async () => {
    const { till, id, accepted, member, change, open } = setUp();
    const words = await accepted();
    const payments = {
      ...till.payments,
      openCheckout: () => Promise.reject(new Failure("payments.refused", "scripted")),
    };
    await expect(openCheckout({ ...till, payments }, id, words)).rejects.toMatchObject({ code: "payments.refused" });
    expect(member().billing.checkout?.id).toBeUndefined();
    change({});
    let isFirst = true;
    const later = {
      ...till.payments,
      openCheckout(wish: Parameters<Till["payments"]["openCheckout"]>[0]) {
        if (!isFirst) return till.payments.openCheckout(wish);
        isFirst = false;
        return payments.openCheckout();
      },
    };
    expect((await openCheckout({ ...till, payments: later }, id, await accepted("year"))).kind).toBe("open");
    expect(open()).toHaveLength(1);
  });

  test("who is erased meanwhile, or says STOP, pays nowhere", async () => {
    const { till, id, accepted, members, member, change, open, ledger } = setUp();
    change({ consent: { ...member().consent, state: "OPTED_OUT" } });
    expect(await openCheckout(till, id, await accepted())).toEqual({ kind: "nothing", because: "silent" });
    members.delete(id);
    expect(await openCheckout(till, id, await accepted())).toEqual({ kind: "gone" });
    expect([open(), ledger]).toEqual([[], []]);
  });
});

/** The till in a sandbox that dies at one of its calls, before it was made or after, unheard; nothing answers it afterwards. */
function dying(till: Till, atCall: number, when: "before" | "after") {
  let calls = 0;
  let isDead = false;
  const mortal = <Port extends object>(port: Port): Port => {
    const entries = Object.entries(port) as [string, (...given: unknown[]) => Promise<unknown>][];
    return Object.fromEntries(
      entries.map(([name, call]) => [
        name,
        async (...given: unknown[]) => {
          calls += 1;
          if (calls === atCall && when === "before") isDead = true;
          if (isDead) throw new Error("the sandbox is dead");
          const result = await call(...given);
          if (calls === atCall) isDead = true;
          if (isDead) throw new Error("the sandbox is dead");
          return result;
        },
      ]),
    ) as Port;
  };
  const mortals = {
    ...{ members: mortal(till.members), billing: mortal(till.billing), payments: mortal(till.payments) },
    ...{ orders: mortal(till.orders), ...mortal({ bringUpToDate: till.bringUpToDate }) },
  };
  return { till: { ...till, sells: till.sells, ...mortals }, hasDied: () => isDead };
}

describe.each(["before", "after"] as const)("killed at every call, %s it was made", (when) => {
  test.each([
    ["the same once more", "month"],
    ["the other period", "year"],
  ] as const)("and %s: one page is open, and it is the one they are sent to", async (_what, then) => {
    let deaths = 0;
    for (let atCall = 1; atCall < 60; atCall++) {
      const { till, id, accepted, open, ledger, paying, member } = setUp();
      // They were at another page before.
      await openCheckout(till, id, await accepted("year", { trialEndsAt: undefined }));
      const words = await accepted("month");
      const mortal = dying(till, atCall, when);
      await openCheckout(mortal.till, id, words).catch(() => undefined);
      expect(open().length).toBeLessThanOrEqual(1);
      const opened = await openCheckout(till, id, then === "month" ? words : await accepted("year"));
      expect(open()).toHaveLength(1);
      expect(urlOf(opened)).toBe(`https://checkout.example/c/pay/${open()[0]}`);
      expect(member().billing.checkout?.id).toBe(open()[0]);
      expect(paying.checkouts.get(open()[0] ?? "")?.wish.price.period).toBe(then);
      expect(ledger.length).toBeGreaterThanOrEqual(2);
      if (!mortal.hasDied()) break;
      deaths += 1;
    }
    expect(deaths).toBeGreaterThan(8);
  });
});

describe("a plan", () => {
  test("that is ended will be ended, once, as of when it was asked for first", async () => {
    const { till, member, orders, id, clock, subscribed } = setUp();
    await subscribed();
    const orderedAt = clock.now();
    await orderEnd(till, member());
    clock.advance(HOUR_MS);
    await orderEnd(till, member());
    expect(orders.get(id)).toEqual({ member: id, ends: "at-period-end", because: "asked", orderedAt });
    expect(await offerTo(till, member())).toMatchObject({
      ...{ kind: "manage", goes: "to-its-end", mayEnd: false, mayKeep: true },
      until: member().billing.subscription?.periodEndsAt,
    });
  });

  test("that is kept goes on: before the order was carried out, and after", async () => {
    const { till, member, orders, id, subscribed, paying } = setUp();
    await subscribed();
    await orderEnd(till, member());
    expect(await keep(till, member())).toBe("kept");
    expect(orders.get(id)).toBeUndefined();
    const { subscription } = member().billing;
    if (!subscription) throw new Error("they have one");
    await paying.payments.endAtPeriodEnd(subscription, true);
    await till.bringUpToDate(id);
    expect(await offerTo(till, member())).toMatchObject({ goes: "to-its-end", mayKeep: true });
    expect(await keep(till, member())).toBe("kept");
    expect(await offerTo(till, member())).toMatchObject({ goes: "on", mayEnd: true });
  });

  test("that was ended for a dispute is not kept when that was done either", async () => {
    const { till, member, id, subscribed, paying } = setUp();
    await subscribed();
    const { subscription } = member().billing;
    if (!subscription) throw new Error("they have one");
    await paying.payments.endAtPeriodEnd(subscription, true, "dispute");
    // Also where the books do not know it yet.
    expect(await keep(till, member())).toBe("ordered");
    expect(member().billing.subscription).toMatchObject({ endsBecause: "dispute", endsAt: subscription.periodEndsAt });
    expect(await offerTo(till, member())).toMatchObject({ goes: "to-its-end", mayEnd: false, mayKeep: false });
    await till.bringUpToDate(id);
    expect(await keep(till, member())).toBe("ordered");
  });

  test("that a bank or a law ends is not kept", async () => {
    const { till, member, orders, id, clock, subscribed } = setUp();
    await subscribed();
    await till.orders.place({ member: id, ends: "now", because: "dispute", orderedAt: clock.now() });
    expect(await offerTo(till, member())).toMatchObject({ goes: "to-its-end", mayKeep: false });
    expect(await keep(till, member())).toBe("ordered");
    expect(orders.get(id)).toBeDefined();
  });

  test("that has ended meanwhile is not kept", async () => {
    const { till, member, subscribed, paying } = setUp();
    await subscribed();
    const { subscription } = member().billing;
    if (subscription) await paying.payments.endNow(subscription.id);
    expect(await keep(till, member())).toBe("ended");
    expect((await offerTo(till, member())).kind).toBe("buy");
  });

  test("that was bought while an older order waits goes on, ends by an order of its own, and is kept without the older one", async () => {
    const { till, member, orders, id, subscribed, paying, clock } = setUp();
    await subscribed();
    const { subscription } = member().billing;
    if (!subscription) throw new Error("they have one");
    await orderEnd(till, member());
    const orderedAt = clock.now();
    paying.set(subscription.id, { status: "canceled", endsAt: clock.now() });
    clock.advance(HOUR_MS);
    await subscribed();
    const going = { kind: "manage", goes: "on", mayEnd: true, mayKeep: false };
    expect(await offerTo(till, member())).toMatchObject(going);
    expect([await keep(till, member()), orders.get(id)]).toEqual(["kept", expect.objectContaining({ orderedAt })]);
    clock.advance(HOUR_MS);
    await orderEnd(till, member());
    expect(await offerTo(till, member())).toMatchObject({ goes: "to-its-end", mayEnd: false, mayKeep: true });
    expect([await keep(till, member()), orders.get(id)]).toEqual(["kept", expect.objectContaining({ orderedAt })]);
    expect(await offerTo(till, member())).toMatchObject(going);
  });

  test("that is over cannot be kept, and what was ordered of it stays: what is paid of it after all goes back", async () => {
    const { till, member, orders, id, subscribed, paying } = setUp();
    await subscribed();
    await orderEnd(till, member());
    const { subscription } = member().billing;
    if (subscription) await paying.payments.endNow(subscription.id);
    expect(await keep(till, member())).toBe("ended");
    expect(orders.get(id)).toMatchObject({ because: "asked" });
  });

  test("whose collection is paused can be ended, or taken up again", async () => {
    const { till, member, id, subscribed, paying } = setUp();
    await subscribed();
    const { subscription } = member().billing;
    if (subscription) await paying.payments.pause(subscription);
    await till.bringUpToDate(id);
    expect(await offerTo(till, member())).toMatchObject({ goes: "nowhere", mayEnd: true, mayKeep: true });
    expect(await keep(till, member())).toBe("kept");
    expect(await offerTo(till, member())).toMatchObject({ goes: "on" });
  });
});
