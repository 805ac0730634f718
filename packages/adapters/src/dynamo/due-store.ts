import { QueryCommand } from "@aws-sdk/lib-dynamodb";
import type { DueStore } from "@jules/core/conversation";
import { type Instant, type MemberId, memberId } from "@jules/core/kernel";
import * as z from "zod/mini";
import { type Backoff, type Documents, settled } from "./documents.ts";
import { DUE_SHARDS, isFixedKey } from "./items.ts";

const DueItem = z.object({ pk: z.string(), sk: z.string() });
type DueItem = z.infer<typeof DueItem>;

/** Reads the sparse index `due`: only items with open work are in it. */
export function createDueStore(settings: {
  readonly documents: Documents;
  readonly membersTable: string;
  readonly backoff?: Backoff;
}): DueStore {
  const documents = settled(settings.documents, settings.backoff);

  async function page(shard: number, at: Instant, from?: Record<string, unknown>) {
    const { Items: items = [], LastEvaluatedKey: more } = await documents.send(
      new QueryCommand({
        TableName: settings.membersTable,
        IndexName: "due",
        KeyConditionExpression: "dueShard = :shard AND dueAt <= :at",
        ExpressionAttributeValues: { ":shard": String(shard), ":at": at },
        ExclusiveStartKey: from,
      }),
    );
    return { shard, items: items.map((item) => DueItem.parse(item)), more };
  }

  return {
    async *due(at) {
      // As a rule little is due, so all shards are asked at once; what is more than a page is read on one by one.
      const firstPages = await Promise.all(Array.from({ length: DUE_SHARDS }, (_, shard) => page(shard, at)));
      const first = firstPages.flatMap(({ items }) => items);
      yield membersOf(first.filter(({ sk }) => isFixedKey(sk)));
      yield membersOf(first.filter(({ sk }) => !isFixedKey(sk)));
      for (const firstPage of firstPages) {
        for (let { shard, more } = firstPage; more; ) {
          const next = await page(shard, at, more);
          yield membersOf(next.items);
          more = next.more;
        }
      }
    },
  };
}

/** Each member of a page once. */
function membersOf(items: readonly DueItem[]): readonly MemberId[] {
  return [...new Set(items.map(({ pk }) => memberId(pk)))];
}
