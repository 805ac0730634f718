import type { ledgerHeads, WholeLedger } from "@jules/adapters/dynamo";
import { type BrokenChain, verifyChain } from "@jules/adapters/ledger";
import type { NumberHash } from "@jules/core/kernel";

export interface Verification {
  readonly chains: number;
  /** Rows that are as they were made, in chains that are whole up to there. */
  readonly rows: number;
  readonly broken: readonly (BrokenChain & { readonly numberHash: NumberHash })[];
}

/**
 * Looks through every chain of a ledger, and then whether each member finds the last row they know of: rows that were cut
 * off at the end of a chain leave no other trace. An erased member's chain has nobody who remembers its end.
 */
export async function verifyLedger(
  ledger: WholeLedger,
  members: ReturnType<typeof ledgerHeads>,
): Promise<Verification> {
  let [chains, rows] = [0, 0];
  const broken = new Map<NumberHash, BrokenChain>();
  for await (const numberHash of ledger.hashes()) {
    const verified = await verifyChain(numberHash, ledger.rowsOf(numberHash));
    chains += 1;
    rows += verified.rows;
    if (verified.broken) broken.set(numberHash, verified.broken);
  }
  for await (const { numberHash, head } of members) {
    if (head.sequence === 0 || broken.has(numberHash)) continue;
    const last = await ledger.rowAt(numberHash, head.sequence);
    if (last?.hash === head.hash) continue;
    broken.set(numberHash, { sequence: head.sequence, how: last ? "replaced" : "cut" });
  }
  return { chains, rows, broken: [...broken].map(([numberHash, chain]) => ({ numberHash, ...chain })) };
}

/** What a person reads of it, one thing a line. */
export function inWords({ chains, rows, broken }: Verification): readonly string[] {
  return [
    `Rows as they were written: ${rows}; chains: ${chains}.`,
    ...broken.map(({ numberHash, sequence, how }) => `BROKEN ${numberHash}, row ${sequence}: ${MEANINGS[how]}`),
    broken.length === 0 ? "No chain is broken." : `Broken chains: ${broken.length}.`,
  ];
}

const MEANINGS: Readonly<Record<BrokenChain["how"], string>> = {
  changed: "it was changed after it was written",
  missing: "it is not there",
  moved: "it does not follow the row before it",
  cut: "the member knows of it, and it is not there",
  replaced: "the member knows another one in its place",
};
