import type { NumberHash } from "@jules/core/kernel";
import { EMPTY_LEDGER, type LedgerHead, type LedgerRow } from "@jules/core/ledger";
import { hashOf } from "./chain.ts";

/** What is wrong with a chain, and from which row on. */
export interface BrokenChain {
  readonly sequence: number;
  /**
   * changed: the row is not what its hash says; missing: it is not where it should be; moved: it does not follow the row
   * before it; cut: the member knows of rows that are not there; replaced: the member knows another row.
   */
  readonly how: "changed" | "missing" | "moved" | "cut" | "replaced";
}

/**
 * Looks through a chain, oldest row first, up to the first row that does not fit.
 * @param head the end of the chain as its member knows it; the chain may be longer. Without it a cut end cannot be seen.
 */
export async function verifyChain(
  numberHash: NumberHash,
  rows: AsyncIterable<LedgerRow> | Iterable<LedgerRow>,
  head: LedgerHead = EMPTY_LEDGER,
): Promise<{ readonly rows: number; readonly broken?: BrokenChain }> {
  let previous = EMPTY_LEDGER;
  for await (const row of rows) {
    const { sequence, hash } = row;
    const next = previous.sequence + 1;
    if (sequence !== next) return { rows: previous.sequence, broken: { sequence: next, how: "missing" } };
    const how = faultOf(numberHash, row, previous, head);
    if (how) return { rows: previous.sequence, broken: { sequence, how } };
    previous = { sequence, hash };
  }
  if (previous.sequence < head.sequence) {
    return { rows: previous.sequence, broken: { sequence: previous.sequence + 1, how: "cut" } };
  }
  return { rows: previous.sequence };
}

function faultOf(numberHash: NumberHash, row: LedgerRow, previous: LedgerHead, head: LedgerHead) {
  if (row.hash !== hashOf(numberHash, row)) return "changed";
  if (row.previousHash !== previous.hash) return "moved";
  return row.sequence === head.sequence && row.hash !== head.hash ? "replaced" : undefined;
}
