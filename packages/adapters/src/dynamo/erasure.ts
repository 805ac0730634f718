import { DeleteCommand, GetCommand, PutCommand } from "@aws-sdk/lib-dynamodb";
import type { MemberId } from "@jules/core/kernel";
import type { Erasure } from "@jules/core/privacy";
import { type Backoff, type Documents, REAL_BACKOFF, refusedCondition, settled } from "./documents.ts";
import { erasureKey, type Key, memberKey, numberKey } from "./items.ts";
import { destroyedKey } from "./key-store.ts";
import { memberOfItem } from "./member-item.ts";
import { createPartition } from "./partition.ts";

/** Erases members from the tables. A sandbox that has a key in its memory forgets it within five minutes. */
export function createErasure(settings: {
  readonly documents: Documents;
  readonly membersTable: string;
  readonly keysTable: string;
  readonly backoff?: Backoff;
}): Erasure {
  const { membersTable, keysTable, backoff = REAL_BACKOFF } = settings;
  const documents = settled(settings.documents, backoff);
  const partition = createPartition({ documents, membersTable, backoff });

  async function destroyKey(id: MemberId): Promise<void> {
    await documents.send(new PutCommand({ TableName: keysTable, Item: destroyedKey(id) }));
  }

  /** All items but those that an erasure is found again by. */
  async function removeTexts(id: MemberId): Promise<void> {
    const kept = new Set([memberKey(id).sk, erasureKey(id).sk]);
    await removeWhere(id, ({ sk }) => !kept.has(sk));
  }

  async function removeWhere(id: MemberId, isMeant: (key: Key) => boolean): Promise<void> {
    for await (const page of partition.pages(id, true)) await partition.remove(page.filter(isMeant));
  }

  /** Who has the number by now keeps it. */
  async function removeIndexEntry(id: MemberId): Promise<void> {
    const { Item: item } = await documents.send(
      new GetCommand({ TableName: membersTable, Key: memberKey(id), ConsistentRead: true }),
    );
    // The entry went before the member did.
    if (!item) return;
    try {
      await documents.send(
        new DeleteCommand({
          TableName: membersTable,
          Key: numberKey(memberOfItem(item).numberHash),
          ConditionExpression: "memberId = :id",
          ExpressionAttributeValues: { ":id": id },
        }),
      );
    } catch (error) {
      if (!refusedCondition(error)) throw error;
    }
  }

  return {
    async everythingOf(id) {
      await destroyKey(id);
      await removeTexts(id);
      await removeIndexEntry(id);
      await partition.remove([memberKey(id)]);
      // What came in meanwhile, and at the very end what would have brought us here again.
      await removeTexts(id);
      await partition.remove([erasureKey(id)]);
    },
  };
}
