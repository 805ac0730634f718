import { AGE_UNKNOWN } from "@jules/core/age";
import type { Entry } from "@jules/core/agenda";
import { type BillingStore, type CustomerId, customerId, NO_BILLING } from "@jules/core/billing";
import type { BillingCount, OrderBooks } from "@jules/core/billing/books";
import { type Clock, type Instant, instantPlus, type MemberId, memberId, type NumberHash } from "@jules/core/kernel";
import { EMPTY_LEDGER } from "@jules/core/ledger";
import { type Member, NO_ACTIVITY, NO_CONTACT } from "@jules/core/member";
import { OWN_NUMBER } from "../builders/index.ts";
import { memoryBillingOrders } from "./billing-orders.ts";
import { memoryPayments } from "./payments.ts";

/**
 * What members pay, in memory: a write holds only in the place of the version that it names. A member may be there from the
 * start, with a customer of theirs.
 */
export function memoryBooks(clock: Clock) {
  const paying = memoryPayments(clock);
  const members = new Map<MemberId, Member>();
  const heard = new Map<string, Instant>();
  const ordering = memoryBillingOrders(members);
  const entries = new Map<string, Entry>();
  const counts: Partial<Record<BillingCount, number>> = {};
  let comparedUntil: Instant | undefined;
  let writes = 0;

  const billing: BillingStore = {
    async write(id, version, next) {
      const member = members.get(id);
      if (member?.billing.version !== version) return false;
      members.set(id, { ...member, billing: { ...next, version: version + 1 } });
      writes += 1;
      return true;
    },
    wasHeard: async (event) => heard.has(event),
    noteHeard: async (event, at) => void heard.set(event, at),
    comparedUntil: async () => comparedUntil,
    async noteCompared(until) {
      comparedUntil = until;
    },
  };

  const books: OrderBooks = {
    members: { byId: async (id) => members.get(id) },
    billing,
    payments: paying.payments,
    agenda: {
      async add(entry) {
        if (!entries.has(entry.id)) entries.set(entry.id, entry);
      },
    },
    conversations: { addressOf: async () => ({ language: "en" }) },
    orders: ordering.orders,
    clock,
    counted(what) {
      counts[what] = (counts[what] ?? 0) + 1;
    },
  };

  return {
    books,
    ...{ paying, members, counts, heard, ordering: ordering.orders },
    /** What is ordered. */
    orders: ordering.placed,
    /** What members are to be told. */
    notices: (): readonly Entry[] => [...entries.values()],
    /** How often anything was written of what a member pays. */
    writes: () => writes,
    /** A member who came to pay, and the customer that was made of them. */
    memberWith(change: Partial<Member> = {}): { readonly id: MemberId; readonly customer: CustomerId } {
      const number = String(members.size + 1);
      const id = change.id ?? memberId(`m_${number.padStart(32, "0")}`);
      const customer = customerId(`cus_of_${number}`);
      paying.customers.set(customer, { id: customer, member: id, isDeleted: false });
      members.set(id, { ...memberOf(id, clock.now()), billing: { ...NO_BILLING, version: 1, customer }, ...change });
      return { id, customer };
    },
    /** They said STOP, or whatever it was. */
    change(id: MemberId, change: Partial<Member>) {
      const member = members.get(id);
      if (member) members.set(id, { ...member, ...change });
    },
  };
}

function memberOf(id: MemberId, at: Instant): Member {
  const createdAt = instantPlus(at, -24 * 60 * 60_000);
  return {
    ...{ id, createdAt, introducedAt: createdAt, helpedAt: undefined, apologisedAt: undefined, ownNumber: OWN_NUMBER },
    consent: {
      ...{ state: "ACTIVE", scope: "recurring", version: 1 },
      ...{ changedAt: createdAt, changedBy: "text", saidAt: createdAt },
    },
    ...{ sealedEpisode: { bytes: undefined, version: 1 }, numberHash: "1.abc" as NumberHash, age: AGE_UNKNOWN },
    ...{ contact: NO_CONTACT, activity: NO_ACTIVITY, billing: NO_BILLING },
    ...{ ledger: EMPTY_LEDGER, erasureAskedAt: undefined, reassignedAt: undefined },
  };
}
