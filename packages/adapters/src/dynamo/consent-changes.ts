import { GetCommand } from "@aws-sdk/lib-dynamodb";
import { endOfSecond } from "@jules/core/consent";
import type { Instant, MemberId } from "@jules/core/kernel";
import type { ConsentChanges, Member } from "@jules/core/member";
import { consentChange } from "./consent-writes.ts";
import { type Backoff, type Documents, REAL_BACKOFF, settled } from "./documents.ts";
import { memberKey } from "./items.ts";
import { isSuppressing } from "./ledger-items.ts";
import { createLedgerWrites } from "./ledger-writes.ts";
import { memberOfItem } from "./member-item.ts";

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
          const isTalking = state === "ACTIVE" || state === "PENDING";
          if (version !== underVersion || !isTalking) return undefined;
          return consentChange(ledgerTable, current, { state: "SUSPENDED", changedBy, saidAt, cause: "carrier" }, at);
        },
        at,
      );
      return kind === "written";
    },

    async optOut(id, underVersion, changedBy, reportedAt, at, cause = "carrier") {
      const member = await read(id);
      if (!member) return false;
      const isReassigned = cause === "number-reassigned";
      const change = { state: "OPTED_OUT", changedBy, saidAt: reportedAt, cause } as const;
      const reassigned = { set: ["reassignedAt = :reassignedAt"], values: { ":reassignedAt": at } };
      const { kind } = await ledger.change(
        member,
        (current) =>
          mayBeOptedOut(current, underVersion, reportedAt)
            ? consentChange(ledgerTable, current, change, at, ...(isReassigned ? [reassigned] : []))
            : undefined,
        at,
      );
      return kind === "written";
    },
  };
}

/** The carrier's word does not undo a consent that was given since, and adds nothing to a silence that is kept already. */
function mayBeOptedOut({ consent }: Member, underVersion: number, reportedAt: Instant): boolean {
  return consent.version === underVersion && !isSuppressing(consent.state) && consent.saidAt <= endOfSecond(reportedAt);
}
