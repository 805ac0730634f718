import type { AgeState } from "../age/index.ts";
import { type Instant, instantPlus, millisecondsOf } from "../kernel/index.ts";
import type { Limits } from "../rules/index.ts";
import type { FixedTextCode } from "./templates.ts";

const MINUTE_MS = 60_000;
const DAY_MS = 24 * 60 * MINUTE_MS;

/** What has to be known of somebody to tell whether they are to be told again what Jules is. */
export interface Acquaintance {
  readonly createdAt: Instant;
  readonly age: { readonly state: AgeState };
  readonly contact: {
    readonly disclosedAt: Instant | undefined;
    readonly sentAt: Instant | undefined;
    readonly interactionAt: Instant | undefined;
    readonly heardAt: Instant | undefined;
  };
}

/** What tells besides whether a number may be another person's by now. */
export interface Owner extends Acquaintance {
  readonly contact: Acquaintance["contact"] & { readonly doubtedSince: Instant | undefined };
  readonly reassignedAt: Instant | undefined;
}

export interface DisclosureDue {
  readonly reason: "new-interaction" | "interval";
  readonly code: FixedTextCode;
}

/**
 * Whether a companion text that leaves at `at` has to take a disclosure along, and which: at the beginning of every
 * interaction (invariant I2), and when the last one that the carrier accepted is as old as the age state allows
 * (invariant I1). Undefined when it has not.
 */
export function disclosureDue(member: Acquaintance, at: Instant, limits: Limits): DisclosureDue | undefined {
  const { disclosedAt, interactionAt } = member.contact;
  const isFirst = disclosedAt === undefined || (interactionAt !== undefined && disclosedAt < interactionAt);
  if (isFirst || beginsInteraction(member, at, limits)) {
    // The number may be somebody else's by now, who was never told anything.
    return { reason: "new-interaction", code: isLongSilent(member, at, limits) ? "disclosure" : "reminder" };
  }
  if (millisecondsOf(at) - millisecondsOf(disclosedAt) < intervalMs(member, limits)) return undefined;
  return { reason: "interval", code: intervalCode(member) };
}

/** Whether a text of ours at `at` is the first after so long a silence of ours that it begins an interaction. */
export function beginsInteraction({ contact }: Acquaintance, at: Instant, limits: Limits): boolean {
  const { sentAt } = contact;
  return sentAt === undefined || millisecondsOf(at) - millisecondsOf(sentAt) >= limits.silenceMinutes * MINUTE_MS;
}

/** Whether somebody said nothing for so long that their number may have been given to another person. */
export function isLongSilent({ contact, createdAt }: Acquaintance, at: Instant, limits: Limits): boolean {
  const since = contact.heardAt ?? createdAt;
  return millisecondsOf(at) - millisecondsOf(since) >= limits.recycledAfterDays * DAY_MS;
}

/**
 * Since when whoever has the number may be somebody else, who must hear nothing of who had it before (CTIA Messaging
 * Principles 5.1.5); undefined where it is known to be theirs.
 */
export function doubtedSince(member: Owner, at: Instant, limits: Limits): Instant | undefined {
  const { contact, createdAt, reassignedAt } = member;
  if (contact.doubtedSince) return contact.doubtedSince;
  if (reassignedAt) return reassignedAt;
  if (!isLongSilent(member, at, limits)) return undefined;
  return instantPlus(contact.heardAt ?? createdAt, limits.recycledAfterDays * DAY_MS);
}

/** How long a disclosure lasts in an interaction that goes on. */
export function intervalMs({ age }: Pick<Acquaintance, "age">, { disclosureMinutes }: Limits): number {
  const minutes = age.state === "VERIFIED_ADULT" ? disclosureMinutes.verifiedAdult : disclosureMinutes.anybodyElse;
  return minutes * MINUTE_MS;
}

/** What is said in an interaction that goes on: whoever has not proved to be an adult is also told to take a break. */
export function intervalCode({ age }: Pick<Acquaintance, "age">): "reminder" | "break-reminder" {
  return age.state === "VERIFIED_ADULT" ? "reminder" : "break-reminder";
}
