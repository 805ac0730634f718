import { QueryCommand } from "@aws-sdk/lib-dynamodb";
import type { DueStore, ReachOutStore } from "@jules/core/conversation";
import { type Instant, type MemberId, memberId } from "@jules/core/kernel";
import * as z from "zod/mini";
import { type Backoff, type Documents, settled } from "./documents.ts";
import { DUE_SHARDS, isFixedKey, REACH_OUT_SHARDS, reachOutShardName } from "./items.ts";

const DueItem = z.object({ pk: z.string(), sk: z.string() });
type DueItem = z.infer<typeof DueItem>;

interface Settings {
  readonly documents: Documents;
  readonly membersTable: string;
  readonly backoff?: Backoff;
}

/** One shard of the sparse index `due`, page by page. */
function createPages(settings: Settings) {
  const documents = settled(settings.documents, settings.backoff);
  return async function page(shard: string, at: Instant, from?: Record<string, unknown>) {
    const { Items: items = [], LastEvaluatedKey: more } = await documents.send(
      new QueryCommand({
        TableName: settings.membersTable,
        IndexName: "due",
        KeyConditionExpression: "dueShard = :shard AND dueAt <= :at",
        ExpressionAttributeValues: { ":shard": shard, ":at": at },
        ExclusiveStartKey: from,
      }),
    );
    return { shard, items: items.map((item) => DueItem.parse(item)), more };
  };
}

/** Members to whom something is to be said first. */
export function createReachOutStore(settings: Settings): ReachOutStore {
  const page = createPages(settings);
  return {
    async *toReach(at) {
      for (let shard = 0; shard < REACH_OUT_SHARDS; shard++) {
        const name = reachOutShardName(shard);
        let more: Record<string, unknown> | undefined;
        do {
          const next = await page(name, at, more);
          yield membersOf(next.items);
          more = next.more;
        } while (more);
      }
    },
  };
}

/** Members with open work: only items with some are in the index. */
export function createDueStore(settings: Settings): DueStore {
  const page = createPages(settings);
  return {
    async *due(at) {
      // As a rule little is due, so all shards are asked at once; what is more than a page is read on one by one.
      const firstPages = await Promise.all(Array.from({ length: DUE_SHARDS }, (_, shard) => page(String(shard), at)));
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
