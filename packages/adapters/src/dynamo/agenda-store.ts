import { GetCommand, PutCommand, QueryCommand } from "@aws-sdk/lib-dynamodb";
import type { AgendaStore, DueEntry, Entry, EntryId, Occurrence } from "@jules/core/agenda";
import { type Instant, memberId } from "@jules/core/kernel";
import * as z from "zod/mini";
import type { Keyring } from "../kms/index.ts";
import { entryItem, entryOf, passing } from "./agenda-items.ts";
import { type Backoff, type Documents, REAL_BACKOFF, refusedCondition, settled } from "./documents.ts";
import { AGENDA_SHARDS, agendaShardName, ENTRY, entryKey } from "./items.ts";
import { createPartition } from "./partition.ts";
import { transact } from "./transactions.ts";

/** The most that somebody is shown, and may have. */
const MOST_ENTRIES = 20;
/** Of one shard, for one run: more than its share of what a run gets to. */
const MOST_OF_A_SHARD = 64;

const DueItem = z.lazy(() => z.object({ pk: z.string(), sk: z.string(), dueAt: z.string() }));

/**
 * Agendas in DynamoDB: one item per entry, in its member's partition, found by the sparse index `due`. What it is about, and
 * whether it comes again, is sealed under its member's key.
 */
export function createAgendaStore(settings: {
  readonly documents: Documents;
  readonly membersTable: string;
  readonly keyring: Keyring;
  readonly backoff?: Backoff;
}): AgendaStore {
  const { membersTable: TableName, keyring, backoff = REAL_BACKOFF } = settings;
  const documents = settled(settings.documents, backoff);
  const partition = createPartition({ documents, membersTable: TableName, backoff });

  async function put(entry: Entry, ConditionExpression: string, values: Record<string, unknown> = {}): Promise<void> {
    const Item = entryItem(entry, await keyring.cipher(entry.member));
    const given = Object.keys(values).length > 0 && { ExpressionAttributeValues: values };
    try {
      await documents.send(new PutCommand({ TableName, Item, ConditionExpression, ...given }));
    } catch (error) {
      if (!refusedCondition(error)) throw error;
    }
  }

  async function dueIn(shard: string, at: Instant): Promise<readonly DueEntry[]> {
    const { Items: items = [] } = await documents.send(
      new QueryCommand({
        ...{ TableName, IndexName: "due", Limit: MOST_OF_A_SHARD },
        KeyConditionExpression: "dueShard = :shard AND dueAt <= :at",
        ExpressionAttributeValues: { ":shard": shard, ":at": at },
      }),
    );
    return items.map((item) => {
      const { pk, sk, dueAt } = DueItem.parse(item);
      return { member: memberId(pk), id: sk.slice(ENTRY.length) as EntryId, dueAt: dueAt as Instant };
    });
  }

  return {
    add: (entry) => put(entry, "attribute_not_exists(pk)"),

    async of(member) {
      const entries: Entry[] = [];
      const { Items: items = [] } = await documents.send(
        new QueryCommand({
          TableName,
          KeyConditionExpression: "pk = :pk AND begins_with(sk, :entry)",
          ExpressionAttributeValues: { ":pk": member, ":entry": ENTRY },
          ConsistentRead: true,
        }),
      );
      if (items.length === 0) return entries;
      const cipher = await keyring.cipher(member);
      for (const item of items) {
        const entry = entryOf(item, cipher);
        if (entry) entries.push(entry);
      }
      return entries.sort((one, other) => (one.dueAt < other.dueAt ? -1 : 1)).slice(0, MOST_ENTRIES);
    },

    remove: (member, ids) => partition.remove(ids.map((id) => entryKey(member, id))),

    async due(at) {
      const shards = Array.from({ length: AGENDA_SHARDS }, (_, shard) => dueIn(agendaShardName(shard), at));
      return (await Promise.all(shards)).flat().sort((one, other) => (one.dueAt < other.dueAt ? -1 : 1));
    },

    async read(member, id) {
      const { Item: item } = await documents.send(
        new GetCommand({ TableName, Key: entryKey(member, id), ConsistentRead: true }),
      );
      return item && entryOf(item, await keyring.cipher(member));
    },

    pass: async (member, occurrence: Occurrence) =>
      (await transact(documents, [passing(TableName, member, occurrence)])) === undefined,

    async restore(entry, { dueAt, nextAt }) {
      const isUsed = nextAt === undefined ? "attribute_not_exists(pk)" : "dueAt = :nextAt";
      await put({ ...entry, dueAt }, isUsed, nextAt === undefined ? {} : { ":nextAt": nextAt });
    },
  };
}
