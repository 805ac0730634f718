import { type BillingOrder, type BillingOrders, ORDERS, type PlacedOrder } from "@jules/core/billing";
import type { Instant, MemberId } from "@jules/core/kernel";

interface Kept {
  readonly placing: string;
  readonly dueAt: Instant;
  readonly failingSince: Instant | undefined;
}

const rankOf = (order: BillingOrder) =>
  ORDERS.findIndex(({ ends, because }) => ends === order.ends && because === order.because);

/** Orders about subscriptions, in memory. `placed` has what counts for each member. */
export function memoryBillingOrders(members: { has(member: MemberId): boolean }) {
  const placed = new Map<MemberId, BillingOrder>();
  const kept = new Map<MemberId, Kept>();
  let placings = 0;
  const isStill = ({ member, placing }: PlacedOrder) => placed.has(member) && kept.get(member)?.placing === placing;

  const orders: BillingOrders = {
    async place(order) {
      if (!members.has(order.member)) return;
      const all = [placed.get(order.member) ?? order, order];
      const [most = order] = all.toSorted((one, other) => rankOf(one) - rankOf(other));
      const [orderedAt = order.orderedAt] = all.map((each) => each.orderedAt).sort();
      placed.set(order.member, { ...most, orderedAt });
      const { failingSince } = kept.get(order.member) ?? {};
      kept.set(order.member, { placing: String(++placings), dueAt: order.orderedAt, failingSince });
    },
    async *due(at) {
      yield [...placed.keys()].filter((member) => (kept.get(member)?.dueAt ?? at) <= at);
    },
    async of(member) {
      const order = placed.get(member);
      const { placing, failingSince } = kept.get(member) ?? {};
      return order && placing !== undefined ? { ...order, placing, failingSince } : undefined;
    },
    async done(order) {
      if (!isStill(order)) return;
      placed.delete(order.member);
      kept.delete(order.member);
    },
    async postpone(order, at, until) {
      const { failingSince = at } = kept.get(order.member) ?? {};
      if (isStill(order)) kept.set(order.member, { placing: order.placing, dueAt: until, failingSince });
    },
  };
  return { orders, placed };
}
