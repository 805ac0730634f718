import { BatchGetCommand, type BatchGetCommandOutput, GetCommand, UpdateCommand } from "@aws-sdk/lib-dynamodb";
import { AGE_UNKNOWN } from "@jules/core/age";
import { type ConsentChange, endOfSecond } from "@jules/core/consent";
import { NO_EPISODE } from "@jules/core/crisis";
import { Failure, type Instant, type MemberId, memberId, numberHash, type PhoneNumber } from "@jules/core/kernel";
import { EMPTY_LEDGER } from "@jules/core/ledger";
import { type ConsentChanges, type Member, type MemberStore, NO_CONTACT } from "@jules/core/member";
import * as z from "zod/mini";
import type { Keyring, MemberCipher } from "../kms/index.ts";
import { type Backoff, type Documents, REAL_BACKOFF, refusedCondition, settled } from "./documents.ts";
import { episodeUpdate, openEpisode, sealEpisode } from "./episode-item.ts";
import { memberKey, SCHEMA_VERSION } from "./items.ts";
import { KeyItem } from "./key-store.ts";

const MemberItem = z.object({
  pk: z.string(),
  consentState: z.enum(["NEW", "PENDING", "ACTIVE", "SUSPENDED", "OPTED_OUT", "BLOCKED"]),
  consentScope: z._default(z.enum(["replies", "recurring"]), "replies"),
  numberHash: z.string(),
  consentVersion: z.number(),
  consentChangedAt: z.string(),
  consentChangedBy: z.string(),
  consentSaidAt: z.string(),
  createdAt: z.string(),
  introducedAt: z.optional(z.string()),
  helpedAt: z.optional(z.string()),
  apologisedAt: z.optional(z.string()),
  ownNumber: z.string(),
  /** The course of their crisis, or of none, sealed. */
  state: z.optional(z.instanceof(Uint8Array)),
  stateVersion: z.number(),
});

/** How long a call for help waits for a key. */
const AT_HAND_MS = 400;

const LeasedItem = z.object({ leaseToken: z.number() });

/** Members in DynamoDB, found by their id. */
export function createMemberStore(settings: {
  readonly documents: Documents;
  readonly membersTable: string;
  readonly keysTable: string;
  readonly keyring: Keyring;
  readonly backoff?: Backoff;
}): MemberStore {
  const { membersTable, keysTable, keyring, backoff = REAL_BACKOFF } = settings;
  const documents = settled(settings.documents, backoff);

  /** The member and their wrapped key, in one read of two tables; without the key where only that cannot be had. */
  async function byId(id: MemberId): Promise<Member | undefined> {
    let answer: BatchGetCommandOutput;
    try {
      answer = await documents.send(
        new BatchGetCommand({
          RequestItems: {
            [membersTable]: { Keys: [memberKey(id)], ConsistentRead: true },
            [keysTable]: { Keys: [{ pk: id }], ConsistentRead: true },
          },
        }),
      );
    } catch {
      return memberAlone(id);
    }
    const { Responses: found = {}, UnprocessedKeys: rest = {} } = answer;
    if (rest[membersTable]) throw new Failure("members.throttled", "the members' table did not answer in full");
    const key = found[keysTable]?.[0];
    if (key) keyring.offer(id, KeyItem.parse(key).wrapped);
    const item = found[membersTable]?.[0];
    return item && memberOfItem(item);
  }

  /** A STOP and a crisis need no key, so the table of keys must not be what they fail at. */
  async function memberAlone(id: MemberId): Promise<Member | undefined> {
    const { Item: item } = await documents.send(
      new GetCommand({ TableName: membersTable, Key: memberKey(id), ConsistentRead: true }),
    );
    return item && memberOfItem(item);
  }

  return {
    byId,

    async lease(id, until, at) {
      try {
        const { Attributes: attributes } = await documents.send(
          new UpdateCommand({
            TableName: membersTable,
            Key: memberKey(id),
            ConditionExpression: "attribute_exists(pk) AND (attribute_not_exists(leaseUntil) OR leaseUntil <= :at)",
            UpdateExpression: "SET leaseUntil = :until ADD leaseToken :one",
            ExpressionAttributeValues: { ":until": until, ":at": at, ":one": 1 },
            ReturnValues: "ALL_NEW",
            ReturnValuesOnConditionCheckFailure: "ALL_OLD",
          }),
        );
        return { member: memberOfItem(attributes), token: LeasedItem.parse(attributes).leaseToken };
      } catch (error) {
        const refused = refusedCondition(error);
        if (!refused) throw error;
        return refused.item ? "held" : undefined;
      }
    },

    async release({ member, token }) {
      try {
        await documents.send(
          new UpdateCommand({
            TableName: membersTable,
            Key: memberKey(member.id),
            ConditionExpression: "leaseToken = :token",
            UpdateExpression: "REMOVE leaseUntil",
            ExpressionAttributeValues: { ":token": token },
          }),
        );
      } catch (error) {
        if (!refusedCondition(error)) throw error;
      }
    },

    async changeConsent(member, change, at) {
      try {
        const update = new UpdateCommand({
          TableName: membersTable,
          Key: memberKey(member.id),
          ConditionExpression: "consentVersion = :version",
          ...consentUpdate(change, at, { ":version": member.consent.version }),
          ReturnValues: "ALL_NEW",
        });
        const { Attributes: attributes } = await documents.send(update);
        return memberOfItem(attributes);
      } catch (error) {
        if (!refusedCondition(error)) throw error;
        const current = await byId(member.id);
        if (!current) throw new Failure("member.gone", "the member was erased meanwhile", { cause: error });
        return current;
      }
    },

    async changeAge() {
      throw new Error("to be built");
    },
    async noteAge() {
      throw new Error("to be built");
    },
    async noteErasureAsked() {
      throw new Error("to be built");
    },
    async moveMoment() {
      throw new Error("to be built");
    },
    async record() {
      throw new Error("to be built");
    },

    async markIntroduced(member, at) {
      const cipher = await cipherAtHand(member.id);
      const state = cipher && sealEpisode(member.id, NO_EPISODE, cipher);
      await mark(member, "introducedAt", at, state);
    },
    markHelped: (member, at) => mark(member, "helpedAt", at),

    async episode(member) {
      const { id, sealedEpisode } = member;
      return sealedEpisode.bytes ? openEpisode(id, sealedEpisode, await keyring.cipher(id)) : NO_EPISODE;
    },
    async episodeAtHand({ id, sealedEpisode }) {
      if (!sealedEpisode.bytes) return NO_EPISODE;
      const cipher = await cipherAtHand(id);
      return cipher && openEpisode(id, sealedEpisode, cipher);
    },
    async remember(id, change) {
      const { set, remove, condition, names, values } = episodeUpdate(id, change, await keyring.cipher(id));
      try {
        await documents.send(
          new UpdateCommand({
            TableName: membersTable,
            Key: memberKey(id),
            ConditionExpression: `attribute_exists(pk) AND ${condition}`,
            UpdateExpression: `SET ${set}${remove && ` REMOVE ${remove}`}`,
            ExpressionAttributeNames: names,
            ExpressionAttributeValues: values,
          }),
        );
        return true;
      } catch (error) {
        if (!refusedCondition(error)) throw error;
        return false;
      }
    },
  };

  /** The member's cipher, if it is to be had at once: a call for help does not wait for KMS. */
  async function cipherAtHand(id: MemberId): Promise<MemberCipher | undefined> {
    const cipher = keyring.cipher(id).catch((error: unknown) => {
      if (error instanceof Failure) return undefined;
      throw error;
    });
    return Promise.race([cipher, backoff.pause(AT_HAND_MS).then(() => undefined)]);
  }

  async function mark(
    member: Member,
    field: "introducedAt" | "helpedAt",
    at: Instant,
    state?: Uint8Array,
  ): Promise<void> {
    try {
      await documents.send(
        new UpdateCommand({
          TableName: membersTable,
          Key: memberKey(member.id),
          ConditionExpression: "consentVersion = :version",
          UpdateExpression: `SET #field = :at${state ? ", #state = if_not_exists(#state, :state)" : ""}`,
          ExpressionAttributeNames: { "#field": field, ...(state && { "#state": "state" }) },
          ExpressionAttributeValues: {
            ":at": at,
            ":version": member.consent.version,
            ...(state && { ":state": state }),
          },
        }),
      );
    } catch (error) {
      if (!refusedCondition(error)) throw error;
    }
  }
}

/** Opt-outs that somebody else reports; needs nothing but the right to update. */
export function createConsentChanges(settings: {
  readonly documents: Documents;
  readonly membersTable: string;
  readonly backoff?: Backoff;
}): ConsentChanges {
  const { membersTable } = settings;
  const documents = settled(settings.documents, settings.backoff);
  return {
    async optOut(id, underVersion, changedBy, reportedAt, at) {
      try {
        const update = new UpdateCommand({
          TableName: membersTable,
          Key: memberKey(id),
          ConditionExpression: "consentVersion = :version AND consentState <> :state AND consentSaidAt <= :notAfter",
          ...consentUpdate({ state: "OPTED_OUT", changedBy, saidAt: reportedAt, cause: "carrier" }, at, {
            ...{ ":version": underVersion, ":notAfter": endOfSecond(reportedAt) },
          }),
        });
        await documents.send(update);
        return true;
      } catch (error) {
        if (refusedCondition(error)) return false;
        throw error;
      }
    },
  };
}

function consentUpdate(change: ConsentChange, at: Instant, more: Record<string, unknown> = {}) {
  // Who comes back after a STOP is introduced to Jules again, and waits for nothing from before.
  const forget = change.state === "OPTED_OUT" ? " REMOVE introducedAt, heldFor, heldAt" : "";
  return {
    UpdateExpression: `SET consentState = :state, consentChangedAt = :at, consentChangedBy = :by, consentSaidAt = :saidAt ADD consentVersion :one${forget}`,
    ExpressionAttributeValues: {
      ":state": change.state,
      ":at": at,
      ":by": change.changedBy,
      ":saidAt": change.saidAt,
      ":one": 1,
      ...more,
    },
  };
}

export function memberItem(member: Member): Record<string, unknown> {
  return {
    ...memberKey(member.id),
    v: SCHEMA_VERSION,
    consentState: member.consent.state,
    consentVersion: member.consent.version,
    consentChangedAt: member.consent.changedAt,
    consentChangedBy: member.consent.changedBy,
    consentSaidAt: member.consent.saidAt,
    createdAt: member.createdAt,
    ownNumber: member.ownNumber,
    numberHash: member.numberHash,
    stateVersion: member.sealedEpisode.version,
  };
}

function memberOfItem(value: unknown): Member {
  const item = MemberItem.parse(value);
  return {
    id: memberId(item.pk),
    consent: {
      state: item.consentState,
      scope: item.consentScope,
      version: item.consentVersion,
      changedAt: item.consentChangedAt as Instant,
      changedBy: item.consentChangedBy,
      saidAt: item.consentSaidAt as Instant,
    },
    createdAt: item.createdAt as Instant,
    introducedAt: item.introducedAt as Instant | undefined,
    helpedAt: item.helpedAt as Instant | undefined,
    apologisedAt: item.apologisedAt as Instant | undefined,
    ownNumber: item.ownNumber as PhoneNumber,
    sealedEpisode: { bytes: item.state, version: item.stateVersion },
    numberHash: numberHash(item.numberHash),
    age: AGE_UNKNOWN,
    contact: NO_CONTACT,
    ledger: EMPTY_LEDGER,
    erasureAskedAt: undefined,
    reassignedAt: undefined,
  };
}
