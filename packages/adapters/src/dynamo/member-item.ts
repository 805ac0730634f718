import { AGE_UNKNOWN } from "@jules/core/age";
import { NO_BILLING } from "@jules/core/billing";
import { type Instant, memberId, numberHash, type OutboundId, type PhoneNumber } from "@jules/core/kernel";
import { type Member, NO_ACTIVITY } from "@jules/core/member";
import * as z from "zod/mini";
import { billingOfItem } from "./billing-item.ts";
import { memberKey, SCHEMA_VERSION } from "./items.ts";

const moment = z.optional(z.string());

const MemberItem = z.object({
  pk: z.string(),
  consentState: z.enum(["NEW", "PENDING", "ACTIVE", "SUSPENDED", "OPTED_OUT", "BLOCKED"]),
  consentScope: z._default(z.enum(["replies", "recurring"]), "replies"),
  consentVersion: z.number(),
  consentChangedAt: z.string(),
  consentChangedBy: z.string(),
  consentSaidAt: z.string(),
  consentSilentSince: moment,
  createdAt: z.string(),
  introducedAt: moment,
  helpedAt: moment,
  apologisedAt: moment,
  ownNumber: z.string(),
  numberHash: z.string(),
  /** The course of their crisis, or of none, sealed. */
  state: z.optional(z.instanceof(Uint8Array)),
  stateVersion: z.number(),
  ageState: z._default(
    z.enum(["UNKNOWN", "CLAIMED_ADULT", "VERIFIED_ADULT", "LIKELY_MINOR", "KNOWN_MINOR", "CHILD"]),
    AGE_UNKNOWN.state,
  ),
  ageVersion: z._default(z.number(), AGE_UNKNOWN.version),
  ageSince: moment,
  ageAskedAt: moment,
  ageAsks: z._default(z.number(), AGE_UNKNOWN.asks),
  childDoubtAt: moment,
  disclosedAt: moment,
  disclosedBy: moment,
  sentAt: moment,
  interactionAt: moment,
  heardAt: moment,
  reachedOutAt: z._default(z.array(z.string()), []),
  momentAt: moment,
  doubtedSince: moment,
  rungAt: moment,
  ledgerSequence: z._default(z.number(), 0),
  ledgerHash: z._default(z.string(), ""),
  erasureAskedAt: moment,
  reassignedAt: moment,
  conversationVersion: z._default(z.number(), NO_ACTIVITY.conversationVersion),
  textsIn: z._default(z.number(), NO_ACTIVITY.textsIn),
  textsOut: z._default(z.number(), NO_ACTIVITY.textsOut),
  days: z._default(z.number(), NO_ACTIVITY.days),
  billingVersion: z._default(z.number(), NO_BILLING.version),
  /** Read by who needs it, in a form of its own: most members pay nothing. */
  billing: z.optional(z.record(z.string(), z.unknown())),
});

/** A new member's item. What they do not have yet has no attribute. */
export function memberItem(member: Member): Record<string, unknown> {
  return {
    ...memberKey(member.id),
    v: SCHEMA_VERSION,
    consentState: member.consent.state,
    consentScope: member.consent.scope,
    consentVersion: member.consent.version,
    consentChangedAt: member.consent.changedAt,
    consentChangedBy: member.consent.changedBy,
    consentSaidAt: member.consent.saidAt,
    createdAt: member.createdAt,
    ownNumber: member.ownNumber,
    numberHash: member.numberHash,
    stateVersion: member.sealedEpisode.version,
    ledgerSequence: member.ledger.sequence,
    ledgerHash: member.ledger.hash,
  };
}

export function memberOfItem(value: unknown): Member {
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
      ...(item.consentSilentSince !== undefined && { silentSince: item.consentSilentSince as Instant }),
    },
    createdAt: item.createdAt as Instant,
    introducedAt: item.introducedAt as Instant | undefined,
    helpedAt: item.helpedAt as Instant | undefined,
    apologisedAt: item.apologisedAt as Instant | undefined,
    ownNumber: item.ownNumber as PhoneNumber,
    sealedEpisode: { bytes: item.state, version: item.stateVersion },
    numberHash: numberHash(item.numberHash),
    age: {
      state: item.ageState,
      version: item.ageVersion,
      since: item.ageSince as Instant | undefined,
      askedAt: item.ageAskedAt as Instant | undefined,
      asks: item.ageAsks,
      childDoubtAt: item.childDoubtAt as Instant | undefined,
    },
    contact: {
      disclosedAt: item.disclosedAt as Instant | undefined,
      disclosedBy: item.disclosedBy as OutboundId | undefined,
      sentAt: item.sentAt as Instant | undefined,
      interactionAt: item.interactionAt as Instant | undefined,
      heardAt: item.heardAt as Instant | undefined,
      reachedOutAt: item.reachedOutAt as Instant[],
      momentAt: item.momentAt as Instant | undefined,
      doubtedSince: item.doubtedSince as Instant | undefined,
      ...(item.rungAt !== undefined && { rungAt: item.rungAt as Instant }),
    },
    activity: {
      conversationVersion: item.conversationVersion,
      textsIn: item.textsIn,
      textsOut: item.textsOut,
      days: item.days,
    },
    billing: item.billing ? billingOfItem(item.billing, item.billingVersion) : NO_BILLING,
    ledger: { sequence: item.ledgerSequence, hash: item.ledgerHash },
    erasureAskedAt: item.erasureAskedAt as Instant | undefined,
    reassignedAt: item.reassignedAt as Instant | undefined,
  };
}
