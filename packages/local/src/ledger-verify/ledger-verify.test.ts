import type { WholeLedger } from "@jules/adapters/dynamo";
import { rowsAfter } from "@jules/adapters/ledger";
import { instant, numberHash } from "@jules/core/kernel";
import { EMPTY_LEDGER, type LedgerHead, type LedgerRow } from "@jules/core/ledger";
import { describe, expect, test } from "vitest";
import { inWords, verifyLedger } from "./verification.ts";

const ANNA = numberHash("1.aa");
const BERT = numberHash("1.bb");

const rowsOf = (hash: typeof ANNA, count: number) => {
  const entry = { kind: "privacy", request: "access", step: "asked" } as const;
  return rowsAfter(EMPTY_LEDGER, hash, Array(count).fill(entry), instant("2026-11-20T17:00:00.000Z"));
};

const headOf = (rows: readonly LedgerRow[]): LedgerHead => rows.at(-1) ?? EMPTY_LEDGER;

function ledgerOf(chains: ReadonlyMap<typeof ANNA, readonly LedgerRow[]>): WholeLedger {
  return {
    async *hashes() {
      yield* chains.keys();
    },
    async *rowsOf(hash) {
      yield* chains.get(hash) ?? [];
    },
    rowAt: async (hash, sequence) => chains.get(hash)?.find((row) => row.sequence === sequence),
  };
}

async function* members(...heads: [typeof ANNA, LedgerHead][]) {
  for (const [hash, head] of heads) yield { numberHash: hash, head };
}

describe("the verifier", () => {
  const [ofAnna, ofBert] = [rowsOf(ANNA, 3), rowsOf(BERT, 2)];
  const everybody = () => members([ANNA, headOf(ofAnna)], [BERT, headOf(ofBert)]);

  test("counts what is whole", async () => {
    const verification = await verifyLedger(
      ledgerOf(
        new Map([
          [ANNA, ofAnna],
          [BERT, ofBert],
        ]),
      ),
      everybody(),
    );
    expect(verification).toEqual({ chains: 2, rows: 5, broken: [] });
    expect(inWords(verification).at(-1)).toBe("No chain is broken.");
  });

  test("names a row that was tampered with, and whose chain it is", async () => {
    const tampered = ofAnna.map((row) =>
      row.sequence === 2 ? { ...row, entry: { ...row.entry, step: "done" } } : row,
    );
    const verification = await verifyLedger(
      ledgerOf(
        new Map([
          [ANNA, tampered],
          [BERT, ofBert],
        ]),
      ),
      everybody(),
    );
    expect(verification.broken).toEqual([{ numberHash: ANNA, sequence: 2, how: "changed" }]);
    expect(inWords(verification)).toContain("BROKEN 1.aa, row 2: it was changed after it was written");
  });

  test("finds by its member that the end of a chain is gone, and a whole chain", async () => {
    const cut = ledgerOf(new Map([[ANNA, ofAnna.slice(0, 2)]]));
    expect((await verifyLedger(cut, everybody())).broken).toEqual([
      { numberHash: ANNA, sequence: 3, how: "cut" },
      { numberHash: BERT, sequence: 2, how: "cut" },
    ]);
  });
});
