import { QueryCommand } from "@aws-sdk/lib-dynamodb";
import { unmarshall } from "@aws-sdk/util-dynamodb";
import { Failure, type Instant, type NumberHash } from "@jules/core/kernel";
import { EMPTY_LEDGER, type LedgerEntry, type LedgerHead } from "@jules/core/ledger";
import type { Member } from "@jules/core/member";
import { rowsAfter } from "../ledger/index.ts";
import type { Backoff, Documents } from "./documents.ts";
import { isRow, rowItem, rowOfItem, type Suppression, suppressionOfItem } from "./ledger-items.ts";
import { memberOfItem } from "./member-item.ts";
import { type Element, EXISTS, type MemberChanges, memberElement, transact } from "./transactions.ts";

/** Several functions can write of one member at once; nobody is in the way of another for longer than this. */
const MOST_TRIES = 6;

/** A change of a member that the ledger keeps. */
export interface LedgeredChange {
  readonly entries: readonly LedgerEntry[];
  /** Besides the ledger's head; its conditions hold for the member that it was made for. */
  readonly changes: MemberChanges;
  /** What is written in the same transaction. */
  readonly also?: readonly Element[];
}

/**
 * written: with `member` as it is by what is known of it, but for `changes`; moved-on: nothing is to be done for the member
 * as they are now; gone: there is no such member; refused: by one of `also`, each with the item that refused it.
 */
export type Ledgered =
  | { readonly kind: "written"; readonly member: Member }
  | { readonly kind: "moved-on"; readonly member: Member }
  | { readonly kind: "gone" }
  | { readonly kind: "refused"; readonly also: readonly (Record<string, unknown> | boolean)[] };

/**
 * Writes what must be provable together with what it is about. A row is made once and never changed: its place must be
 * free, and the member must still know the row before it.
 */
export function createLedgerWrites(settings: {
  /** As `settled` makes it. */
  readonly documents: Documents;
  readonly membersTable: string;
  readonly ledgerTable: string;
  readonly backoff: Backoff;
}) {
  const { documents, membersTable, ledgerTable, backoff } = settings;

  const puts = (hash: NumberHash, rows: ReturnType<typeof rowsAfter>): Element[] =>
    rows.map((row) => ({
      Put: { TableName: ledgerTable, Item: rowItem(hash, row), ConditionExpression: "attribute_not_exists(pk)" },
    }));

  /** The end of a number's chain and its suppression, if there is one. */
  async function endOf(hash: NumberHash): Promise<{ head: LedgerHead; suppression: Suppression | undefined }> {
    const { Items: items = [] } = await documents.send(
      new QueryCommand({
        TableName: ledgerTable,
        KeyConditionExpression: "pk = :hash",
        ExpressionAttributeValues: { ":hash": hash },
        ScanIndexForward: false,
        Limit: 2,
        ConsistentRead: true,
      }),
    );
    const [row] = items.filter(isRow).map(rowOfItem);
    const [suppression] = items.filter((item) => !isRow(item)).map(suppressionOfItem);
    return { head: row ? { sequence: row.sequence, hash: row.hash } : EMPTY_LEDGER, suppression };
  }

  /**
   * Changes a member, and keeps in the ledger that it was done. Where only the ledger moved on meanwhile, it is done anew.
   * @param changeOf what is to be done for the member as they are now; undefined for nothing (any more).
   * @throws Failure `ledger.contended` when others kept writing.
   */
  async function change(
    member: Member,
    changeOf: (current: Member) => LedgeredChange | undefined,
    at: Instant,
  ): Promise<Ledgered> {
    let current = member;
    let head = member.ledger;
    for (let tries = 1; tries <= MOST_TRIES; tries++) {
      const made = changeOf(current);
      if (!made) return { kind: "moved-on", member: current };
      const rows = rowsAfter(head, current.numberHash, made.entries, at);
      const ledger = endOfRows(rows, head);
      const element = memberElement(membersTable, current.id, EXISTS, made.changes, follows(current.ledger, ledger));
      const asked = { Update: { ...element.Update, ReturnValuesOnConditionCheckFailure: "ALL_OLD" } } as Element;
      const also = made.also ?? [];
      const refused = await transact(documents, [asked, ...puts(current.numberHash, rows), ...also]);
      if (!refused) return { kind: "written", member: { ...current, ledger } };
      const [found] = refused;
      const ofAlso = refused.slice(1 + rows.length);
      if (found === true) return { kind: "gone" };
      if (!found && ofAlso.some(Boolean)) return { kind: "refused", also: ofAlso };
      if (found) {
        current = memberOfItem(unmarshall(found as never));
        head = current.ledger.sequence > head.sequence ? current.ledger : head;
      } else {
        // Rows of this number that the member does not know of: of somebody who had it before, and is being erased.
        head = (await endOf(current.numberHash)).head;
      }
      await backoff.pause(backoff.random() * 20 * (tries - 1));
    }
    throw new Failure("ledger.contended", "others kept writing to the ledger of this member");
  }

  /** Keeps what is about a member who is gone. */
  async function appendAlone(hash: NumberHash, entries: readonly LedgerEntry[], at: Instant): Promise<void> {
    for (let tries = 1; tries <= MOST_TRIES; tries++) {
      const { head } = await endOf(hash);
      if (!(await transact(documents, puts(hash, rowsAfter(head, hash, entries, at))))) return;
    }
    throw new Failure("ledger.contended", "others kept writing to the ledger of this number");
  }

  return { change, appendAlone, endOf };
}

function endOfRows(rows: ReturnType<typeof rowsAfter>, head: LedgerHead): LedgerHead {
  const last = rows.at(-1);
  return last ? { sequence: last.sequence, hash: last.hash } : head;
}

/** The member's copy of the chain's end moves on, from where it was when the member was read. */
function follows(from: LedgerHead, to: LedgerHead): MemberChanges {
  const isThere = "ledgerSequence = :ledgerBefore";
  return {
    set: ["ledgerSequence = :ledgerSequence", "ledgerHash = :ledgerHash"],
    conditions: [from.sequence === 0 ? `(attribute_not_exists(ledgerSequence) OR ${isThere})` : isThere],
    values: { ":ledgerBefore": from.sequence, ":ledgerSequence": to.sequence, ":ledgerHash": to.hash },
  };
}
