import { QueryCommand } from "@aws-sdk/lib-dynamodb";
import type { ConversationStore } from "@jules/core/conversation";
import type { Keyring } from "../kms/index.ts";
import { ConversationItem } from "./conversation-items.ts";
import { outboundOf, saidOf } from "./conversation-reading.ts";
import { type Backoff, type Documents, settled } from "./documents.ts";

/** So many texts are looked at for where a member is reached; the first that opens will do. */
const MOST_ADDRESSES = 5;

/** Where members are reached, as the last texts of their conversations have it. */
export function createAddresses(settings: {
  readonly documents: Documents;
  readonly membersTable: string;
  readonly keyring: Pick<Keyring, "cipher">;
  readonly backoff?: Backoff;
}): Pick<ConversationStore, "addressOf"> {
  const { membersTable: TableName, keyring } = settings;
  const documents = settled(settings.documents, settings.backoff);
  return {
    async addressOf(id) {
      const { Items: items = [] } = await documents.send(
        new QueryCommand({
          ...{ TableName, IndexName: "history", Limit: MOST_ADDRESSES },
          KeyConditionExpression: "pk = :pk",
          ExpressionAttributeValues: { ":pk": id },
          ScanIndexForward: false,
          ConsistentRead: true,
        }),
      );
      if (items.length === 0) return undefined;
      const cipher = await keyring.cipher(id);
      for (const value of items) {
        try {
          const item = ConversationItem.parse(value);
          if (!("state" in item)) {
            const { from, assessment } = saidOf(item, cipher);
            return { number: from, language: assessment.language };
          }
          const { content } = outboundOf(item, cipher);
          if (content) return { number: content.to, language: content.language ?? "en" };
        } catch {
          // An older one says it as well.
        }
      }
      return undefined;
    },
  };
}
