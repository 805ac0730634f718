import { mkdir, mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { afterEach, beforeEach, describe, expect, test } from "vitest";
import { contentHash } from "./content-hash.ts";

let root: string;

beforeEach(async () => {
  root = await mkdtemp(join(tmpdir(), "jules-sources-"));
  await write("packages/core/src/crisis/index.ts", "export const one = 1;");
  await write("stacks/data.ts", "export const data = {};");
});

afterEach(async () => {
  await rm(root, { recursive: true, force: true });
});

async function write(file: string, content: string): Promise<void> {
  await mkdir(dirname(join(root, file)), { recursive: true });
  await writeFile(join(root, file), content);
}

describe("the name of a synthesis", () => {
  test.each([
    "packages/core/src/crisis/index.ts",
    "packages/adapters/src/new-file.ts",
    "packages/functions/package.json",
    "stacks/data.ts",
    "infra/table.ts",
    "sst.config.ts",
    "pnpm-lock.yaml",
  ])("changes with %s", async (file) => {
    const before = await contentHash(root, "settings");
    await write(file, "export const two = 2;");
    expect(await contentHash(root, "settings")).not.toBe(before);
  });

  test.each([
    "packages/core/src/crisis/index.test.ts",
    "packages/core/node_modules/zod/index.js",
    "packages/simulators/src/index.ts",
    "stacks/data.test.ts",
    "README.md",
  ])("stays the same whatever is in %s", async (file) => {
    const before = await contentHash(root, "settings");
    await write(file, "export const two = 2;");
    expect(await contentHash(root, "settings")).toBe(before);
  });

  test("changes when a file moves", async () => {
    const before = await contentHash(root, "settings");
    await rm(join(root, "stacks/data.ts"));
    await write("stacks/tables.ts", "export const data = {};");
    expect(await contentHash(root, "settings")).not.toBe(before);
  });

  test("changes with the settings", async () => {
    expect(await contentHash(root, { stage: "local" })).not.toBe(await contentHash(root, { stage: "test" }));
  });
});
