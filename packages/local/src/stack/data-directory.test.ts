import { mkdtemp, readdir, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, beforeEach, expect, test } from "vitest";
import { openDataDirectory } from "./data-directory.ts";

let path: string;

beforeEach(async () => {
  path = join(await mkdtemp(join(tmpdir(), "jules-data-")), "local");
});

afterEach(() => rm(join(path, ".."), { recursive: true }));

test("keeps what is in it, or forgets it", async () => {
  for (const [fresh, left] of [
    [false, ["kept.txt"]],
    [true, []],
  ] as const) {
    await using data = await openDataDirectory(path, { fresh: false });
    await writeFile(join(data.path, "kept.txt"), "");
    await data[Symbol.asyncDispose]();

    await using again = await openDataDirectory(path, { fresh });

    expect((await readdir(again.path)).filter((name) => name.endsWith(".txt"))).toEqual(left);
  }
});

test("belongs to one running stack at a time", async () => {
  await using _first = await openDataDirectory(path, { fresh: false });

  await expect(openDataDirectory(path, { fresh: false })).rejects.toThrow(
    `Another local stack (process ${process.pid}) is using`,
  );
});

test("is left alone by a fresh start beside it, which forgets its own at the end", async () => {
  await using first = await openDataDirectory(path, { fresh: false });
  await writeFile(join(first.path, "kept.txt"), "");

  const second = await openDataDirectory(path, { fresh: true });
  expect(second.path).not.toBe(first.path);
  expect([first.isTemporary, second.isTemporary]).toEqual([false, true]);
  await second[Symbol.asyncDispose]();

  expect(await readdir(join(path, ".."))).toEqual(["local"]);
  expect(await readdir(first.path)).toContain("kept.txt");
});

test("is free again when its owner was killed", async () => {
  await (await openDataDirectory(path, { fresh: false }))[Symbol.asyncDispose]();
  const noProcess = 2 ** 22 + 1;
  await writeFile(join(path, "running.pid"), String(noProcess));

  await using data = await openDataDirectory(path, { fresh: false });

  expect(data.path).toBe(path);
});
