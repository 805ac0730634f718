import { randomUUID } from "node:crypto";
import { GetCommand, TransactWriteCommand } from "@aws-sdk/lib-dynamodb";
import { AGE_UNKNOWN } from "@jules/core/age";
import {
  Failure,
  type Instant,
  instant,
  type MemberId,
  memberId,
  numberHash,
  type PhoneNumber,
} from "@jules/core/kernel";
import { EMPTY_LEDGER } from "@jules/core/ledger";
import { type Member, type MemberDirectory, type MemberStore, NO_CONTACT } from "@jules/core/member";
import * as z from "zod/mini";
import type { BlindIndex } from "../blind-index/index.ts";
import { type Backoff, type Documents, REAL_BACKOFF, refusedTransaction, settled } from "./documents.ts";
import { numberKey, SCHEMA_VERSION } from "./items.ts";
import { memberItem } from "./member-store.ts";

const NumberItem = z.object({ memberId: z.string() });

const MOST_FIRST_VERSION = 1_000_000_000;

/** A member is made by whoever comes first; who lost that race finds the winner's in the next round. */
const MOST_ROUNDS = 3;

/**
 * Finds members by the blind index of their number. The index item points to a random member id, so that a number which
 * changes hands never leads into somebody's past.
 */
export function createMemberDirectory(settings: {
  readonly documents: Documents;
  readonly membersTable: string;
  readonly members: MemberStore;
  readonly blindIndex: () => Promise<BlindIndex>;
  /** Random and never seen before. */
  readonly newMemberId?: () => MemberId;
  readonly backoff?: Backoff;
}): MemberDirectory {
  const { membersTable, members, newMemberId = randomMemberId } = settings;
  const { random } = settings.backoff ?? REAL_BACKOFF;
  const documents = settled(settings.documents, settings.backoff);

  /** From anywhere: a version that began at zero would say how much was ever written down of somebody's crisis. */
  const firstVersion = () => 1 + Math.floor(random() * MOST_FIRST_VERSION);

  async function idOf(hash: string): Promise<MemberId | undefined> {
    const { Item: item } = await documents.send(
      new GetCommand({ TableName: membersTable, Key: numberKey(hash), ConsistentRead: true }),
    );
    return item && memberId(NumberItem.parse(item).memberId);
  }

  /** @param erased the id that the index item still points to, of a member who is gone. */
  async function create(
    hash: string,
    ownNumber: PhoneNumber,
    at: Instant,
    erased: MemberId | undefined,
  ): Promise<Member | undefined> {
    const member: Member = {
      id: newMemberId(),
      consent: {
        state: "NEW",
        scope: "replies",
        version: 1,
        changedAt: at,
        changedBy: "first-contact",
        saidAt: instant(0),
      },
      createdAt: at,
      introducedAt: undefined,
      helpedAt: undefined,
      apologisedAt: undefined,
      ownNumber,
      sealedEpisode: { bytes: undefined, version: firstVersion() },
      numberHash: numberHash(hash),
      age: AGE_UNKNOWN,
      contact: NO_CONTACT,
      ledger: EMPTY_LEDGER,
      erasureAskedAt: undefined,
      reassignedAt: undefined,
    };
    const entry = { ...numberKey(hash), v: SCHEMA_VERSION, memberId: member.id, createdAt: at };
    try {
      await documents.send(
        new TransactWriteCommand({
          TransactItems: [
            {
              Put: {
                TableName: membersTable,
                Item: entry,
                ConditionExpression: "attribute_not_exists(pk) OR memberId = :erased",
                ExpressionAttributeValues: { ":erased": erased ?? "nobody" },
              },
            },
            {
              Put: {
                TableName: membersTable,
                Item: memberItem(member),
                ConditionExpression: "attribute_not_exists(pk)",
              },
            },
          ],
        }),
      );
      return member;
    } catch (error) {
      if (refusedTransaction(error)) return undefined;
      throw error;
    }
  }

  return {
    ...members,

    async byNumber(number, ownNumber, at) {
      const blindIndex = await settings.blindIndex();
      for (let round = 0; round < MOST_ROUNDS; round++) {
        let erased: MemberId | undefined;
        for (const hash of blindIndex.all(number)) {
          const id = await idOf(hash);
          const member = id && (await members.byId(id));
          if (member) return member;
          if (hash === blindIndex.current(number)) erased = id;
        }
        const created = await create(blindIndex.current(number), ownNumber, at, erased);
        if (created) return created;
      }
      throw new Failure("member.contended", "the member could neither be found nor made");
    },
  };
}

function randomMemberId(): MemberId {
  return memberId(`m_${randomUUID().replaceAll("-", "")}`);
}
