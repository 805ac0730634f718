import { instant, numberHash } from "@jules/core/kernel";
import { EMPTY_LEDGER, type LedgerEntry, type LedgerRow } from "@jules/core/ledger";
import { describe, expect, test } from "vitest";
import { rowsAfter, verifyChain } from "./index.ts";

const AT = instant("2026-11-20T17:00:00.000Z");
const HASH = numberHash("1.aa");

const consent = (from: "NEW" | "ACTIVE", to: "ACTIVE" | "OPTED_OUT"): LedgerEntry => ({
  ...{ kind: "consent", from, to, scope: "replies", cause: "keyword" },
});
const disclosure: LedgerEntry = {
  ...{ kind: "disclosure", reason: "interval" },
  text: { code: "reminder", version: 2, body: "Jules is an AI." },
};
const ROWS = rowsAfter(EMPTY_LEDGER, HASH, [consent("NEW", "ACTIVE"), disclosure, consent("ACTIVE", "OPTED_OUT")], AT);
const HEAD = { sequence: 3, hash: ROWS[2]?.hash ?? "" };

const without = (sequence: number) => ROWS.filter((row) => row.sequence !== sequence);
const withRow = (sequence: number, changes: Partial<LedgerRow>) =>
  ROWS.map((row) => (row.sequence === sequence ? { ...row, ...changes } : row));

describe("a row", () => {
  test("names a text of ours by code and version, with the hash of its words instead of them", () => {
    expect(ROWS[1]?.entry).toEqual({
      ...{ kind: "disclosure", reason: "interval" },
      text: { code: "reminder", version: 2, sha256: expect.stringMatching(/^[0-9a-f]{64}$/) },
    });
  });

  test("has the same hash in whatever order the table gives its parts back", async () => {
    const turned = ROWS.map((row) => ({ ...row, entry: Object.fromEntries(Object.entries(row.entry).reverse()) }));
    expect(await verifyChain(HASH, turned, HEAD)).toEqual({ rows: 3 });
  });

  test("does not say what is not known", () => {
    const [row] = rowsAfter(
      EMPTY_LEDGER,
      HASH,
      [{ kind: "age", from: "UNKNOWN", to: "CHILD", by: "stated", session: undefined }],
      AT,
    );
    expect(Object.keys(row?.entry ?? {})).toEqual(["kind", "from", "to", "by"]);
  });
});

describe("a chain", () => {
  test("that is whole is found whole, and may go on behind what its member knows", async () => {
    expect(await verifyChain(HASH, ROWS, HEAD)).toEqual({ rows: 3 });
    expect(await verifyChain(HASH, ROWS)).toEqual({ rows: 3 });
    expect(await verifyChain(HASH, ROWS, { sequence: 1, hash: ROWS[0]?.hash ?? "" })).toEqual({ rows: 3 });
    expect(await verifyChain(HASH, [])).toEqual({ rows: 0 });
  });

  test("goes on where it ended", async () => {
    const more = rowsAfter(HEAD, HASH, [disclosure], AT);
    expect(more[0]).toMatchObject({ sequence: 4, previousHash: HEAD.hash });
    expect(await verifyChain(HASH, [...ROWS, ...more])).toEqual({ rows: 4 });
  });

  test.each([
    ["a changed word", withRow(2, { entry: { ...ROWS[1]?.entry, reason: "asked" } }), { sequence: 2, how: "changed" }],
    ["another moment", withRow(1, { at: instant(0) }), { sequence: 1, how: "changed" }],
    ["a row taken out", without(2), { sequence: 2, how: "missing" }],
    ["the first row taken out", without(1), { sequence: 1, how: "missing" }],
    ["rows in another order", [ROWS[1], ROWS[0], ROWS[2]] as LedgerRow[], { sequence: 1, how: "missing" }],
    ["a cut end", without(3), { sequence: 3, how: "cut" }],
    ["nothing left", [], { sequence: 1, how: "cut" }],
  ] as const)("tells of %s", async (_name, rows, broken) => {
    expect((await verifyChain(HASH, rows, HEAD)).broken).toEqual(broken);
  });

  test("tells of a row that was made anew, hash and all", async () => {
    const [forged] = rowsAfter({ sequence: 1, hash: "" }, HASH, [consent("NEW", "ACTIVE")], AT);
    const rows = withRow(2, forged ?? {});
    expect((await verifyChain(HASH, rows, HEAD)).broken).toEqual({ sequence: 2, how: "moved" });
  });

  test("tells of an end that was made anew from some row on", async () => {
    const first = ROWS.slice(0, 2);
    const anew = rowsAfter({ sequence: 2, hash: ROWS[1]?.hash ?? "" }, HASH, [disclosure], AT);
    expect((await verifyChain(HASH, [...first, ...anew], HEAD)).broken).toEqual({ sequence: 3, how: "replaced" });
  });

  test("is one number's: it does not fit another", async () => {
    expect((await verifyChain(numberHash("1.bb"), ROWS)).broken).toEqual({ sequence: 1, how: "changed" });
  });
});
