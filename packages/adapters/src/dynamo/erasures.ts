import { DeleteCommand, GetCommand, UpdateCommand } from "@aws-sdk/lib-dynamodb";
import type { Instant, MemberId } from "@jules/core/kernel";
import type { ErasureReason, Erasures } from "@jules/core/privacy";
import * as z from "zod/mini";
import { type Backoff, type Documents, refusedCondition, settled } from "./documents.ts";
import { createMembersDue } from "./due-store.ts";
import { ERASURE_SHARDS, erasureKey, erasureShard, erasureShardName, SCHEMA_VERSION } from "./items.ts";
import type { Element } from "./transactions.ts";

const ErasureItem = z.lazy(() => z.object({ dueAt: z.string(), reason: z.string() }));

/** What schedules an erasure as a part of another write, in the place of one that is there already. */
export function erasureElement(table: string, id: MemberId, dueAt: Instant, reason: ErasureReason): Element {
  return { Put: { TableName: table, Item: erasureItem(id, dueAt, reason) } };
}

function erasureItem(id: MemberId, dueAt: Instant, reason: ErasureReason) {
  return { ...erasureKey(id), v: SCHEMA_VERSION, dueShard: erasureShard(id), dueAt, reason };
}

/** Who is to be erased and when, beside everything else that is theirs, in the index of what is due. */
export function createErasureSchedule(settings: {
  readonly documents: Documents;
  readonly membersTable: string;
  readonly backoff?: Backoff;
}): Erasures {
  const { membersTable: TableName } = settings;
  const documents = settled(settings.documents, settings.backoff);
  return {
    due: createMembersDue(settings, ERASURE_SHARDS, erasureShardName),

    async schedule(id, dueAt, reason) {
      const { pk, sk, ...item } = erasureItem(id, dueAt, reason);
      try {
        await documents.send(
          new UpdateCommand({
            ...{ TableName, Key: { pk, sk } },
            ConditionExpression: "attribute_not_exists(pk) OR dueAt > :dueAt",
            UpdateExpression: "SET v = :v, dueShard = :dueShard, dueAt = :dueAt, reason = :reason",
            ExpressionAttributeValues: Object.fromEntries(
              Object.entries(item).map(([name, value]) => [`:${name}`, value]),
            ),
          }),
        );
      } catch (error) {
        if (!refusedCondition(error)) throw error;
      }
    },

    async scheduled(id) {
      const { Item: item } = await documents.send(
        new GetCommand({ TableName, Key: erasureKey(id), ConsistentRead: true }),
      );
      return item && (ErasureItem.parse(item) as { dueAt: Instant; reason: ErasureReason });
    },

    async postpone(id, from, to, reason) {
      try {
        await documents.send(
          new UpdateCommand({
            ...{ TableName, Key: erasureKey(id) },
            ConditionExpression: "dueAt = :from",
            UpdateExpression: "SET dueAt = :to, reason = :reason",
            ExpressionAttributeValues: { ":from": from, ":to": to, ":reason": reason },
          }),
        );
      } catch (error) {
        if (!refusedCondition(error)) throw error;
      }
    },

    async drop(id) {
      await documents.send(new DeleteCommand({ TableName, Key: erasureKey(id) }));
    },
  };
}
