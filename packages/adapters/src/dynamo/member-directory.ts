import { randomUUID } from "node:crypto";
import { GetCommand } from "@aws-sdk/lib-dynamodb";
import { AGE_UNKNOWN } from "@jules/core/age";
import { NO_BILLING } from "@jules/core/billing";
import {
  Failure,
  type Instant,
  instant,
  type MemberId,
  memberId,
  type NumberHash,
  numberHash,
  type PhoneNumber,
} from "@jules/core/kernel";
import { EMPTY_LEDGER } from "@jules/core/ledger";
import { type Member, type MemberDirectory, type MemberStore, NO_ACTIVITY, NO_CONTACT } from "@jules/core/member";
import { keptUntil } from "@jules/core/privacy";
import * as z from "zod/mini";
import type { BlindIndex } from "../blind-index/index.ts";
import { consentOfUnknownPast } from "./consent-writes.ts";
import { type Backoff, type Documents, REAL_BACKOFF, settled } from "./documents.ts";
import { erasureElement } from "./erasures.ts";
import { numberKey, SCHEMA_VERSION } from "./items.ts";
import { isSuppressing, type Suppression, suppressionItem } from "./ledger-items.ts";
import { createLedgerWrites } from "./ledger-writes.ts";
import { memberItem } from "./member-item.ts";
import { type Element, transact } from "./transactions.ts";

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
  readonly ledgerTable: string;
  readonly members: MemberStore;
  readonly blindIndex: () => Promise<BlindIndex>;
  /** Random and never seen before. */
  readonly newMemberId?: () => MemberId;
  readonly backoff?: Backoff;
}): MemberDirectory {
  const { membersTable, ledgerTable, members, newMemberId = randomMemberId, backoff = REAL_BACKOFF } = settings;
  const { random } = backoff;
  const documents = settled(settings.documents, backoff);
  const ledger = createLedgerWrites({ documents, membersTable, ledgerTable, backoff });

  /** From anywhere: a version that began at zero would say how much was ever written down of somebody's crisis. */
  const firstVersion = () => 1 + Math.floor(random() * MOST_FIRST_VERSION);

  async function idOf(hash: string): Promise<MemberId | undefined> {
    const { Item: item } = await documents.send(
      new GetCommand({ TableName: membersTable, Key: numberKey(hash), ConsistentRead: true }),
    );
    return item && memberId(NumberItem.parse(item).memberId);
  }

  /** What the ledger knows of a number before it has a member: where its chain ends, and whether it is suppressed. */
  async function pastOf(hashes: readonly NumberHash[]) {
    const [current, ...older] = await Promise.all(hashes.map(ledger.endOf));
    // Of several peppers the newest has the last word.
    const suppression = [current, ...older].map((end) => end?.suppression).find(Boolean);
    return { head: current?.head ?? EMPTY_LEDGER, suppression };
  }

  /** @param before whom the index entry points to, and who is not who texts now: somebody gone, or the number's last owner. */
  async function create(
    hashes: readonly NumberHash[],
    ownNumber: PhoneNumber,
    at: Instant,
    before: { readonly id: MemberId | undefined; readonly reassigned: MemberId | undefined },
    needsHelp: boolean,
  ): Promise<Member | undefined> {
    const [hash] = hashes;
    if (!hash) throw new RangeError("a number has a hash under every pepper");
    const past = needsHelp ? await pastOf(hashes).catch(() => undefined) : await pastOf(hashes);
    const { head, suppression } = past ?? { head: EMPTY_LEDGER, suppression: undefined };
    const isOfAnother = before.reassigned !== undefined || suppression?.cause === "number-reassigned";
    const member: Member = {
      id: newMemberId(),
      consent: past ? firstConsent(isOfAnother ? undefined : suppression, at) : consentOfUnknownPast(at),
      createdAt: at,
      introducedAt: undefined,
      helpedAt: undefined,
      apologisedAt: undefined,
      ownNumber,
      sealedEpisode: { bytes: undefined, version: firstVersion() },
      numberHash: hash,
      age: AGE_UNKNOWN,
      contact: NO_CONTACT,
      activity: NO_ACTIVITY,
      billing: NO_BILLING,
      ledger: head,
      erasureAskedAt: undefined,
      reassignedAt: undefined,
    };
    const entry = { ...numberKey(hash), v: SCHEMA_VERSION, memberId: member.id, createdAt: at };
    const elements: Element[] = [
      {
        Put: {
          TableName: membersTable,
          Item: entry,
          ConditionExpression: "attribute_not_exists(pk) OR memberId = :before",
          ExpressionAttributeValues: { ":before": before.id ?? "nobody" },
        },
      },
      { Put: { TableName: membersTable, Item: memberItem(member), ConditionExpression: "attribute_not_exists(pk)" } },
    ];
    // Whoever falls silent is erased; until then their place in the schedule costs nothing.
    elements.push(erasureElement(membersTable, member.id, keptUntil(member), "silent"));
    if (before.reassigned) elements.push(erasureElement(membersTable, before.reassigned, at, "reassigned"));
    if (isOfAnother && suppression) {
      const lifted = { ...suppression, state: "NONE", cause: "number-reassigned" } as const;
      elements.push({ Put: { TableName: ledgerTable, Item: suppressionItem(hash, lifted, at) } });
    }
    return (await transact(documents, elements)) ? undefined : member;
  }

  return {
    ...members,

    async find(number) {
      const blindIndex = await settings.blindIndex();
      for (const hash of blindIndex.all(number)) {
        const id = await idOf(hash);
        const member = id && (await members.byId(id));
        if (member && !member.reassignedAt) return member;
      }
      return undefined;
    },

    async byNumber(number, ownNumber, at, needsHelp = false) {
      const blindIndex = await settings.blindIndex();
      const hashes = blindIndex.all(number).map(numberHash);
      for (let round = 0; round < MOST_ROUNDS; round++) {
        let onEntry: MemberId | undefined;
        let reassigned: MemberId | undefined;
        for (const [nth, hash] of hashes.entries()) {
          const id = await idOf(hash);
          const member = id && (await members.byId(id));
          if (member && !member.reassignedAt) return member;
          if (member) reassigned = member.id;
          if (nth === 0) onEntry = id;
        }
        const created = await create(hashes, ownNumber, at, { id: onEntry, reassigned }, needsHelp);
        if (created) return created;
      }
      throw new Failure("member.contended", "the member could neither be found nor made");
    },
  };
}

/** A number is new, unless it was silenced before: that outlives whoever said it. */
function firstConsent(suppression: Suppression | undefined, at: Instant): Member["consent"] {
  const first = { scope: "replies", version: 1, changedAt: at } as const;
  if (!suppression || !isSuppressing(suppression.state)) {
    return { ...first, state: "NEW", changedBy: "first-contact", saidAt: instant(0) };
  }
  const { state, cause, saidAt } = suppression;
  return { ...first, state, changedBy: `suppressed.${cause}`, saidAt };
}

function randomMemberId(): MemberId {
  return memberId(`m_${randomUUID().replaceAll("-", "")}`);
}
