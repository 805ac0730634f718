import { isDeepStrictEqual } from "node:util";
import { type BillingOrder, isRunning, type Period, renews } from "@jules/core/billing";
import { bringUpToDate, carryOut, endAllOf, fold } from "@jules/core/billing/books";
import { type Accepted, keep, openCheckout, orderEnd, subscriptionTerms } from "@jules/core/billing/selling";
import { isSilenced } from "@jules/core/consent";
import { type Instant, instant, instantPlus, type MemberId } from "@jules/core/kernel";
import type { Member } from "@jules/core/member";
import { DEFAULT_LIMITS } from "@jules/core/quotas";
import { memoryBooks, switchedOn } from "@jules/testkit/memory";
import { createRandom } from "../engine/index.ts";
import { Calls, type Lost, untilDone } from "./calls.ts";

const MINUTE_MS = 60_000;
export const DAY_MS = 24 * 60 * MINUTE_MS;
const BEGINNING = instant("2026-11-01T12:00:00.000Z");

/** What can go wrong in a run, and how those who work side by side meet in it. */
export interface Circumstances {
  readonly lost: readonly Lost[];
  /** Another number is another order of what happens at once. */
  readonly seed: number;
}

/**
 * One member, what they pay, and everybody who works on it: the page, the queue of news, the cron of orders. Stripe is the
 * model of it, with all the money that ever moved.
 */
export class Household {
  readonly #books;
  readonly #calls: Calls;
  readonly #later: () => Promise<void>;
  readonly #accepted: string[] = [];
  readonly #pages = new Map<string, Instant>();
  #now: Instant = BEGINNING;
  /** Since when nobody may take anything from them; undefined while they pay of their own will. */
  #unwillingSince: Instant | undefined;
  readonly member: MemberId;

  constructor({ lost, seed }: Circumstances) {
    const random = createRandom(`billing ${seed}`);
    this.#calls = new Calls(lost, async () => {
      // Now and then somebody takes so long that others do all of theirs meanwhile.
      for (let turns = random.below(random.chance(0.2) ? 60 : 4); turns > 0; turns--) await Promise.resolve();
    });
    this.#later = async () => {
      for (let turns = random.below(60); turns > 0; turns--) await Promise.resolve();
    };
    this.#books = memoryBooks({ now: () => this.#now });
    const { id } = this.#books.memberWith({
      age: {
        state: "CLAIMED_ADULT",
        version: 1,
        since: BEGINNING,
        askedAt: undefined,
        asks: 0,
        childDoubtAt: undefined,
      },
      createdAt: instantPlus(BEGINNING, -30 * DAY_MS),
    });
    this.member = id;
    // They never came to pay: the customer is for the page to make.
    const { billing } = this.#known();
    this.#books.change(id, { billing: { ...billing, version: 0, customer: undefined } });
    this.#books.paying.customers.clear();
  }

  get calls(): number {
    return this.#calls.made;
  }

  pass(milliseconds: number): void {
    this.#now = instantPlus(this.#now, milliseconds);
  }

  /** The time until which a link of theirs counts; another number is another link. */
  link(which = 0): Instant {
    return instantPlus(this.#now, (30 + which) * MINUTE_MS);
  }

  /** Does it while others are at work. */
  async later(work: () => unknown): Promise<void> {
    await this.#later();
    await work();
  }

  /** They ask for their link and open it, read the terms, accept them and go on to pay; again, if the page does not answer. */
  async accept(period: Period, linkUntil = this.link()): Promise<void> {
    const { consent, contact } = this.#known();
    this.#books.change(this.member, { contact: { ...contact, heardAt: this.#now } });
    // Who goes on to pay wants it, unless nobody talks with them.
    if (!isSilenced(consent)) this.#unwillingSince = undefined;
    const { payments, billing } = this.#ports();
    const till = {
      members: this.#calls.through({
        byId: async (id: MemberId) => this.#books.members.get(id),
        episode: async () => ({ state: "NONE" }) as never,
        record: async () => void this.#accepted.push(this.#now),
      }),
      ...{ payments, billing, orders: this.#ports().orders, sells: true, switches: switchedOn() },
      clock: { now: () => this.#now },
      conversations: { addressOf: async () => undefined },
      bringUpToDate: (id: MemberId) => bringUpToDate(this.#ports(), id),
      returnTo: () => ({ successUrl: "https://jules.example/b/done", cancelUrl: "https://jules.example/b/token" }),
    };
    const opened = await untilDone(async () => {
      const price = (await payments.prices()).find((each) => each.period === period);
      if (!price) throw new Error("there is a price of every period");
      const sold = { price, trialEndsAt: undefined, limits: DEFAULT_LIMITS };
      const accepted: Accepted = { ...sold, terms: subscriptionTerms(sold, "en"), linkUntil, language: "en" };
      return openCheckout(till, this.member, accepted);
    });
    if (opened.kind === "open") this.#pages.set(opened.url.split("/").at(-1) ?? "", this.#now);
  }

  /** They pay on every page that they have open and that still takes money. @returns how many did. */
  pay(): number {
    const { checkouts } = this.#books.paying;
    const open = [...this.#pages.keys()].filter((page) => checkouts.get(page)?.status === "open");
    for (const page of open) this.#books.paying.pay(page);
    return open.length;
  }

  /** Somebody sells them one more, past all that prevents it. */
  sellAnother(): void {
    const [customer] = this.#books.paying.customers.keys();
    if (customer) this.#books.paying.subscribe(customer);
  }

  /** Something changes at Stripe while others are at work, and Stripe says so twice, in its own time. */
  async atStripe(change: () => unknown): Promise<void> {
    await this.later(change);
    await Promise.all([this.later(() => this.news()), this.later(() => this.news())]);
  }

  /** News of Stripe's: whatever it is about, what is so now is fetched. */
  news(): Promise<unknown> {
    return untilDone(() => bringUpToDate(this.#ports(), this.member));
  }

  /** They say STOP, or turn out to be a child: one write, with the order that it makes necessary. */
  async fallSilent(state: "OPTED_OUT" | "BLOCKED"): Promise<void> {
    const { consent, billing } = this.#known();
    this.#unwillingSince ??= state === "BLOCKED" ? BEGINNING : this.#now;
    this.#books.change(this.member, {
      consent: { ...consent, state, version: consent.version + 1, changedAt: this.#now },
    });
    if (!billing.customer) return;
    const order: BillingOrder =
      state === "BLOCKED"
        ? { member: this.member, ends: "now", because: "child", orderedAt: this.#now }
        : { member: this.member, ends: "at-period-end", because: "silence", orderedAt: this.#now };
    await this.#books.books.orders.place(order);
  }

  /** They want texts again; of what they pay that says nothing. */
  start(): void {
    const { consent } = this.#known();
    const { version } = consent;
    this.#books.change(this.member, { consent: { ...consent, state: "ACTIVE", version: version + 1 } });
  }

  /** They say that they are a minor: one write as well. */
  async turnOutMinor(): Promise<void> {
    const { age, billing } = this.#known();
    this.#unwillingSince ??= this.#now;
    this.#books.change(this.member, {
      age: { ...age, state: "LIKELY_MINOR", version: age.version + 1, since: this.#now },
    });
    if (!billing.subscription || !isRunning(billing.subscription)) return;
    await this.#books.books.orders.place({
      ...{ member: this.member, ends: "at-period-end", because: "child", orderedAt: this.#now },
    });
  }

  async end(): Promise<void> {
    this.#unwillingSince ??= this.#now;
    await untilDone(() => orderEnd({ orders: this.#ports().orders, clock: this.#ports().clock }, this.#known()));
  }

  /** They end it on Stripe's page, while others are at work; Stripe says so as it says everything. */
  async endAtStripe(): Promise<void> {
    this.#unwillingSince ??= this.#now;
    const { payments } = this.#books.paying;
    const running = this.#subscriptions().filter(renews);
    await this.atStripe(() => Promise.all(running.map((each) => payments.endAtPeriodEnd(each, false))));
  }

  async keepIt(): Promise<void> {
    this.#unwillingSince = undefined;
    const { orders, payments, clock } = this.#ports();
    const bring = (id: MemberId) => bringUpToDate(this.#ports(), id);
    await untilDone(() => keep({ orders, payments, clock, bringUpToDate: bring }, this.#known()));
  }

  /** Everything of theirs is deleted; what they pay first. */
  async erase(): Promise<void> {
    this.#unwillingSince ??= this.#now;
    await untilDone(() => endAllOf(this.#ports(), this.member, "asked"));
    this.#books.members.delete(this.member);
  }

  /** The cron of every minute. */
  async cron(): Promise<void> {
    await untilDone(async () => {
      const { orders } = this.#ports();
      const order = await orders.of(this.member);
      if (order) await carryOut(this.#ports(), order);
    });
  }

  /** The next period begins at Stripe, for whatever runs there. */
  renew(isPaid = true): void {
    for (const { id, status, periodEndsAt } of this.#subscriptions()) {
      if (status === "canceled" || periodEndsAt > this.#now) continue;
      this.#books.paying.renew(id, isPaid);
    }
  }

  /** The next period begins at Stripe, and is charged in an hour. */
  draft(): void {
    for (const { id, status, periodEndsAt } of this.#subscriptions()) {
      if (status !== "canceled" && periodEndsAt <= this.#now) this.#books.paying.draft(id);
    }
  }

  /** The hour is over. */
  collect(): void {
    for (const { id } of this.#subscriptions()) this.#books.paying.collect(id);
  }

  /** A payment that was late comes after all. */
  recover(): void {
    for (const { id, status } of this.#subscriptions()) {
      if (status !== "past_due") continue;
      this.#books.paying.charge(id);
      this.#books.paying.set(id, { status: "active" });
    }
  }

  /** All that is under way arrives, and months go by. */
  async settle(): Promise<void> {
    for (let month = 0; month < 2; month++) {
      await this.news();
      this.pass(MINUTE_MS);
      await this.cron();
      await this.news();
      this.pass(31 * DAY_MS);
      this.renew();
    }
    await this.news();
  }

  /** What is wrong once all news have come, and nobody had another look: the books. */
  staleBooks(): readonly string[] {
    const member = this.#books.members.get(this.member);
    if (!member?.billing.customer) return [];
    const counting = fold(this.#subscriptions(), member.billing.subscription, this.#now).counting;
    return isDeepStrictEqual(counting, member.billing.subscription) ? [] : ["the books say something else"];
  }

  /** What is wrong in the end, in words; nothing, as a rule. */
  wrongs(): readonly string[] {
    return [...this.#chargedTwice(), ...this.#chargedUnwillingly(), ...this.staleBooks(), ...this.#running()];
  }

  /** How often something was sold twice, and had to be given back. */
  get doubles(): number {
    return this.#books.counts["double-subscription"] ?? 0;
  }

  /** No two payments for the same time, unless one was given back. */
  #chargedTwice(): readonly string[] {
    const kept = this.#kept();
    return kept.flatMap((one, index) => {
      const next = kept[index + 1];
      if (!next || next.paidAt >= instantPlus(one.paidAt, 25 * DAY_MS)) return [];
      return [`charged twice: ${one.id} and ${next.id}`];
    });
  }

  /** Nothing is kept of what was taken after they wanted it no more. */
  #chargedUnwillingly(): readonly string[] {
    const since = this.#unwillingSince;
    if (!since) return [];
    return this.#kept().flatMap(({ id, paidAt }) => (paidAt > since ? [`charged against their will: ${id}`] : []));
  }

  #running(): readonly string[] {
    const running = this.#subscriptions().filter(({ status }) => status !== "canceled");
    const goesOn = running.filter(renews);
    const wrongs = running.length > 1 ? ["two subscriptions run"] : [];
    return this.#unwillingSince && goesOn.length > 0 ? [...wrongs, "it goes on against their will"] : wrongs;
  }

  /** Whether they accepted before anything was taken. */
  get acceptedFirst(): boolean {
    const [first] = this.#books.paying.charges();
    const [accepted] = this.#accepted;
    return !first || (accepted !== undefined && accepted <= first.paidAt);
  }

  /** Everything that was taken and not given back, the oldest first. */
  #kept() {
    const all = this.#books.paying.charges().filter(({ minor, refundedMinor }) => refundedMinor < minor);
    return all.toSorted((one, other) => (one.paidAt < other.paidAt ? -1 : 1));
  }

  #subscriptions() {
    return this.#books.paying.all();
  }

  #known(): Member {
    const member = this.#books.members.get(this.member);
    if (!member) throw new Error("the member is gone");
    return member;
  }

  /** The ports of whoever works: any of their calls may be their last. */
  #ports() {
    const { books } = this.#books;
    return {
      ...books,
      members: this.#calls.through(books.members),
      billing: this.#calls.through(books.billing),
      payments: this.#calls.through(books.payments),
      agenda: this.#calls.through(books.agenda),
      orders: this.#calls.through(this.#books.ordering),
    };
  }
}
