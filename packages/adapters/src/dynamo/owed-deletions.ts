import { DeleteCommand, GetCommand, UpdateCommand } from "@aws-sdk/lib-dynamodb";
import type { OwedDeletions } from "@jules/core/age";
import type { Instant, MemberId } from "@jules/core/kernel";
import * as z from "zod/mini";
import { type Backoff, type Documents, refusedCondition, settled } from "./documents.ts";
import { createItemsDue } from "./due-store.ts";
import {
  type Key,
  OWED_SHARDS,
  owedShard,
  owedShardName,
  SCHEMA_VERSION,
  veriffKey,
  verificationKey,
} from "./items.ts";

const SessionsItem = z.object({ session: z.optional(z.string()), toDelete: z.array(z.string()) });
const OwedItem = z.object({ since: z.string(), dueAt: z.string() });

const owedKey = (session: string): Key => ({ pk: veriffKey(session), sk: "DELETION" });

const sessionOf = (pk: string) => pk.slice(veriffKey("").length);

/** What the vendor still owes, under its own session ids, in the index of what is due. Never expires: it ends when it is done. */
export function createOwedDeletions(settings: {
  readonly documents: Documents;
  readonly membersTable: string;
  readonly backoff?: Backoff;
}): OwedDeletions {
  const { membersTable: TableName } = settings;
  const documents = settled(settings.documents, settings.backoff);
  const itemsDue = createItemsDue(settings, OWED_SHARDS, owedShardName);

  async function update(
    session: string,
    ConditionExpression: string,
    UpdateExpression: string,
    ExpressionAttributeValues: Readonly<Record<string, unknown>>,
  ): Promise<void> {
    const Key = owedKey(session);
    try {
      await documents.send(
        new UpdateCommand({ TableName, Key, ConditionExpression, UpdateExpression, ExpressionAttributeValues }),
      );
    } catch (error) {
      if (!refusedCondition(error)) throw error;
    }
  }

  const note = (session: string, at: Instant) =>
    update(session, "attribute_not_exists(pk)", "SET v = :v, dueShard = :shard, dueAt = :at, since = :at", {
      ":v": SCHEMA_VERSION,
      ":shard": owedShard(session),
      ":at": at,
    });

  async function sessionsOf(member: MemberId): Promise<readonly string[]> {
    const { Item: item } = await documents.send(
      new GetCommand({ TableName, Key: verificationKey(member), ConsistentRead: true }),
    );
    if (!item) return [];
    const { session, toDelete } = SessionsItem.parse(item);
    return [...new Set(session ? [...toDelete, session] : toDelete)];
  }

  return {
    note,

    async noteAllOf(member, at) {
      const sessions = await sessionsOf(member);
      for (const session of sessions) await note(session, at);
      return sessions;
    },

    async *due(at) {
      for await (const items of itemsDue(at)) yield items.map(({ pk }) => sessionOf(pk));
    },

    async of(session) {
      const { Item: item } = await documents.send(
        new GetCommand({ TableName, Key: owedKey(session), ConsistentRead: true }),
      );
      if (!item) return undefined;
      const { since, dueAt } = OwedItem.parse(item);
      return { session, since: since as Instant, dueAt: dueAt as Instant };
    },

    postpone: (session, to) => update(session, "attribute_exists(pk)", "SET dueAt = :to", { ":to": to }),

    async done(session) {
      await documents.send(new DeleteCommand({ TableName, Key: owedKey(session) }));
    },
  };
}
