import { randomUUID } from "node:crypto";
import { DeleteCommand, GetCommand, UpdateCommand } from "@aws-sdk/lib-dynamodb";
import {
  type BillingOrder,
  type BillingOrders,
  type Given,
  ORDERS,
  type PlacedOrder,
  together,
} from "@jules/core/billing";
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

/** An order is kept as the set of all that it came of: none that joins it waits for, or takes the place of, another one. */
const wordOf = ({ orderedAt, ends, because }: Given) => `${orderedAt} ${ends} ${because}`;

/**
 * What places an order as a part of another write. It is never refused, and takes nothing from an order that is there: a
 * STOP must not fail because somebody cancelled a minute before.
 */
export function billingOrderElement(TableName: string, order: BillingOrder): Element {
  return {
    Update: {
      ...{ TableName, Key: billingOrderKey(order.member) },
      UpdateExpression: "SET v = :v, dueShard = :shard, dueAt = :at, placing = :placing ADD given :given",
      ExpressionAttributeValues: {
        ":given": new Set([wordOf(order)]),
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

  const done = (order: PlacedOrder) => unlessAnother(documents.send(new DeleteCommand(asRead(order))));

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

    takeBack: (order, given) => {
      const words = new Set(given.map(wordOf));
      // Of an empty set nothing would be left, but the item would be.
      if (order.given.every((each) => words.has(wordOf(each)))) return done(order);
      const { ExpressionAttributeValues: values, ...rest } = asRead(order);
      const less = {
        UpdateExpression: "DELETE given :given",
        ExpressionAttributeValues: { ...values, ":given": words },
      };
      return unlessAnother(documents.send(new UpdateCommand({ ...rest, ...less })));
    },

    done,

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

function orderOfItem(member: MemberId, item: Readonly<Record<string, unknown>>): PlacedOrder {
  const { placing, failingSince, given: kept } = item;
  const given = kept instanceof Set ? [...kept].sort().map(givenOfWord) : [];
  const order = together(given);
  if (!order || typeof placing !== "string") throw new TypeError("no order about a subscription");
  return { member, ...order, given, placing, failingSince: failingSince as Instant | undefined };
}

function givenOfWord(word: string): Given {
  const [orderedAt] = word.split(" ");
  const kind = ORDERS.find((each) => wordOf({ ...each, orderedAt: orderedAt as Instant }) === word);
  if (!kind) throw new TypeError("no order about a subscription");
  return { ...kind, orderedAt: orderedAt as Instant };
}
