import { randomUUID } from "node:crypto";
import { DeleteCommand, GetCommand, UpdateCommand } from "@aws-sdk/lib-dynamodb";
import { type BillingOrder, type BillingOrders, ORDERS, type PlacedOrder } from "@jules/core/billing";
import { type Instant, type MemberId, memberId } from "@jules/core/kernel";
import { type Backoff, type Documents, refusedCondition, settled } from "./documents.ts";
import { createMembersDue } from "./due-store.ts";
import {
  BILLING_ORDER_SHARDS,
  billingOrderKey,
  billingOrderShard,
  billingOrderShardName,
  SCHEMA_VERSION,
} from "./items.ts";
import { type Element, EXISTS, memberElement, transact } from "./transactions.ts";

/** Each kind of order has an attribute of its own, with the moment at which it was first placed. */
const attributeOf = ({ ends, because }: Pick<BillingOrder, "ends" | "because">) => `${ends}-${because}`;

/**
 * What places an order as a part of another write. It is never refused, and takes nothing from an order that is there: a
 * STOP must not fail because somebody cancelled a minute before.
 */
export function billingOrderElement(TableName: string, order: BillingOrder): Element {
  return {
    Update: {
      ...{ TableName, Key: billingOrderKey(order.member) },
      UpdateExpression:
        "SET v = :v, dueShard = :shard, dueAt = :at, placing = :placing, #order = if_not_exists(#order, :at)",
      ExpressionAttributeNames: { "#order": attributeOf(order) },
      ExpressionAttributeValues: {
        ...{ ":v": SCHEMA_VERSION, ":shard": billingOrderShard(order.member), ":at": order.orderedAt },
        // Never the same again: a count would begin anew with the order after one that is done, and be taken for it.
        ":placing": randomUUID(),
      },
    },
  };
}

/** Orders about subscriptions, each beside its member, in the index of what is due. */
export function createBillingOrders(settings: {
  readonly documents: Documents;
  readonly membersTable: string;
  readonly backoff?: Backoff;
}): BillingOrders {
  const { membersTable: TableName } = settings;
  const documents = settled(settings.documents, settings.backoff);

  const asRead = ({ member, placing }: PlacedOrder) => ({
    ...{ TableName, Key: billingOrderKey(member) },
    ConditionExpression: "placing = :placing",
    ExpressionAttributeValues: { ":placing": placing },
  });

  async function unlessAnother(write: Promise<unknown>): Promise<void> {
    try {
      await write;
    } catch (error) {
      if (!refusedCondition(error)) throw error;
    }
  }

  return {
    due: createMembersDue(settings, BILLING_ORDER_SHARDS, billingOrderShardName),

    async place(order) {
      const isThere = memberElement(TableName, order.member, EXISTS);
      await transact(documents, [isThere, billingOrderElement(TableName, order)]);
    },

    async of(member) {
      const Key = billingOrderKey(member);
      const { Item: item } = await documents.send(new GetCommand({ TableName, Key, ConsistentRead: true }));
      return item && orderOfItem(memberId(item.pk), item);
    },

    done: (order) => unlessAnother(documents.send(new DeleteCommand(asRead(order)))),

    postpone: (order, at, until) => {
      const { ExpressionAttributeValues: values, ...rest } = asRead(order);
      const later = {
        UpdateExpression: "SET dueAt = :until, failingSince = if_not_exists(failingSince, :at)",
        ExpressionAttributeValues: { ...values, ":until": until, ":at": at },
      };
      return unlessAnother(documents.send(new UpdateCommand({ ...rest, ...later })));
    },
  };
}

/** The order that asks for most, from the moment of the first. */
function orderOfItem(member: MemberId, item: Readonly<Record<string, unknown>>): PlacedOrder {
  const placed = ORDERS.filter((order) => attributeOf(order) in item);
  const [most] = placed;
  const [orderedAt] = placed.map((order) => String(item[attributeOf(order)]) as Instant).sort();
  const { placing, failingSince } = item;
  if (!most || !orderedAt || typeof placing !== "string") throw new TypeError("no order about a subscription");
  return { member, ...most, orderedAt, placing, failingSince: failingSince as Instant | undefined };
}
