import { QueryCommand, UpdateCommand } from "@aws-sdk/lib-dynamodb";
import type { OutboundContent } from "@jules/core/conversation";
import type { Instant, MemberId } from "@jules/core/kernel";
import type { Archive, ArchivedKey, ArchivedText } from "@jules/core/privacy";
import type { Keyring, MemberCipher } from "../kms/index.ts";
import { movedOn } from "./activity.ts";
import { ConversationItem, type OutboundItem, type TextItem } from "./conversation-items.ts";
import { outboundOf, saidOf, WAS_SAID } from "./conversation-reading.ts";
import { type Backoff, type Documents, REAL_BACKOFF, refusedCondition, settled } from "./documents.ts";
import { placeOf } from "./items.ts";
import { createPartition } from "./partition.ts";
import { EXISTS, memberUpdate } from "./transactions.ts";

/** A member's texts, opened, for an export and for what they want forgotten. */
export function createArchive(settings: {
  readonly documents: Documents;
  readonly membersTable: string;
  readonly keyring: Keyring;
  readonly backoff?: Backoff;
}): Archive {
  const { membersTable, keyring, backoff = REAL_BACKOFF } = settings;
  const documents = settled(settings.documents, backoff);
  const partition = createPartition({ documents, membersTable, backoff });
  return {
    async *texts(id) {
      const cipher = await keyring.cipher(id);
      for await (const page of partition.pages(id)) {
        for (const item of page) {
          const text = /^(?:TEXT|OUT)#/.test(item.sk) ? opened(item, cipher) : undefined;
          if (text) yield text;
        }
      }
    },

    async page(id, before, Limit) {
      const cipher = await keyring.cipher(id);
      const from = before === undefined ? undefined : orderIn(before, id, cipher);
      if (before !== undefined && from === undefined) return undefined;
      const { Items: items = [], LastEvaluatedKey: more } = await documents.send(
        new QueryCommand({
          ...{ TableName: membersTable, IndexName: "history", ConsistentRead: true, ScanIndexForward: false, Limit },
          KeyConditionExpression: `pk = :pk${from ? " AND saidAt < :from" : ""}`,
          ExpressionAttributeValues: { ":pk": id, ...(from && { ":from": from }) },
        }),
      );
      const last = items.at(-1)?.saidAt;
      return {
        texts: items.flatMap((item) => opened(item, cipher) ?? []),
        before: more && typeof last === "string" ? sealedOrder(last, id, cipher) : undefined,
      };
    },

    async *proofs(id) {
      const cipher = await keyring.cipher(id);
      for await (const page of partition.pages(id)) {
        for (const item of page) {
          if (item.sk.startsWith("PROOF#") && item.sealed instanceof Uint8Array) {
            yield JSON.parse(cipher.open(item.sealed, placeOf(item, "sealed")));
          }
        }
      }
    },

    async forget(id, keys) {
      await partition.remove(keys.map((sk) => ({ pk: id, sk })));
      // Last, and with nothing to delete too: whoever was interrupted before it comes here again.
      try {
        await documents.send(new UpdateCommand(memberUpdate(membersTable, id, EXISTS, movedOn())));
      } catch (error) {
        if (!refusedCondition(error)) throw error;
      }
    },
  };
}

const placeOfOrder = (id: MemberId) => `1|archive|${id}|before`;

/** Sealed: it has the carrier's id of a text and when that was said. */
function sealedOrder(order: string, id: MemberId, cipher: MemberCipher): string {
  return Buffer.from(cipher.seal(order, placeOfOrder(id))).toString("base64url");
}

function orderIn(sealed: string, id: MemberId, cipher: MemberCipher): string | undefined {
  try {
    return cipher.open(Buffer.from(sealed, "base64url"), placeOfOrder(id));
  } catch {
    return undefined;
  }
}

/** Undefined for what nobody can read, and for a fixed text whose words are not put down. */
function opened(value: unknown, cipher: MemberCipher): ArchivedText | undefined {
  try {
    const item = ConversationItem.parse(value);
    return "state" in item ? ofOurs(item, cipher) : ofTheirs(item, cipher);
  } catch {
    return undefined;
  }
}

function ofTheirs(item: TextItem, cipher: MemberCipher): ArchivedText {
  const { id, body: words, seen, saidAt, from: number, assessment } = saidOf(item, cipher);
  const body = seen ? [words, seen].filter(Boolean).join("\n") : words;
  const danger = assessment.tier === "none" ? undefined : assessment;
  return { key: item.sk as ArchivedKey, text: id, at: saidAt, speaker: "member", body, number, danger, wasSaid: true };
}

function ofOurs(item: OutboundItem, cipher: MemberCipher): ArchivedText | undefined {
  const content: OutboundContent | undefined = outboundOf(item, cipher).content;
  if (!content) return undefined;
  const at = (item.sendingAt ?? item.createdAt) as Instant;
  const { body, kind, to: number } = content;
  return { key: item.sk as ArchivedKey, at, speaker: "jules", body, number, kind, wasSaid: WAS_SAID.has(item.state) };
}
