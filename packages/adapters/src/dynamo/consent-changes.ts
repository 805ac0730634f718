import { GetCommand } from "@aws-sdk/lib-dynamodb";
import { endOfSecond, isStillSilent } from "@jules/core/consent";
import type { Instant, MemberId } from "@jules/core/kernel";
import type { ConsentChanges, Member } from "@jules/core/member";
import { consentChange, endingOf, paysAsRead } from "./consent-writes.ts";
import { type Backoff, type Documents, REAL_BACKOFF, settled } from "./documents.ts";
import { memberKey } from "./items.ts";
import { isSuppressing } from "./ledger-items.ts";
import { createLedgerWrites, type LedgeredChange } from "./ledger-writes.ts";
import { memberOfItem } from "./member-item.ts";
import type { MemberChanges } from "./transactions.ts";

/** Changes that somebody else reports; needs no key of the member. */
export function createConsentChanges(settings: {
  readonly documents: Documents;
  readonly membersTable: string;
  readonly ledgerTable: string;
  readonly backoff?: Backoff;
}): ConsentChanges {
  const { membersTable, ledgerTable, backoff = REAL_BACKOFF } = settings;
  const documents = settled(settings.documents, backoff);
  const ledger = createLedgerWrites({ documents, membersTable, ledgerTable, backoff });

  async function read(id: MemberId): Promise<Member | undefined> {
    const { Item: item } = await documents.send(
      new GetCommand({ TableName: membersTable, Key: memberKey(id), ConsistentRead: true }),
    );
    return item && memberOfItem(item);
  }

  return {
    async suspend(id, underVersion, changedBy, at) {
      const member = await read(id);
      if (!member) return false;
      const { kind } = await ledger.change(
        member,
        (current) => {
          const { version, state, saidAt } = current.consent;
          const isTalking = state === "ACTIVE" || (state === "PENDING" && !isStillSilent(current.consent));
          if (version !== underVersion || !isTalking) return undefined;
          return consentChange(settings, current, { state: "SUSPENDED", changedBy, saidAt, cause: "carrier" }, at);
        },
        at,
      );
      return kind === "written";
    },

    async optOut(id, underVersion, changedBy, reportedAt, at, cause = "carrier") {
      const member = await read(id);
      if (!member) return false;
      const isReassigned = cause === "number-reassigned";
      const change = { state: "OPTED_OUT", changedBy, saidAt: reportedAt, heardAt: reportedAt, cause } as const;
      const reassigned = { set: ["reassignedAt = :reassignedAt"], values: { ":reassignedAt": at } };
      let isChange = false;
      const { kind } = await ledger.change(
        member,
        (current) => {
          isChange = mayBeOptedOut(current, underVersion, reportedAt);
          if (isChange) return consentChange(settings, current, change, at, ...(isReassigned ? [reassigned] : []));
          if (!isReassigned || !isSilentSince(current, reportedAt)) return undefined;
          const also = endingOf(membersTable, current, { ends: "now", because: "gone" }, at);
          return { ...unledgered(current, reassigned), also };
        },
        at,
      );
      return isChange && kind === "written";
    },
  };
}

/** Silenced before their number was given away: whoever has it now never said so. */
function isSilentSince({ consent, reassignedAt }: Member, reportedAt: Instant): boolean {
  return isSuppressing(consent.state) && reassignedAt === undefined && consent.saidAt <= endOfSecond(reportedAt);
}

function unledgered(member: Member, changes: MemberChanges): LedgeredChange {
  const pays = paysAsRead(member);
  return {
    entries: [],
    changes: {
      ...changes,
      conditions: ["consentVersion = :version", ...(pays.conditions ?? [])],
      values: { ...changes.values, ...pays.values, ":version": member.consent.version },
    },
  };
}

/** The carrier's word does not undo a consent that was given since, and adds nothing to a silence that is kept already. */
function mayBeOptedOut({ consent }: Member, underVersion: number, reportedAt: Instant): boolean {
  return consent.version === underVersion && !isSuppressing(consent.state) && consent.saidAt <= endOfSecond(reportedAt);
}
