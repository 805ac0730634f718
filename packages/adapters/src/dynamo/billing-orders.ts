import { DeleteCommand, GetCommand, TransactWriteCommand, UpdateCommand } from "@aws-sdk/lib-dynamodb";
import type { BillingOrder, BillingOrders } from "@jules/core/billing";
import { type Instant, memberId } from "@jules/core/kernel";
import * as z from "zod/mini";
import { type Backoff, type Documents, refusedCondition, refusedTransaction, settled } from "./documents.ts";
import { createMembersDue } from "./due-store.ts";
import {
  BILLING_ORDER_SHARDS,
  billingOrderKey,
  billingOrderShard,
  billingOrderShardName,
  SCHEMA_VERSION,
} from "./items.ts";
import { type Element, EXISTS, memberElement } from "./transactions.ts";

// Made when one is first read: most functions read none.
const OrderItem = z.lazy(() =>
  z.object({
    pk: z.string(),
    ends: z.enum(["at-period-end", "now"]),
    because: z.enum(["asked", "silence", "child", "dispute"]),
    orderedAt: z.string(),
  }),
);

/** What places an order as a part of another write, in the place of one that is there already. */
export function billingOrderElement(TableName: string, order: BillingOrder): Element {
  return { Put: { TableName, Item: orderItem(order) } };
}

function orderItem({ member, ends, because, orderedAt }: BillingOrder) {
  return {
    ...billingOrderKey(member),
    v: SCHEMA_VERSION,
    ...{ ends, because, orderedAt, dueShard: billingOrderShard(member), dueAt: orderedAt },
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
  const isSame = {
    ConditionExpression: "orderedAt = :orderedAt AND ends = :ends AND because = :because",
    valuesOf: ({ orderedAt, ends, because }: BillingOrder) => ({
      ...{ ":orderedAt": orderedAt, ":ends": ends, ":because": because },
    }),
  };

  async function onlyIfTheSame(write: () => Promise<unknown>): Promise<void> {
    try {
      await write();
    } catch (error) {
      if (!refusedCondition(error)) throw error;
    }
  }

  return {
    due: createMembersDue(settings, BILLING_ORDER_SHARDS, billingOrderShardName),

    async place(order) {
      const { Put } = billingOrderElement(TableName, order);
      // One that gives the money back, or collects nothing more, must not make way for one that does neither.
      const isWeaker =
        order.ends === "now"
          ? {}
          : {
              ConditionExpression: "attribute_not_exists(pk) OR (ends <> :now AND because = :asked)",
              ExpressionAttributeValues: { ":now": "now", ":asked": "asked" },
            };
      try {
        await documents.send(
          new TransactWriteCommand({
            TransactItems: [
              memberElement(TableName, order.member, EXISTS),
              { Put: { ...Put, ...isWeaker } as typeof Put },
            ],
          }),
        );
      } catch (error) {
        if (!refusedTransaction(error)) throw error;
      }
    },

    async of(member) {
      const { Item: item } = await documents.send(
        new GetCommand({ TableName, Key: billingOrderKey(member), ConsistentRead: true }),
      );
      if (!item) return undefined;
      const { pk, ends, because, orderedAt } = OrderItem.parse(item);
      return { member: memberId(pk), ends, because, orderedAt: orderedAt as Instant };
    },

    done: (order) =>
      onlyIfTheSame(() =>
        documents.send(
          new DeleteCommand({
            ...{ TableName, Key: billingOrderKey(order.member) },
            ConditionExpression: isSame.ConditionExpression,
            ExpressionAttributeValues: isSame.valuesOf(order),
          }),
        ),
      ),

    postpone: (order, until) =>
      onlyIfTheSame(() =>
        documents.send(
          new UpdateCommand({
            ...{ TableName, Key: billingOrderKey(order.member) },
            ConditionExpression: isSame.ConditionExpression,
            UpdateExpression: "SET dueAt = :until",
            ExpressionAttributeValues: { ...isSame.valuesOf(order), ":until": until },
          }),
        ),
      ),
  };
}
