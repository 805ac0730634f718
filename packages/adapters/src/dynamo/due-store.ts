import { QueryCommand } from "@aws-sdk/lib-dynamodb";
import type { DueStore } from "@jules/core/conversation";
import { type Instant, type MemberId, memberId } from "@jules/core/kernel";
import * as z from "zod/mini";
import type { Documents } from "./documents.ts";
import { DUE_SHARDS } from "./items.ts";

const DueItem = z.object({ pk: z.string() });

/** Reads the sparse index `due`: only items with open work are in it. */
export function createDueStore(documents: Documents, membersTable: string): DueStore {
  const query = (shard: number, at: Instant, from?: Record<string, unknown>) =>
    documents.send(
      new QueryCommand({
        TableName: membersTable,
        IndexName: "due",
        KeyConditionExpression: "dueShard = :shard AND dueAt <= :at",
        ExpressionAttributeValues: { ":shard": String(shard), ":at": at },
        ExclusiveStartKey: from,
      }),
    );

  return {
    async *due(at) {
      // As a rule nothing is due, so all shards are asked at once; what is more than a page is read on one by one.
      const firstPages = await Promise.all(Array.from({ length: DUE_SHARDS }, (_, shard) => query(shard, at)));
      for (const [shard, firstPage] of firstPages.entries()) {
        let page = firstPage;
        yield membersOf(page.Items);
        while (page.LastEvaluatedKey) {
          page = await query(shard, at, page.LastEvaluatedKey);
          yield membersOf(page.Items);
        }
      }
    },
  };
}

/** A member's open items lie in one shard, so each member of a page is named once. */
function membersOf(items: readonly unknown[] = []): readonly MemberId[] {
  return [...new Set(items.map((item) => memberId(DueItem.parse(item).pk)))];
}
