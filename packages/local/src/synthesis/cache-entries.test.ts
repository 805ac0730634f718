import { mkdir, mkdtemp, readdir, rm, utimes } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { expect, test } from "vitest";
import { keepNewestEntries } from "./cache-entries.ts";

test("old entries go, those used last stay, and what is no entry is left alone", async () => {
  const directory = await mkdtemp(join(tmpdir(), "jules-cache-"));
  const entries = ["a", "b", "c"].map((letter) => letter.repeat(32));
  for (const [position, name] of [...entries, "compiled"].entries()) {
    await mkdir(join(directory, name, "assembly"), { recursive: true });
    await utimes(join(directory, name), position, position);
  }

  await keepNewestEntries(directory, 2);

  expect((await readdir(directory)).sort()).toEqual([...entries.slice(1), "compiled"]);
  await rm(directory, { recursive: true });
});
