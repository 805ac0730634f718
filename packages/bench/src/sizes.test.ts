import { mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { describe, expect, onTestFinished, test } from "vitest";
import { growth, isWide } from "./sizes.ts";

const recorded = { turn: { bytes: 1_000, gzipBytes: 300 } };
const measured = (bytes: number) => ({ turn: { bytes, gzipBytes: 300 } });

describe("the size gate", () => {
  test("lets a function grow by a tenth", () => {
    expect(growth(recorded, measured(1_100))).toEqual([]);
  });

  test("names a function that grew by more", () => {
    expect(growth(recorded, measured(1_101))).toEqual(["turn grew from 1000 to 1101 bytes"]);
  });

  test("names a function that nobody has weighed", () => {
    expect(growth({}, measured(1))).toEqual(["turn has no recorded size"]);
  });
});

test.each([
  ["/[\\u2019]/", false],
  ["/[\u2019]/", true],
])("a function that holds %s is wide: %s", async (code, expected) => {
  const folder = await mkdtemp(join(tmpdir(), "jules-wide-"));
  onTestFinished(() => rm(folder, { recursive: true }));
  await writeFile(join(folder, "index.mjs"), 'import{a}from"./chunk.mjs";import("./late.mjs")');
  await writeFile(join(folder, "chunk.mjs"), code);
  await writeFile(join(folder, "late.mjs"), "/[\u2019]/");
  expect(await isWide(folder)).toBe(expected);
});
