import { createHash } from "node:crypto";
import { readdir, readFile } from "node:fs/promises";
import { join } from "node:path";

/** Everything that a synthesis is made of: the stacks, the sources that end up in a function, and how both are built. */
const INPUTS = [
  "infra",
  "stacks",
  "sst.config.ts",
  "packages/core",
  "packages/adapters",
  "packages/functions",
  "packages/local/src/synthesis",
  "packages/tsconfig.json",
  "tsconfig.json",
  "pnpm-lock.yaml",
];

const IGNORED = /\.test\.ts$|\.md$|^node_modules$|^test$|^bench$|^__snapshots__$/;

/** A name for the content of all inputs below `root`, and for the settings that go with them. */
export async function contentHash(root: string, settings: unknown): Promise<string> {
  const hash = createHash("sha256").update(JSON.stringify([process.version, settings]));
  const files = (await Promise.all(INPUTS.map((input) => listFiles(root, input)))).flat().sort();
  const contents = await Promise.all(files.map((file) => readFile(join(root, file))));
  files.forEach((file, position) => {
    hash.update(`\0${file}\0`).update(contents[position] ?? "");
  });
  return hash.digest("hex").slice(0, 32);
}

async function listFiles(root: string, path: string): Promise<string[]> {
  try {
    const entries = await readdir(join(root, path), { withFileTypes: true });
    const kept = entries.filter(({ name }) => !IGNORED.test(name));
    const lists = kept.map(async (entry) => {
      const below = join(path, entry.name);
      return entry.isDirectory() ? await listFiles(root, below) : [below];
    });
    return (await Promise.all(lists)).flat();
  } catch (error) {
    const { code } = error as NodeJS.ErrnoException;
    if (code === "ENOTDIR") return [path];
    if (code === "ENOENT") return [];
    throw error;
  }
}
