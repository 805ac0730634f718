import { orderAfter } from "@jules/core/billing";
import { type ConsentChange, isSilenced, remembersStop, silentAfter } from "@jules/core/consent";
import { type Instant, instant } from "@jules/core/kernel";
import type { Member } from "@jules/core/member";
import { billingOrderElement } from "./billing-orders.ts";
import { isSuppressing, type Suppression, suppressionItem } from "./ledger-items.ts";
import type { LedgeredChange } from "./ledger-writes.ts";
import type { Element, MemberChanges } from "./transactions.ts";

export interface ConsentTables {
  readonly membersTable: string;
  readonly ledgerTable: string;
}

/**
 * A change of consent with its row and, where it silences the number or no longer does, the number's suppression; of who
 * came to pay and falls silent also the order that ends it. What they pay must be as it was read: a subscription that is written at
 * the same time either is seen here, or is written by somebody who sees the silence.
 */
export function consentChange(
  { membersTable, ledgerTable }: ConsentTables,
  member: Member,
  change: ConsentChange,
  at: Instant,
  ...more: readonly MemberChanges[]
): LedgeredChange {
  const { consent } = member;
  const { state, cause, saidAt, scope = consent.scope } = change;
  const silentSince = silentAfter(consent, change, at);
  const changes = [
    {
      set: [
        "consentState = :state",
        "consentScope = :scope",
        "consentChangedAt = :at",
        "consentChangedBy = :by",
        "consentSaidAt = :saidAt",
        "consentVersion = :nextVersion",
        ...(silentSince ? ["consentSilentSince = :silentSince"] : []),
      ],
      remove: [
        // Who comes back after a STOP is introduced to Jules again, and waits for nothing from before.
        ...(state === "OPTED_OUT" ? ["introducedAt", "heldFor", "heldAt"] : []),
        ...(silentSince ? [] : ["consentSilentSince"]),
      ],
      conditions: ["consentVersion = :version"],
      values: {
        ...{ ":state": state, ":scope": scope, ":at": at, ":by": change.changedBy, ":saidAt": saidAt },
        ...{ ":version": consent.version, ":nextVersion": consent.version + 1 },
        ...(silentSince && { ":silentSince": silentSince }),
      },
    },
    ...(isSuppressing(state) ? [paysAsRead(member)] : []),
    ...more,
  ];
  const suppression = suppressionAfter(member, change);
  return {
    entries: [{ kind: "consent", from: consent.state, to: state, scope, cause }],
    changes: allOf(changes),
    also: [
      ...(suppression ? [suppressing(ledgerTable, member, suppression, at)] : []),
      ...endingOf(membersTable, member, orderAfter(state, cause), silentSince ?? at),
    ],
  };
}

/** Nothing that is paid was written since the member was read. */
export function paysAsRead({ billing: { version } }: Member): MemberChanges {
  if (version === 0) return { conditions: ["attribute_not_exists(billingVersion)"] };
  return { conditions: ["billingVersion = :billingVersion"], values: { ":billingVersion": version } };
}

/**
 * The order that ends a member's subscription, of whoever came to pay: they may have paid a moment ago, and want texts again
 * before Stripe says so. Where nothing runs there is nothing to do, and that is done at once.
 */
export function endingOf(
  membersTable: string,
  { id, billing: { customer } }: Member,
  ending: ReturnType<typeof orderAfter>,
  orderedAt: Instant,
): readonly Element[] {
  if (!ending || !customer) return [];
  return [billingOrderElement(membersTable, { member: id, ...ending, orderedAt })];
}

/** The member as a change of consent leaves them. */
export function consented(member: Member, change: ConsentChange, at: Instant): Member {
  const { state, scope = member.consent.scope, changedBy, saidAt } = change;
  const silentSince = silentAfter(member.consent, change, at);
  return {
    ...member,
    consent: {
      ...{ state, scope, version: member.consent.version + 1, changedAt: at, changedBy, saidAt },
      ...(silentSince && { silentSince }),
    },
    introducedAt: state === "OPTED_OUT" ? undefined : member.introducedAt,
  };
}

/** Of whom the ledger could not be asked when they were made. */
const PAST_UNKNOWN = "past-unknown";

/** Of somebody who needs help while nobody can say whether their number was silenced: only help leaves to who is NEW. */
export function consentOfUnknownPast(at: Instant): Member["consent"] {
  const first = { state: "NEW", scope: "replies", version: 1 } as const;
  return { ...first, changedAt: at, changedBy: PAST_UNKNOWN, saidAt: instant(0) };
}

export function isPastUnknown({ consent }: Member): boolean {
  return consent.changedBy === PAST_UNKNOWN;
}

/** The silence that a number was found to be in; that of its last owner is none of theirs who text now. */
export function silenceOf(suppression: Suppression | undefined): ConsentChange | undefined {
  if (!suppression || !isSuppressing(suppression.state) || suppression.cause === "number-reassigned") return undefined;
  const { state, cause, saidAt } = suppression;
  return { state, cause, saidAt, changedBy: `suppressed.${cause}` };
}

function suppressionAfter({ consent }: Member, change: ConsentChange): Suppression | undefined {
  const { state, saidAt, cause } = change;
  // A STOP outlives the erasure of who was blocked after it.
  if (isSuppressing(state)) return { state, saidAt, cause: remembersStop({ ...change, state }) ? "keyword" : cause };
  // A page makes us ask who said STOP; their yes lifts it, and not the question.
  if (state === "PENDING") return undefined;
  return isSilenced(consent) ? { state: "NONE", saidAt, cause } : undefined;
}

function suppressing(TableName: string, { numberHash }: Member, suppression: Suppression, at: Instant): Element {
  return { Put: { TableName, Item: suppressionItem(numberHash, suppression, at) } };
}

/** Changes as one. */
export function allOf(all: readonly MemberChanges[]): MemberChanges {
  return {
    set: all.flatMap(({ set = [] }) => set),
    remove: all.flatMap(({ remove = [] }) => remove),
    conditions: all.flatMap(({ conditions = [] }) => conditions),
    values: Object.assign({}, ...all.map(({ values = {} }) => values)),
  };
}
