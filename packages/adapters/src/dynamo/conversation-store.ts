import {
  PutCommand,
  QueryCommand,
  TransactWriteCommand,
  type TransactWriteCommandInput,
  UpdateCommand,
} from "@aws-sdk/lib-dynamodb";
import { unmarshall } from "@aws-sdk/util-dynamodb";
import {
  type ConversationStore,
  isFixed,
  type Outbound,
  type OutboundState,
  type Said,
  spoken,
} from "@jules/core/conversation";
import {
  Failure,
  type Instant,
  instantPlus,
  type MemberId,
  millisecondsOf,
  type OutboundId,
  type TextId,
} from "@jules/core/kernel";
import type { Keyring, MemberCipher } from "../kms/index.ts";
import {
  ConversationItem,
  type OutboundItem,
  SealedOutbound,
  SealedText,
  type TextItem,
} from "./conversation-items.ts";
import { type Documents, refusedCondition, refusedTransaction, retryingConflicts } from "./documents.ts";
import {
  CONTENT_LIFETIME_SECONDS,
  dueShard,
  type Key,
  memberKey,
  outboundKey,
  placeOf,
  SCHEMA_VERSION,
  textKey,
} from "./items.ts";

/** An unanswered text is looked after by the sweeper when it is this old; a text in doubt when that old. */
const UNANSWERED_AFTER_MS = 45_000;
const DOUBTFUL_AFTER_MS = 90_000;

/** What one transaction can close, with room to spare; the rest is read when these are done. */
const MOST_OPEN_ITEMS = 50;

/** A reply that never left is no part of the conversation. */
const WAS_SAID: ReadonlySet<OutboundState> = new Set(["SENDING", "SENT", "DELIVERED"]);

const CLOSE = "REMOVE openSince, dueShard, dueAt";

/**
 * The conversation in DynamoDB: one item per text, in the member's partition. Two sparse local indexes read it: `history`
 * by time, and `open`, which holds only what is not finished. What people wrote is sealed under their own key.
 */
export function createConversationStore(settings: {
  readonly documents: Documents;
  readonly membersTable: string;
  readonly keyring: Keyring;
}): ConversationStore {
  const { documents, membersTable: TableName, keyring } = settings;

  const consentHolds = (id: MemberId, version: number) => ({
    ConditionCheck: {
      TableName,
      Key: memberKey(id),
      ConditionExpression: "consentVersion = :version",
      ExpressionAttributeValues: { ":version": version },
    },
  });

  /** All or nothing; one that met another on the same item is tried again. */
  async function transact(TransactItems: TransactWriteCommandInput["TransactItems"]): Promise<void> {
    await retryingConflicts(() => documents.send(new TransactWriteCommand({ TransactItems })));
  }

  async function openItems(id: MemberId): Promise<readonly (TextItem | OutboundItem)[]> {
    const { Items: items = [] } = await documents.send(
      new QueryCommand({
        TableName,
        IndexName: "open",
        KeyConditionExpression: "pk = :pk",
        ExpressionAttributeValues: { ":pk": id },
        ConsistentRead: true,
        Limit: MOST_OPEN_ITEMS,
      }),
    );
    return items.map((value) => ConversationItem.parse(value));
  }

  async function update(key: Key, expression: string, values: Record<string, unknown>, condition: string) {
    await documents.send(
      new UpdateCommand({
        TableName,
        Key: key,
        ConditionExpression: condition,
        UpdateExpression: expression,
        ExpressionAttributeNames: { "#state": "state" },
        ExpressionAttributeValues: values,
      }),
    );
  }

  return {
    async receive(member, text, assessment, closedBy, at) {
      const cipher = await keyring.cipher(member.id);
      const key = textKey(member.id, text.id);
      const { tier, evidence } = assessment;
      const content = SealedText.parse({ body: text.body, from: text.from, media: text.media, tier, evidence });
      const order = `${text.saidAt}#${text.id}`;
      const item = {
        ...key,
        v: SCHEMA_VERSION,
        saidAt: order,
        receivedAt: text.receivedAt,
        sealed: cipher.seal(JSON.stringify(content), placeOf(key, "sealed")),
        expiresAtSeconds: expiry(at),
        ...(closedBy === undefined ? openFrom(member.id, order, instantPlus(at, UNANSWERED_AFTER_MS)) : { closedBy }),
      };
      try {
        await documents.send(
          new PutCommand({ TableName, Item: item, ConditionExpression: "attribute_not_exists(pk)" }),
        );
        return "stored";
      } catch (error) {
        if (refusedCondition(error)) return "seen";
        throw error;
      }
    },

    async open(id) {
      const items = await openItems(id);
      if (items.length === 0) return { waiting: [], unfinished: [] };
      const cipher = await keyring.cipher(id);
      const waiting: Said[] = [];
      const unfinished: Outbound[] = [];
      for (const item of items) {
        if ("state" in item) unfinished.push(outboundOf(item, cipher));
        else waiting.push(saidOf(item, cipher));
      }
      return { waiting, unfinished };
    },

    async recent(id, limit) {
      const { Items: items = [] } = await documents.send(
        new QueryCommand({
          TableName,
          IndexName: "history",
          KeyConditionExpression: "pk = :pk",
          ExpressionAttributeValues: { ":pk": id },
          ScanIndexForward: false,
          Limit: limit,
          ConsistentRead: true,
        }),
      );
      const cipher = await keyring.cipher(id);
      return items
        .map((value) => ConversationItem.parse(value))
        .reverse()
        .filter((item) => ("state" in item ? WAS_SAID.has(item.state) : item.answeredBy && !item.openSince))
        .map((item) =>
          "state" in item ? { speaker: "jules", body: outboundOf(item, cipher).body } : spoken(saidOf(item, cipher)),
        );
    },

    async stage(member, text) {
      const cipher = await keyring.cipher(member.id);
      const key = outboundKey(text.id);
      const order = `${text.createdAt}#${key.sk}`;
      const content = SealedOutbound.parse({ body: text.body, to: text.to });
      const item = {
        ...key,
        v: SCHEMA_VERSION,
        state: "READY",
        answers: text.answers,
        createdAt: text.createdAt,
        saidAt: order,
        sealed: cipher.seal(JSON.stringify(content), placeOf(key, "sealed")),
        expiresAtSeconds: expiry(text.createdAt),
        ...openFrom(member.id, order, instantPlus(text.createdAt, UNANSWERED_AFTER_MS)),
      };
      try {
        await documents.send(
          new PutCommand({
            TableName,
            Item: item,
            ConditionExpression: "attribute_not_exists(pk)",
            ReturnValuesOnConditionCheckFailure: "ALL_OLD",
          }),
        );
        return { ...text, state: "READY", sendingAt: undefined };
      } catch (error) {
        const refused = refusedCondition(error);
        if (!refused?.item) throw error;
        return outboundOf(ConversationItem.parse(unmarshall(refused.item as never)) as OutboundItem, cipher);
      }
    },

    async beginSending(member, text, at) {
      try {
        await transact([
          consentHolds(member.id, member.consent.version),
          {
            Update: {
              TableName,
              Key: outboundKey(text.id),
              ConditionExpression: "#state = :ready",
              UpdateExpression: "SET #state = :sending, sendingAt = :at, consentVersion = :version, dueAt = :dueAt",
              ExpressionAttributeNames: { "#state": "state" },
              ExpressionAttributeValues: {
                ":ready": "READY",
                ":sending": "SENDING",
                ":at": at,
                ":version": member.consent.version,
                ":dueAt": instantPlus(at, DOUBTFUL_AFTER_MS),
              },
            },
          },
          ...text.answers.map((answered) => ({
            Update: {
              TableName,
              Key: textKey(member.id, answered),
              UpdateExpression: `SET answeredBy = :reply ${CLOSE}`,
              ExpressionAttributeValues: { ":reply": text.id },
            },
          })),
        ]);
        return "sending";
      } catch (error) {
        if (refusedTransaction(error)) return "moved-on";
        throw error;
      }
    },

    async beginFixed(member, id, again, at) {
      const item = {
        ...outboundKey(id),
        v: SCHEMA_VERSION,
        state: "SENDING",
        createdAt: at,
        sendingAt: at,
        consentVersion: member.consent.version,
        expiresAtSeconds: expiry(at),
      };
      try {
        await transact([
          consentHolds(member.id, member.consent.version),
          {
            Put: {
              TableName,
              Item: item,
              ConditionExpression: `attribute_not_exists(pk) OR #state IN (${again.states.map((_, index) => `:again${index}`).join(", ")}) OR (#state = :sending AND sendingAt <= :sendingSince)`,
              ExpressionAttributeNames: { "#state": "state" },
              ExpressionAttributeValues: {
                ...Object.fromEntries(again.states.map((state, index) => [`:again${index}`, state])),
                ":sending": "SENDING",
                // The empty string is before every moment.
                ":sendingSince": again.sendingSince ?? "",
              },
              ReturnValuesOnConditionCheckFailure: "ALL_OLD",
            },
          },
        ]);
        return { kind: "sending" };
      } catch (error) {
        const refused = refusedTransaction(error);
        if (!refused) throw error;
        const existing = refused[1];
        if (typeof existing !== "object") return { kind: "moved-on" };
        const { state } = ConversationItem.parse(unmarshall(existing as never)) as OutboundItem;
        return { kind: "exists", state };
      }
    },

    async postpone(id, until) {
      await Promise.all(
        (await openItems(id)).map(({ sk }) =>
          documents
            .send(
              new UpdateCommand({
                TableName,
                Key: { pk: id, sk },
                ConditionExpression: "attribute_exists(openSince)",
                UpdateExpression: "SET dueAt = :until",
                ExpressionAttributeValues: { ":until": until },
              }),
            )
            .catch((error: unknown) => {
              // Finished in the meantime.
              if (!refusedCondition(error)) throw error;
            }),
        ),
      );
    },

    async settle(id, outcome, at) {
      try {
        switch (outcome.kind) {
          case "accepted":
            return await update(
              outboundKey(id),
              `SET #state = :sent, sentAt = :at, carrierId = :carrierId${isFixed(id) ? "" : ", segmentCount = :segmentCount"} ${CLOSE}`,
              {
                ":sent": "SENT",
                ":at": at,
                ":carrierId": outcome.carrierId,
                // The length of a fixed text would say which one it was.
                ...(!isFixed(id) && { ":segmentCount": outcome.segments }),
                ":sending": "SENDING",
              },
              "#state = :sending",
            );
          case "refused":
            return outcome.retryable
              ? await update(
                  outboundKey(id),
                  "SET #state = :ready, reason = :reason",
                  { ":ready": "READY", ":reason": outcome.reason, ":sending": "SENDING" },
                  "#state = :sending",
                )
              : await update(
                  outboundKey(id),
                  `SET #state = :failed, reason = :reason ${CLOSE}`,
                  { ":failed": "FAILED", ":reason": outcome.reason, ":sending": "SENDING" },
                  "#state = :sending",
                );
          case "unknown":
            return await update(
              outboundKey(id),
              "SET reason = :reason",
              { ":reason": outcome.reason, ":sending": "SENDING" },
              "#state = :sending",
            );
          default:
            return outcome satisfies never;
        }
      } catch (error) {
        // The carrier's callback was here first and knows more.
        if (!refusedCondition(error)) throw error;
      }
    },

    async park(id, reason) {
      try {
        await update(
          outboundKey(id),
          `SET #state = :parked, reason = :reason ${CLOSE}`,
          { ":parked": "PARKED", ":reason": reason, ":ready": "READY", ":sending": "SENDING" },
          "#state IN (:ready, :sending)",
        );
      } catch (error) {
        if (!refusedCondition(error)) throw error;
      }
    },

    async close(id, texts, reason) {
      await Promise.all(
        texts.map((text) =>
          documents.send(
            new UpdateCommand({
              TableName,
              Key: textKey(id, text),
              ConditionExpression: "attribute_exists(pk)",
              UpdateExpression: `SET closedBy = :reason ${CLOSE}`,
              ExpressionAttributeValues: { ":reason": reason },
            }),
          ),
        ),
      );
    },
  };
}

function openFrom(id: MemberId, openSince: string, dueAt: Instant) {
  return { openSince, dueShard: dueShard(id), dueAt: `${dueAt}` };
}

function expiry(at: Instant): number {
  return Math.floor(millisecondsOf(at) / 1_000) + CONTENT_LIFETIME_SECONDS;
}

function saidOf(item: TextItem, cipher: MemberCipher): Said {
  const content = SealedText.parse(JSON.parse(cipher.open(item.sealed, placeOf(item, "sealed"))));
  const [saidAt] = item.saidAt.split("#");
  return {
    id: item.sk.slice("TEXT#".length) as TextId,
    body: content.body,
    attachments: content.media.length,
    from: content.from as Said["from"],
    saidAt: saidAt as Instant,
    receivedAt: item.receivedAt as Instant,
  };
}

function outboundOf(item: OutboundItem, cipher: MemberCipher): Outbound {
  const id = `${item.pk}.${item.sk.slice("OUT#".length)}` as OutboundId;
  // Fixed texts have a template and no content; they are in neither index and never staged.
  if (!item.sealed) throw new Failure("conversation.unreadable", "a fixed text was read as a reply");
  const content = SealedOutbound.parse(JSON.parse(cipher.open(item.sealed, placeOf(item, "sealed"))));
  return {
    id,
    state: item.state,
    body: content.body,
    to: content.to as Outbound["to"],
    answers: item.answers as TextId[],
    createdAt: item.createdAt as Instant,
    sendingAt: item.sendingAt as Instant | undefined,
  };
}
