import { createHash } from "node:crypto";
import type { CustomerId } from "@jules/core/billing";
import type { MemberId } from "@jules/core/kernel";

/**
 * The idempotency keys, all of them. Stripe answers what comes under a key that it has heard in the last 24 hours with what it
 * answered first, an error 500 included, and refuses other parameters under it. So each is made of what it is for; and after
 * these hours something else has to keep it from being done twice:
 *
 * | what | key | and after 24 hours |
 * | --- | --- | --- |
 * | a customer is made | `customer:<member>` | the member has its id, written before anything can be bought |
 * | a checkout is opened | `checkout:<attempt>` | the first one has expired |
 * | money is given back | `refund:<payment>:<already refunded>:<amount>` | what was given back is read first, and only what is missing is given |
 * | something is set: ended, kept, paused, resumed, another price, a checkout closed, an invoice voided | `<what>:<id>:<digest>` | it is read first, and what is so already is not set again |
 * | the portal is opened, a change is previewed | one of the SDK's for each call | nothing lasts of it; a page that was stored would be dead |
 *
 * What is set has a key that changes with the hour and with what was set before (`mark`), since ending, keeping and ending again
 * are three things, of which the third must not be answered with what became of the first.
 */
export const keys = {
  customer: (member: MemberId) => `customer:${member}`,
  /** In the place of one that somebody deleted. */
  customerAfter: (member: MemberId, deleted: CustomerId) => `customer:${member}:after:${deleted}`,
  checkout: (attempt: string) => `checkout:${attempt}`,
  refund: (payment: string, refundedMinor: number, minor: number) => `refund:${payment}:${refundedMinor}:${minor}`,
  /** @param parameters all that is sent; @param nowMs since the epoch. */
  setting: (what: string, id: string, parameters: object, nowMs: number) =>
    `${what}:${id}:${digest(JSON.stringify(parameters), String(Math.floor(nowMs / HOUR_MS)))}`,
};

const HOUR_MS = 60 * 60_000;

/** The mark that a subscription gets when something is set on it, out of the one that it had: no path leads to the same twice. */
export function nextMark(mark: string | undefined, what: string): string {
  return digest(mark ?? "", what);
}

function digest(...parts: readonly string[]): string {
  return createHash("sha256").update(parts.join("\n")).digest("hex").slice(0, 16);
}
