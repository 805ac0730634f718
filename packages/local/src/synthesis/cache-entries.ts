import { readdir, rm, stat } from "node:fs/promises";
import { join } from "node:path";

/** A finished entry is named by a hash alone; one that is being made has a suffix and is left alone. */
const ENTRY = /^[\da-f]{32}$/;

/** Deletes all entries but those used last. */
export async function keepNewestEntries(cacheDirectory: string, count: number): Promise<void> {
  const names = (await readdir(cacheDirectory)).filter((name) => ENTRY.test(name));
  const entries = await Promise.all(
    names.map(async (name) => ({ name, usedAtMs: (await stat(join(cacheDirectory, name))).mtimeMs })),
  );
  const old = entries.sort((a, b) => b.usedAtMs - a.usedAtMs).slice(count);
  await Promise.all(old.map(({ name }) => rm(join(cacheDirectory, name), { recursive: true, force: true })));
}
