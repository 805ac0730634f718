import type { Entry, EntryId, Occurrence } from "@jules/core/agenda";
import { type Instant, type MemberId, memberId, millisecondsOf } from "@jules/core/kernel";
import * as z from "zod/mini";
import type { MemberCipher } from "../kms/index.ts";
import { agendaShard, ENTRY, entryKey, placeOf, SCHEMA_VERSION } from "./items.ts";
import type { Element } from "./transactions.ts";

const EntryItem = z.lazy(() =>
  z.object({ pk: z.string(), sk: z.string(), dueAt: z.string(), sealed: z.instanceof(Uint8Array) }),
);

/** What is sealed of an entry: everything but when it is due. */
const SealedEntry = z.lazy(() =>
  z.object({
    kind: z.enum(["reminder", "check-in", "billing-notice"]),
    about: z.string(),
    language: z.enum(["en", "es"]),
    addedAt: z.string(),
    every: z.optional(z.object({ days: z.enum(["day", "week"]), at: z.string(), timeZone: z.string() })),
  }),
);

/** An entry of a deleted account, or one that was moved ever further, is gone so long after it was due. */
export const ENTRY_KEPT_SECONDS = 30 * 24 * 60 * 60;

const dueAttributes = (dueAt: Instant) => ({
  dueAt,
  expiresAtSeconds: Math.floor(millisecondsOf(dueAt) / 1_000) + ENTRY_KEPT_SECONDS,
});

export function entryItem({ id, member, dueAt, ...content }: Entry, cipher: MemberCipher): Record<string, unknown> {
  const key = entryKey(member, id);
  const sealed = cipher.seal(JSON.stringify(SealedEntry.parse(content)), placeOf(key, "sealed"));
  return { ...key, v: SCHEMA_VERSION, sealed, dueShard: agendaShard(member), ...dueAttributes(dueAt) };
}

/** Undefined for what opens no longer. */
export function entryOf(value: unknown, cipher: MemberCipher): Entry | undefined {
  try {
    const { pk, sk, dueAt, sealed } = EntryItem.parse(value);
    const { every, addedAt, ...content } = SealedEntry.parse(
      JSON.parse(cipher.open(sealed, placeOf({ pk, sk }, "sealed"))),
    );
    return {
      ...{ ...content, id: sk.slice(ENTRY.length) as EntryId, member: memberId(pk), dueAt: dueAt as Instant },
      addedAt: addedAt as Instant,
      ...(every && { every: every as Entry["every"] }),
    };
  } catch {
    return undefined;
  }
}

/** What uses an occurrence up, as a part of a write: the entry moves on to its next time, or goes. */
export function passing(TableName: string, member: MemberId, { entry, dueAt, nextAt }: Occurrence): Element {
  const Key = entryKey(member, entry);
  const ConditionExpression = "dueAt = :dueAt";
  if (nextAt === undefined) {
    return { Delete: { TableName, Key, ConditionExpression, ExpressionAttributeValues: { ":dueAt": dueAt } } };
  }
  const { dueAt: next, expiresAtSeconds } = dueAttributes(nextAt);
  return {
    Update: {
      ...{ TableName, Key, ConditionExpression },
      UpdateExpression: "SET dueAt = :nextAt, expiresAtSeconds = :expires",
      ExpressionAttributeValues: { ":dueAt": dueAt, ":nextAt": next, ":expires": expiresAtSeconds },
    },
  };
}
