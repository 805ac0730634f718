import { type Disclosing, memberOf } from "@jules/core/conversation";
import { type Instant, type MemberId, millisecondsOf, type OutboundId } from "@jules/core/kernel";
import { CONTENT_LIFETIME_SECONDS, dueShard, outboundOrder, SCHEMA_VERSION } from "./items.ts";

export const PARKED = (reason: string) => ({ ":parked": "PARKED", ":reason": reason });

/** An update that sets each of the attributes; what is undefined is left out, or removed if it is named for that. */
export function setting(values: Readonly<Record<string, unknown>>, removable: readonly string[] = []) {
  const names = Object.keys(values).filter((name) => values[name] !== undefined);
  const placeholder = (name: string) => (name === "state" ? "#state" : name);
  const set = names.map((name) => `${placeholder(name)} = :${name}`).join(", ");
  return {
    UpdateExpression: `SET ${set}${removing(values, removable)}`,
    ExpressionAttributeNames: { "#state": "state" },
    ExpressionAttributeValues: Object.fromEntries(names.map((name) => [`:${name}`, values[name]])),
  };
}

export function removing(values: Readonly<Record<string, unknown>>, removable: readonly string[]): string {
  const names = removable.filter((name) => values[name] === undefined);
  return names.length > 0 ? ` REMOVE ${names.join(", ")}` : "";
}

/** What each handing over says anew of a text, in the clear: what it discloses, and why. */
export const DISCLOSING = ["discloses", "disclosesBecause"];

export function disclosing(discloses: Disclosing | undefined): Readonly<Record<string, unknown>> {
  if (!discloses) return {};
  return { discloses: `${discloses.text.code}@${discloses.text.version}`, disclosesBecause: discloses.reason };
}

export function openAttributes(id: MemberId, openSince: string) {
  return { openSince, dueShard: dueShard(id) };
}

export function fixedAttributes(id: OutboundId, at: Instant) {
  return { v: SCHEMA_VERSION, ...openAttributes(memberOf(id), outboundOrder(at, id)), expiresAtSeconds: expiry(at) };
}

export function expiry(at: Instant): number {
  return Math.floor(millisecondsOf(at) / 1_000) + CONTENT_LIFETIME_SECONDS;
}
