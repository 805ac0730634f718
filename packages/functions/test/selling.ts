import { AGE_UNKNOWN } from "@jules/core/age";
import { type CustomerId, NO_BILLING } from "@jules/core/billing";
import { bringUpToDate } from "@jules/core/billing/books";
import { type Accepted, type Ending, subscriptionTerms, type Till } from "@jules/core/billing/selling";
import { type Episode, NO_EPISODE } from "@jules/core/crisis";
import { type Clock, instantPlus, type MemberId } from "@jules/core/kernel";
import type { LedgerEntry } from "@jules/core/ledger";
import type { Member } from "@jules/core/member";
import { DEFAULT_LIMITS } from "@jules/core/quotas";
import type { SwitchCode } from "@jules/core/rules";
import { MEMBER_NUMBER } from "@jules/testkit/builders";
import { memoryBooks, switchedOn } from "@jules/testkit/memory";

const DAY_MS = 24 * 60 * 60_000;

/** Who sells plans, in memory: a member who may buy one, the books, and who takes the money. */
export function wireSelling(clock: Clock & { advance(milliseconds: number): void }) {
  const world = memoryBooks(clock);
  const { members, paying } = world;
  const ledger: LedgerEntry[] = [];
  const episodes = new Map<MemberId, Episode>();
  let sells = true;
  let rules = switchedOn();

  const createdAt = instantPlus(clock.now(), -2 * DAY_MS);
  const { id } = world.memberWith({ createdAt });
  const contact = { ...(members.get(id) as Member).contact, heardAt: clock.now() };
  world.change(id, { age: { ...AGE_UNKNOWN, state: "CLAIMED_ADULT" }, contact, billing: NO_BILLING });
  paying.customers.clear();

  const till: Till & Ending = {
    members: {
      byId: async (member) => members.get(member),
      episode: async (member) => episodes.get(member.id) ?? NO_EPISODE,
      record: async (_member, entries) => void ledger.push(...entries),
    },
    conversations: { addressOf: async () => ({ number: MEMBER_NUMBER }) },
    orders: world.ordering,
    switches: { switchedOn: () => rules.switchedOn() },
    clock,
    get sells() {
      return sells;
    },
    billing: world.books.billing,
    payments: paying.payments,
    bringUpToDate: (member) => bringUpToDate(world.books, member),
    returnTo: (language) => ({
      successUrl: `https://jules.example/b/done?lang=${language}`,
      cancelUrl: `https://jules.example/b/done?was=left&lang=${language}`,
    }),
  };

  const member = (): Member => {
    const found = members.get(id);
    if (!found) throw new Error("the member is gone");
    return found;
  };

  return {
    ...world,
    ...{ till, id, member, ledger, clock },
    change: (change: Partial<Member>) => world.change(id, change),
    inEpisode: (state: Episode["state"], change: Partial<Episode> = {}) =>
      episodes.set(id, { ...NO_EPISODE, state, since: clock.now(), ...change }),
    sell: (value: boolean) => {
      sells = value;
    },
    switchOn: (...codes: readonly SwitchCode[]) => {
      rules = switchedOn(...codes);
    },
    /** The ways to pay that are open at Stripe. */
    open: () => [...paying.checkouts].filter(([, { status }]) => status === "open").map(([checkout]) => checkout),
    /** They have paid on a page before, and we know of it. */
    async subscribed(period: "month" | "year" = "month"): Promise<CustomerId> {
      const customer = await paying.payments.createCustomer(id);
      world.change(id, { billing: { ...member().billing, customer } });
      paying.subscribe(customer, period);
      await till.bringUpToDate(id);
      return customer;
    },
    async accepted(period: "month" | "year" = "month", more: Partial<Accepted> = {}): Promise<Accepted> {
      const price = (await paying.payments.prices()).find((each) => each.period === period);
      if (!price) throw new Error("there is a price for each period");
      const sold = { price, trialEndsAt: instantPlus(createdAt, 7 * DAY_MS), limits: DEFAULT_LIMITS };
      const terms = subscriptionTerms(sold, "en");
      return { ...sold, terms, linkUntil: instantPlus(clock.now(), 30 * 60_000), language: "en", ...more };
    },
  };
}
