import {
  BatchGetCommand,
  type BatchGetCommandOutput,
  GetCommand,
  PutCommand,
  UpdateCommand,
} from "@aws-sdk/lib-dynamodb";
import { orderAfterAge } from "@jules/core/billing";
import { outboundId } from "@jules/core/conversation";
import { NO_EPISODE } from "@jules/core/crisis";
import { fixedText } from "@jules/core/disclosure";
import { Failure, type MemberId } from "@jules/core/kernel";
import type { Introduction, Member, MemberStore } from "@jules/core/member";
import * as z from "zod/mini";
import type { Keyring, MemberCipher } from "../kms/index.ts";
import { allOf, consentChange, consented, endingOf, isPastUnknown, paysAsRead, silenceOf } from "./consent-writes.ts";
import { momentChanges, momentElement, momentIs } from "./contact.ts";
import { type Backoff, type Documents, REAL_BACKOFF, refusedCondition, settled } from "./documents.ts";
import { episodeUpdate, openEpisode, sealEpisode } from "./episode-item.ts";
import { erasureElement } from "./erasures.ts";
import { memberKey, placeOf, proofKey, SCHEMA_VERSION } from "./items.ts";
import { KeyItem } from "./key-store.ts";
import { createLedgerWrites, type Ledgered } from "./ledger-writes.ts";
import { memberOfItem } from "./member-item.ts";
import { EXISTS, type MemberChanges, memberElement, memberUpdate, transact } from "./transactions.ts";

/** How long a call for help waits for a key. */
const AT_HAND_MS = 400;

const LeasedItem = z.object({ leaseToken: z.number() });

/** Members in DynamoDB, found by their id. */
export function createMemberStore(settings: {
  readonly documents: Documents;
  readonly membersTable: string;
  readonly keysTable: string;
  readonly ledgerTable: string;
  readonly keyring: Keyring;
  readonly backoff?: Backoff;
}): MemberStore {
  const { membersTable, keysTable, ledgerTable, keyring, backoff = REAL_BACKOFF } = settings;
  const documents = settled(settings.documents, backoff);
  const ledger = createLedgerWrites({ documents, membersTable, ledgerTable, backoff });

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
    const wrapped = key && KeyItem.parse(key).wrapped;
    if (wrapped) keyring.offer(id, wrapped);
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

    async changeConsent(member, asked, at) {
      const { version } = member.consent;
      // Where the number was silenced before, that comes first; who asked for something else sees it, and decides anew.
      const past = isPastUnknown(member) ? await ledger.endOf(member.numberHash) : undefined;
      const change = silenceOf(past?.suppression) ?? asked;
      const changed = await ledger.change(
        member,
        (current) => (current.consent.version === version ? consentChange(settings, current, change, at) : undefined),
        at,
      );
      return changed.kind === "written" ? consented(changed.member, change, at) : asTheyAre(changed);
    },

    async changeAge(member, change, at) {
      const { state, by, method, threshold, session } = change;
      const { version, state: from } = member.age;
      const ending = orderAfterAge(state);
      const changed = await ledger.change(
        member,
        (current) =>
          current.age.version === version
            ? {
                entries: [{ kind: "age", from, to: state, by, method, threshold, session }],
                changes: allOf([
                  {
                    set: ["ageState = :ageState", "ageVersion = :ageNext", "ageSince = :at"],
                    conditions: [
                      version === 0
                        ? "(attribute_not_exists(ageVersion) OR ageVersion = :ageBefore)"
                        : "ageVersion = :ageBefore",
                    ],
                    values: { ":ageState": state, ":ageNext": version + 1, ":ageBefore": version, ":at": at },
                  },
                  ...(ending ? [paysAsRead(current)] : []),
                ]),
                also: endingOf(membersTable, current, ending, at),
              }
            : undefined,
        at,
      );
      if (changed.kind !== "written") return asTheyAre(changed);
      return { ...changed.member, age: { ...changed.member.age, state, version: version + 1, since: at } };
    },

    async noteAge({ id }, note) {
      const names = { askedAt: "ageAskedAt", asks: "ageAsks", childDoubtAt: "childDoubtAt" } as const;
      const given = (Object.keys(names) as (keyof typeof names)[]).filter((name) => name in note);
      if (given.length === 0) return;
      await write(id, EXISTS, ...given.map((name) => noted(names[name], note[name])));
    },

    noteErasureAsked: async ({ id }, at) => void (await write(id, EXISTS, noted("erasureAskedAt", at))),

    async moveMoment({ id, contact }, to) {
      const refused = await transact(documents, [
        memberElement(membersTable, id, EXISTS, momentIs(contact.momentAt), momentChanges(to)),
        momentElement(membersTable, id, to),
      ]);
      return refused === undefined;
    },

    async keepProof({ id }, proof) {
      const key = proofKey(id, proof.at);
      const sealed = (await keyring.cipher(id)).seal(JSON.stringify(proof), placeOf(key, "sealed"));
      try {
        await documents.send(
          new PutCommand({
            TableName: membersTable,
            Item: { ...key, v: SCHEMA_VERSION, sealed },
            ConditionExpression: "attribute_not_exists(pk)",
          }),
        );
        return true;
      } catch (error) {
        if (!refusedCondition(error)) throw error;
        return false;
      }
    },

    async record(member, entries, at) {
      const recorded = await ledger.change(member, () => ({ entries, changes: {} }), at);
      if (recorded.kind === "gone") await ledger.appendAlone(member.numberHash, entries, at);
    },

    async markIntroduced(member, at, introduction = introductionOf(member)) {
      const cipher = await cipherAtHand(member.id);
      const state = cipher && sealEpisode(member.id, NO_EPISODE, cipher);
      const { version } = member.consent;
      await ledger.change(
        member,
        (current) => {
          // The same introduction is put down once, however many workers made it together.
          if (current.consent.version !== version || current.introducedAt) return undefined;
          const isTold = current.contact.disclosedBy === introduction.by;
          const isOwn = isTold || introduction.wasSent;
          const texts = isOwn ? introduction.texts.slice(0, -1) : introduction.texts;
          const told = {
            set: ["disclosedAt = :at", "disclosedBy = :by", "sentAt = :at"],
            by: { ":by": introduction.by },
          };
          return {
            entries: texts.map((text) => ({ kind: "disclosure", reason: "first-contact", text })),
            changes: {
              set: [
                "introducedAt = :at",
                // As a rule its own text did so when the carrier accepted it.
                ...(isOwn ? [] : told.set),
                ...(state ? ["#state = if_not_exists(#state, :state)"] : []),
              ],
              conditions: ["consentVersion = :version", "attribute_not_exists(introducedAt)"],
              ...(state && { names: { "#state": "state" } }),
              values: { ":at": at, ":version": version, ...(!isOwn && told.by), ...(state && { ":state": state }) },
            },
          };
        },
        at,
      );
    },
    async settleDoubt({ id, contact }) {
      const { doubtedSince } = contact;
      if (!doubtedSince) return;
      const asRead = { conditions: ["doubtedSince = :doubtedBefore"], values: { ":doubtedBefore": doubtedSince } };
      await write(id, asRead, noted("doubtedSince", undefined));
    },
    async noteReassigned(member, at) {
      const { id } = member;
      const reassigned = {
        set: ["reassignedAt = :reassignedAt"],
        conditions: ["attribute_not_exists(reassignedAt)"],
        values: { ":reassignedAt": at },
      };
      await transact(documents, [
        memberElement(membersTable, id, EXISTS, reassigned, momentChanges(undefined)),
        momentElement(membersTable, id, undefined),
        erasureElement(membersTable, id, at, "reassigned"),
        // The erasure ends what is paid as well; this gives back what nobody could use.
        ...endingOf(membersTable, member, { ends: "now", because: "gone" }, at),
      ]);
    },
    async markHelped({ id, consent }, at) {
      const asRead = { conditions: ["consentVersion = :version"], values: { ":version": consent.version } };
      await write(id, asRead, noted("helpedAt", at));
    },

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

  /** Changes the member's item alone. Does nothing where a condition does not hold. */
  async function write(id: MemberId, ...changes: readonly MemberChanges[]): Promise<void> {
    try {
      await documents.send(new UpdateCommand(memberUpdate(membersTable, id, ...changes)));
    } catch (error) {
      if (!refusedCondition(error)) throw error;
    }
  }
}

/** The member of a change that was not made, because it was too late for it. */
function asTheyAre(changed: Exclude<Ledgered, { kind: "written" }>): Member {
  if (changed.kind === "moved-on") return changed.member;
  throw new Failure("member.gone", "the member was erased meanwhile");
}

/** Sets an attribute, or takes it away. */
function noted(name: string, value: unknown): MemberChanges {
  return value === undefined ? { remove: [name] } : { set: [`${name} = :${name}`], values: { [`:${name}`]: value } };
}

/** The whole introduction, in English. */
function introductionOf({ id, consent }: Member): Introduction {
  return {
    by: outboundId(id, "fixed", `disclosure-${consent.version}`),
    texts: [fixedText("welcome"), fixedText("disclosure")],
  };
}
