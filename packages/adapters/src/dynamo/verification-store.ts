import { GetCommand, PutCommand, TransactWriteCommand, UpdateCommand } from "@aws-sdk/lib-dynamodb";
import { unmarshall } from "@aws-sdk/util-dynamodb";
import type { MemberVerification, VerificationSession, VerificationStore } from "@jules/core/age";
import { Failure, type Instant, type MemberId, memberId, millisecondsOf } from "@jules/core/kernel";
import * as z from "zod/mini";
import type { Keyring } from "../kms/index.ts";
import { type Backoff, type Documents, refusedCondition, refusedTransaction, settled } from "./documents.ts";
import { type Key, placeOf, SCHEMA_VERSION, veriffKey, verificationKey } from "./items.ts";
import { EXISTS, memberElement } from "./transactions.ts";

// Both are made when one is first read: most cold starts read none.
const VerificationItem = z.lazy(() =>
  z.object({
    version: z.number(),
    openedAt: z.array(z.string()),
    session: z.optional(z.string()),
    sessionOpenedAt: z.optional(z.string()),
    askedAt: z.optional(z.string()),
    toDelete: z.array(z.string()),
    sealedUrl: z.optional(z.instanceof(Uint8Array)),
  }),
);
type VerificationItem = z.infer<typeof VerificationItem>;

const SessionItem = z.lazy(() =>
  z.object({
    memberId: z.string(),
    openedAt: z.string(),
    decidedAt: z.optional(z.string()),
    status: z.optional(z.enum(["approved", "declined", "resubmission", "expired", "abandoned", "review", "other"])),
    attempt: z.optional(z.string()),
    settledAt: z.optional(z.string()),
  }),
);
type SessionItem = z.infer<typeof SessionItem>;

const sessionKey = (id: string): Key => ({ pk: veriffKey(id), sk: "SESSION" });

/** A link lives for a week, a webhook is repeated for another; after that nobody speaks of a session. */
export const SESSION_KEPT_SECONDS = 45 * 24 * 60 * 60;
const MOST_ROUNDS = 5;

/**
 * Verifications in DynamoDB: beside the member what is open, with the address sealed; under the vendor's session id whose it
 * is and what was decided. Of what was decided, the status; of what was read, nothing.
 */
export function createVerificationStore(settings: {
  readonly documents: Documents;
  readonly membersTable: string;
  readonly keyring: Keyring;
  readonly backoff?: Backoff;
}): VerificationStore {
  const { membersTable: TableName, keyring } = settings;
  const documents = settled(settings.documents, settings.backoff);

  async function read(member: MemberId): Promise<VerificationItem | undefined> {
    const { Item: item } = await documents.send(
      new GetCommand({ TableName, Key: verificationKey(member), ConsistentRead: true }),
    );
    return item && VerificationItem.parse(item);
  }

  /** Writes what `make` makes of the item as it is; nothing where there is none, or it makes nothing. */
  async function change(
    member: MemberId,
    make: (item: VerificationItem) => VerificationItem | undefined,
  ): Promise<void> {
    for (let round = 0; round < MOST_ROUNDS; round++) {
      const item = await read(member);
      const made = item && make(item);
      if (!item || !made) return;
      try {
        await documents.send(new PutCommand(put(member, made, item.version)));
        return;
      } catch (error) {
        if (!refusedCondition(error)) throw error;
      }
    }
    throw new Failure("verification.contended", "the member's verification kept changing");
  }

  /** @param before the version that it takes the place of; undefined for none. */
  function put(member: MemberId, item: VerificationItem, before: number | undefined) {
    return {
      TableName,
      Item: { ...verificationKey(member), v: SCHEMA_VERSION, ...item, version: (before ?? 0) + 1 },
      ...(before === undefined
        ? { ConditionExpression: "attribute_not_exists(pk)" }
        : {
            ConditionExpression: "#version = :before",
            ExpressionAttributeNames: { "#version": "version" },
            ExpressionAttributeValues: { ":before": before },
          }),
    };
  }

  async function urlOf(member: MemberId, { sealedUrl }: VerificationItem): Promise<string | undefined> {
    if (!sealedUrl) return undefined;
    const cipher = await keyring.cipher(member);
    try {
      return cipher.open(sealedUrl, placeOf(verificationKey(member), "url"));
    } catch {
      // Sealed under a key that is gone: the session is as good as lost.
      return undefined;
    }
  }

  return {
    async of(member) {
      const item = await read(member);
      return item && { ...verificationOf(item), url: await urlOf(member, item) };
    },

    async open(member, before, session, openedAt, at) {
      const cipher = await keyring.cipher(member);
      const left = before?.session ? [...before.toDelete, before.session] : (before?.toDelete ?? []);
      const item: VerificationItem = {
        version: 0,
        openedAt: [...openedAt],
        session: session.id,
        sessionOpenedAt: at,
        toDelete: [...left],
        sealedUrl: Uint8Array.from(cipher.seal(session.url, placeOf(verificationKey(member), "url"))),
      };
      const expiresAtSeconds = Math.floor(millisecondsOf(at) / 1_000) + SESSION_KEPT_SECONDS;
      const kept = { ...sessionKey(session.id), v: SCHEMA_VERSION, memberId: member, openedAt: at, expiresAtSeconds };
      try {
        await documents.send(
          new TransactWriteCommand({
            TransactItems: [
              // Who is being erased begins nothing more.
              memberElement(TableName, member, EXISTS),
              { Put: { TableName, Item: kept, ConditionExpression: "attribute_not_exists(pk)" } },
              { Put: put(member, item, before?.version) },
            ],
          }),
        );
        return true;
      } catch (error) {
        if (!refusedTransaction(error)) throw error;
        return false;
      }
    },

    async ask(member, at) {
      try {
        await documents.send(
          new UpdateCommand({
            TableName,
            Key: verificationKey(member),
            ConditionExpression: "attribute_exists(pk)",
            UpdateExpression: `${at ? "SET askedAt = :at" : "REMOVE askedAt"} ADD #version :one`,
            ExpressionAttributeNames: { "#version": "version" },
            ExpressionAttributeValues: { ":one": 1, ...(at && { ":at": at }) },
          }),
        );
      } catch (error) {
        if (!refusedCondition(error)) throw error;
      }
    },

    async session(id) {
      const { Item: item } = await documents.send(
        new GetCommand({ TableName, Key: sessionKey(id), ConsistentRead: true }),
      );
      return item && sessionOf(id, SessionItem.parse(item));
    },

    async record(id, { status, decidedAt, attempt }) {
      const isNewer =
        status === "approved" ? "(decidedAt < :at OR (decidedAt = :at AND #status <> :status))" : "decidedAt < :at";
      const isOther = attempt === undefined ? "" : " AND NOT (#status = :status AND attempt = :attempt)";
      try {
        await documents.send(
          new UpdateCommand({
            TableName,
            Key: sessionKey(id),
            ConditionExpression: `attribute_exists(pk) AND (attribute_not_exists(decidedAt) OR (${isNewer} AND #status <> :approved${isOther}))`,
            UpdateExpression: `SET decidedAt = :at, #status = :status${attempt === undefined ? " REMOVE attempt, settledAt" : ", attempt = :attempt REMOVE settledAt"}`,
            ExpressionAttributeNames: { "#status": "status" },
            ExpressionAttributeValues: {
              ...{ ":at": decidedAt, ":status": status, ":approved": "approved" },
              ...(attempt !== undefined && { ":attempt": attempt }),
            },
            ReturnValuesOnConditionCheckFailure: "ALL_OLD",
          }),
        );
        return "new";
      } catch (error) {
        const refused = refusedCondition(error);
        if (!refused) throw error;
        if (!refused.item) return "older";
        const item = SessionItem.parse(unmarshall(refused.item as never));
        const isSameAttempt = attempt !== undefined && item.attempt === attempt;
        if (item.status !== status || (item.decidedAt !== decidedAt && !isSameAttempt)) return "older";
        return item.settledAt === undefined ? "again" : "done";
      }
    },

    async settle(id, decidedAt) {
      try {
        await documents.send(
          new UpdateCommand({
            TableName,
            Key: sessionKey(id),
            // A newer decision has its own consequences.
            ConditionExpression: "decidedAt <= :at",
            UpdateExpression: "SET settledAt = :at",
            ExpressionAttributeValues: { ":at": decidedAt },
          }),
        );
      } catch (error) {
        if (!refusedCondition(error)) throw error;
      }
    },

    close: (member, session) =>
      change(member, (item) => {
        const toDelete = [...new Set([...item.toDelete, session])];
        if (item.session !== session) return { ...item, toDelete };
        const { session: _closed, sessionOpenedAt: _at, sealedUrl: _url, askedAt: _asked, ...rest } = item;
        return { ...rest, toDelete };
      }),

    deleted: (member, session) =>
      change(member, (item) =>
        item.toDelete.includes(session)
          ? { ...item, toDelete: item.toDelete.filter((other) => other !== session) }
          : undefined,
      ),
  };
}

function verificationOf(item: VerificationItem): Omit<MemberVerification, "url"> {
  return {
    version: item.version,
    openedAt: item.openedAt as Instant[],
    session: item.session,
    sessionOpenedAt: item.sessionOpenedAt as Instant | undefined,
    askedAt: item.askedAt as Instant | undefined,
    toDelete: item.toDelete,
  };
}

function sessionOf(id: string, item: SessionItem): VerificationSession {
  return {
    id,
    member: memberId(item.memberId),
    openedAt: item.openedAt as Instant,
    decidedAt: item.decidedAt as Instant | undefined,
    status: item.status,
    isSettled: item.settledAt !== undefined,
  };
}
