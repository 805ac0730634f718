import { QueryCommand } from "@aws-sdk/lib-dynamodb";
import type { DueStore, MomentStore, ReachOutStore } from "@jules/core/conversation";
import { type Instant, type MemberId, memberId } from "@jules/core/kernel";
import * as z from "zod/mini";
import { type Backoff, type Documents, settled } from "./documents.ts";
import {
  DUE_SHARDS,
  isFixedKey,
  MOMENT_SHARDS,
  momentShardName,
  REACH_OUT_SHARDS,
  reachOutShardName,
} from "./items.ts";

const DueItem = z.object({ pk: z.string(), sk: z.string(), dueAt: z.string() });
type DueItem = z.infer<typeof DueItem>;

export interface Settings {
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

/** What is in these shards of the index, one shard after the other. */
export function createItemsDue(settings: Settings, shards: number, nameOf: (shard: number) => string) {
  const page = createPages(settings);
  return async function* due(at: Instant): AsyncIterable<readonly DueItem[]> {
    for (let shard = 0; shard < shards; shard++) {
      let more: Record<string, unknown> | undefined;
      do {
        const next = await page(nameOf(shard), at, more);
        yield next.items;
        more = next.more;
      } while (more);
    }
  };
}

/** Members in these shards of the index. */
export function createMembersDue(settings: Settings, shards: number, nameOf: (shard: number) => string) {
  const itemsDue = createItemsDue(settings, shards, nameOf);
  return async function* due(at: Instant): AsyncIterable<readonly MemberId[]> {
    for await (const items of itemsDue(at)) yield membersOf(items);
  };
}

/** Members to whom something is to be said first. */
export function createReachOutStore(settings: Settings): ReachOutStore {
  return { toReach: createMembersDue(settings, REACH_OUT_SHARDS, reachOutShardName) };
}

/** Members at whom the reminder cron is to look. */
export function createMomentStore(settings: Settings): MomentStore {
  const itemsDue = createItemsDue(settings, MOMENT_SHARDS, momentShardName);
  return {
    async *due(at) {
      for await (const items of itemsDue(at)) {
        yield items.map(({ pk, dueAt }) => ({ member: memberId(pk), at: dueAt as Instant }));
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
