import { createHash } from "node:crypto";
import type { EntryId } from "@jules/core/agenda";
import { memberOf } from "@jules/core/conversation";
import type { Instant, MemberId, OutboundId, TextId } from "@jules/core/kernel";

/** Written into every item, so that a reader knows what it reads. */
export const SCHEMA_VERSION = 1;

/** The due index is spread over this many partitions; the sweeper asks each of them. */
export const DUE_SHARDS = 16;

export interface Key {
  readonly pk: string;
  readonly sk: string;
}

export const memberKey = (id: MemberId): Key => ({ pk: id, sk: "MEMBER" });

export const numberKey = (hash: string): Key => ({ pk: `NUMBER#${hash}`, sk: "NUMBER" });

/** When the reminder cron looks at a member next. */
export const momentKey = (id: MemberId): Key => ({ pk: id, sk: "MOMENT" });

/** What proves that somebody asked for our texts. */
export const proofKey = (id: MemberId, at: Instant): Key => ({ pk: id, sk: `PROOF#${at}` });

/** That a member is to be erased. */
export const erasureKey = (id: MemberId): Key => ({ pk: id, sk: "ERASURE" });

/** Where the newest copy of a member's data is. */
export const exportKey = (id: MemberId): Key => ({ pk: id, sk: "EXPORT" });

/** What a member wants, and what is remembered of them. */
export const profileKey = (id: MemberId): Key => ({ pk: id, sk: "PROFILE" });

/** What stands of a member's verifications. */
export const verificationKey = (member: MemberId): Key => ({ pk: member, sk: "VERIFICATION" });

/** What is to be done about a member's subscription for sure. */
export const billingOrderKey = (id: MemberId): Key => ({ pk: id, sk: "BILLING-ORDER" });

/** That an event of Stripe's was heard to its end. */
export const heardEventKey = (event: string): Key => ({ pk: `STRIPE#${event}`, sk: "EVENT" });

/** Up to when Stripe's changes have been compared with ours. */
export const COMPARED_KEY: Key = { pk: "STRIPE#changes", sk: "COMPARED" };

/** The partition of a session of Veriff's. */
export const veriffKey = (session: string): string => `VERIFF#${session}`;

/** Something that Jules is to begin at a time. */
export const entryKey = (member: MemberId, id: EntryId): Key => ({ pk: member, sk: `${ENTRY}${id}` });

export const ENTRY = "AGENDA#";

export const textKey = (member: MemberId, id: TextId): Key => ({ pk: member, sk: `TEXT#${id}` });

export const outboundKey = (id: OutboundId): Key => {
  const member = memberOf(id);
  return { pk: member, sk: `OUT#${id.slice(member.length + 1)}` };
};

/**
 * Where a text of ours stands in the index `open`: before every text that waits, whose order begins with a digit. With more
 * open than is read at once, what is owed must be among it.
 */
export function outboundOrder(at: Instant, id: OutboundId): string {
  return `!${at}#${outboundKey(id).sk}`;
}

/** Whether the sort key is a fixed text's; the rest of it is its cause. */
export function isFixedKey(sk: string): boolean {
  return sk.startsWith("OUT#fixed.");
}

/** What a ciphertext belongs to; it opens nowhere else. */
export function placeOf(key: Key, field: string): string {
  return `${SCHEMA_VERSION}|members|${key.pk}|${key.sk}|${field}`;
}

export function dueShard(member: MemberId): string {
  return String(shardOf(member, DUE_SHARDS));
}

/** Members to whom something is to be said first lie in the same index, where the sweeper does not look. */
export const REACH_OUT_SHARDS = 4;

export function reachOutShard(member: MemberId): string {
  return reachOutShardName(shardOf(member, REACH_OUT_SHARDS));
}

export function reachOutShardName(shard: number): string {
  return `reach-out-${shard}`;
}

export const MOMENT_SHARDS = 16;

export function momentShard(member: MemberId): string {
  return momentShardName(shardOf(member, MOMENT_SHARDS));
}

export function momentShardName(shard: number): string {
  return `moment-${shard}`;
}

/** What is on agendas lies in shards of its own: an hour that many people like is spread over them. */
export const AGENDA_SHARDS = 16;

export function agendaShard(member: MemberId): string {
  return agendaShardName(shardOf(member, AGENDA_SHARDS));
}

export function agendaShardName(shard: number): string {
  return `agenda-${shard}`;
}

export const ERASURE_SHARDS = 4;

export function erasureShard(member: MemberId): string {
  return erasureShardName(shardOf(member, ERASURE_SHARDS));
}

export function erasureShardName(shard: number): string {
  return `erasure-${shard}`;
}

/** Orders about subscriptions; as a rule there are few. */
export const BILLING_ORDER_SHARDS = 4;

export function billingOrderShard(member: MemberId): string {
  return billingOrderShardName(shardOf(member, BILLING_ORDER_SHARDS));
}

export function billingOrderShardName(shard: number): string {
  return `billing-order-${shard}`;
}

/** What a vendor still owes lies in shards of its own. */
export const OWED_SHARDS = 4;

export function owedShard(session: string): string {
  return owedShardName(shardOf(session, OWED_SHARDS));
}

export function owedShardName(shard: number): string {
  return `owed-${shard}`;
}

function shardOf(name: string, shards: number): number {
  return createHash("sha256").update(name).digest().readUInt32BE(4) % shards;
}

/** What takes an item out of the work: it is in neither of the sparse indexes `open` and `due` any more. */
export const CLOSE = "REMOVE openSince, dueShard, dueAt";

/** Erasable content is kept for twelve months at most. */
export const CONTENT_LIFETIME_SECONDS = 365 * 24 * 60 * 60;
