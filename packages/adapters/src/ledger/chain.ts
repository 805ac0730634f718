import { createHash } from "node:crypto";
import type { Instant, NumberHash } from "@jules/core/kernel";
import type { LedgerEntry, LedgeredText, LedgerHead, LedgerRow } from "@jules/core/ledger";

/**
 * The rows that these entries make behind `head`. Each carries the hash of the one before, so that no row can be changed,
 * taken out or put elsewhere without the next one telling.
 */
export function rowsAfter(
  head: LedgerHead,
  numberHash: NumberHash,
  entries: readonly LedgerEntry[],
  at: Instant,
): readonly LedgerRow[] {
  let previousHash = head.hash;
  return entries.map((entry, index) => {
    const row = { sequence: head.sequence + 1 + index, at, entry: keptEntry(entry), previousHash };
    previousHash = hashOf(numberHash, row);
    return { ...row, hash: previousHash };
  });
}

/** SHA-256 over the row and whose it is, in hexadecimal digits. */
export function hashOf(numberHash: NumberHash, row: Omit<LedgerRow, "hash">): string {
  const { sequence, at, entry, previousHash } = row;
  return sha256(canonical({ numberHash, sequence, at, entry, previousHash }));
}

/** As it is kept: of a text of ours its name, its version and the hash of its words. What is undefined is left out. */
function keptEntry(entry: LedgerEntry): LedgerRow["entry"] {
  const kept = "text" in entry ? { ...entry, text: keptText(entry.text) } : entry;
  return Object.fromEntries(Object.entries(kept).filter(([, value]) => value !== undefined));
}

function keptText({ code, version, body }: LedgeredText) {
  return { code, version, sha256: sha256(body) };
}

/** JSON with the keys of every object in order, so that it does not matter in which a table gives them back. */
function canonical(value: unknown): string {
  if (Array.isArray(value)) return `[${value.map(canonical).join(",")}]`;
  if (typeof value !== "object" || value === null) return JSON.stringify(value);
  const entries = Object.entries(value).sort(([one], [other]) => (one < other ? -1 : 1));
  return `{${entries.map(([key, part]) => `${JSON.stringify(key)}:${canonical(part)}`).join(",")}}`;
}

function sha256(text: string): string {
  return createHash("sha256").update(text, "utf8").digest("hex");
}
