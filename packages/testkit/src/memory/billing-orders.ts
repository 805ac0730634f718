import { type BillingOrder, type BillingOrders, type Given, type PlacedOrder, together } from "@jules/core/billing";
import type { Instant, MemberId } from "@jules/core/kernel";

interface Kept {
  readonly given: readonly Given[];
  readonly placing: string;
  readonly dueAt: Instant;
  readonly failingSince: Instant | undefined;
}

const isSame = (one: Given, other: Given) =>
  one.ends === other.ends && one.because === other.because && one.orderedAt === other.orderedAt;
const inOrder = (one: Given, other: Given) => (one.orderedAt < other.orderedAt ? -1 : 1);

/** Orders about subscriptions, in memory. `placed` has what counts for each member. */
export function memoryBillingOrders(members: { has(member: MemberId): boolean }) {
  const placed = new Map<MemberId, BillingOrder>();
  const kept = new Map<MemberId, Kept>();
  let placings = 0;
  const isStill = ({ member, placing }: PlacedOrder) => placed.has(member) && kept.get(member)?.placing === placing;

  const orders: BillingOrders = {
    async place({ member, ...order }) {
      if (!members.has(member)) return;
      const { given: before = [], failingSince } = (placed.has(member) && kept.get(member)) || {};
      const given = [...before.filter((each) => !isSame(each, order)), order].toSorted(inOrder);
      placed.set(member, { member, ...(together(given) ?? order) });
      kept.set(member, { given, placing: String(++placings), dueAt: order.orderedAt, failingSince });
    },
    async *due(at) {
      yield [...placed.keys()].filter((member) => (kept.get(member)?.dueAt ?? at) <= at);
    },
    async of(member) {
      const order = placed.get(member);
      const now = kept.get(member);
      return order && now && { ...order, given: now.given, placing: now.placing, failingSince: now.failingSince };
    },
    async takeBack(order, taken) {
      const now = kept.get(order.member);
      if (!now || !isStill(order)) return;
      const given = now.given.filter((each) => !taken.some((one) => isSame(one, each)));
      const rest = together(given);
      if (!rest) return orders.done(order);
      placed.set(order.member, { member: order.member, ...rest });
      kept.set(order.member, { ...now, given });
    },
    async done(order) {
      if (!isStill(order)) return;
      placed.delete(order.member);
      kept.delete(order.member);
    },
    async postpone(order, at, until) {
      const now = kept.get(order.member);
      if (now && isStill(order)) {
        kept.set(order.member, { ...now, dueAt: until, failingSince: now.failingSince ?? at });
      }
    },
  };
  return { orders, placed };
}
