import type { ConsentCause, ConsentState } from "@jules/core/consent";
import type { Instant, NumberHash } from "@jules/core/kernel";
import type { LedgerRow } from "@jules/core/ledger";
import * as z from "zod/mini";
import { type Key, SCHEMA_VERSION } from "./items.ts";

export const ROW_PREFIX = "ROW#";
const SEQUENCE_DIGITS = 10;

/** Ten digits: the rows of a number lie in their order. */
export const rowKey = (hash: NumberHash, sequence: number): Key => ({
  pk: hash,
  sk: `${ROW_PREFIX}${String(sequence).padStart(SEQUENCE_DIGITS, "0")}`,
});

/** Behind every row, so that one read from the end finds both. */
const suppressionKey = (hash: NumberHash): Key => ({ pk: hash, sk: "SUPPRESSION" });

const RowItem = z.lazy(() =>
  z.object({
    pk: z.string(),
    sk: z.string(),
    at: z.string(),
    entry: z.record(z.string(), z.unknown()),
    previousHash: z.string(),
    hash: z.string(),
  }),
);

const SuppressionItem = z.lazy(() =>
  z.object({
    state: z.enum(["OPTED_OUT", "BLOCKED", "NONE"]),
    saidAt: z.string(),
    cause: z.string(),
  }),
);

/** That a number is not to be texted, or no longer so; it outlives its member. */
export interface Suppression {
  readonly state: "OPTED_OUT" | "BLOCKED" | "NONE";
  /** When the person said it. */
  readonly saidAt: Instant;
  readonly cause: ConsentCause;
}

export function isSuppressing(state: ConsentState | "NONE"): state is "OPTED_OUT" | "BLOCKED" {
  return state === "OPTED_OUT" || state === "BLOCKED";
}

export function rowItem(hash: NumberHash, { sequence, ...row }: LedgerRow): Record<string, unknown> {
  return { ...rowKey(hash, sequence), v: SCHEMA_VERSION, ...row };
}

export function suppressionItem(hash: NumberHash, suppression: Suppression, at: Instant): Record<string, unknown> {
  return { ...suppressionKey(hash), v: SCHEMA_VERSION, ...suppression, at };
}

export function isRow({ sk }: Readonly<Record<string, unknown>>): boolean {
  return String(sk).startsWith(ROW_PREFIX);
}

/** @throws when the item is no row. */
export function rowOfItem(value: unknown): LedgerRow {
  const { sk, at, entry, previousHash, hash } = RowItem.parse(value);
  return { sequence: Number(sk.slice(ROW_PREFIX.length)), at: at as Instant, entry, previousHash, hash };
}

export function suppressionOfItem(value: unknown): Suppression {
  return SuppressionItem.parse(value) as Suppression;
}
