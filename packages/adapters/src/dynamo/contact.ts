import type { Instant, MemberId } from "@jules/core/kernel";
import type { Traces } from "@jules/core/member";
import { momentKey, momentShard, SCHEMA_VERSION } from "./items.ts";
import type { Element, MemberChanges } from "./transactions.ts";

/** What a text leaves on its member, and in the index of moments, as parts of the write that begins it. */
export function traced(
  TableName: string,
  id: MemberId,
  traces: Traces = {},
): { readonly changes: readonly MemberChanges[]; readonly also: readonly Element[] } {
  const { reachedOutAt, momentAt, ...stamps } = traces;
  const set = Object.entries(stamps).filter(([, at]) => at !== undefined);
  const changes: MemberChanges[] = [
    {
      set: set.map(([name]) => `${name} = :${name}`),
      values: Object.fromEntries(set.map(([name, at]) => [`:${name}`, at])),
    },
  ];
  if (reachedOutAt) changes.push(reachedOut(reachedOutAt));
  if (!momentAt) return { changes, also: [] };
  const { from, to } = momentAt;
  changes.push(momentChanges(to), from === undefined ? {} : momentIs(from));
  return { changes, also: [momentElement(TableName, id, to)] };
}

function reachedOut({ from, to }: NonNullable<Traces["reachedOutAt"]>): MemberChanges {
  const isThere = "reachedOutAt = :reachedBefore";
  return {
    set: ["reachedOutAt = :reachedOutAt"],
    conditions: [from.length === 0 ? `(attribute_not_exists(reachedOutAt) OR ${isThere})` : isThere],
    values: { ":reachedBefore": from, ":reachedOutAt": to },
  };
}

/** The member's copy of their moment. */
export function momentChanges(to: Instant | undefined): MemberChanges {
  return to === undefined ? { remove: ["momentAt"] } : { set: ["momentAt = :momentAt"], values: { ":momentAt": to } };
}

/** Holds while the moment is still this one. */
export function momentIs(at: Instant | undefined): MemberChanges {
  return at === undefined
    ? { conditions: ["attribute_not_exists(momentAt)"] }
    : { conditions: ["momentAt = :momentBefore"], values: { ":momentBefore": at } };
}

/** The item that the reminder cron finds; written with the member's copy and never without it. */
export function momentElement(TableName: string, id: MemberId, to: Instant | undefined): Element {
  const Key = momentKey(id);
  if (to === undefined) return { Delete: { TableName, Key } };
  return { Put: { TableName, Item: { ...Key, v: SCHEMA_VERSION, dueShard: momentShard(id), dueAt: to } } };
}
