import { readdir, readFile, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { gzipSync } from "node:zlib";

/** What a function's code weighs, without its source map. */
export interface Size {
  readonly bytes: number;
  readonly gzipBytes: number;
}

export type Sizes = Readonly<Record<string, Size>>;

const RECORD = new URL("../sizes.json", import.meta.url);
const GROWTH_LIMIT = 1.1;

/** Every module below a folder: what Lambda unpacks. */
export async function sizeOf(codeDirectory: string): Promise<Size> {
  const contents = await modulesOf(codeDirectory);
  const sum = (of: (content: Buffer) => number) => contents.reduce((total, content) => total + of(content), 0);
  return { bytes: sum((content) => content.length), gzipBytes: sum((content) => gzipSync(content).length) };
}

/**
 * Whether a module that a function starts with holds a character beyond ASCII. esbuild escapes these except in regular
 * expressions, and one of them makes V8 keep and read its whole module in two bytes a character. What is loaded late may be
 * so: a library that reads Spanish dates is.
 */
export async function isWide(codeDirectory: string): Promise<boolean> {
  const left = ["index.mjs"];
  const known = new Set(left);
  for (let file = left.shift(); file !== undefined; file = left.shift()) {
    const content = await readFile(join(codeDirectory, file));
    if (content.some((byte) => byte > 0x7f)) return true;
    for (const [, imported = ""] of content.toString("latin1").matchAll(/(?:from|import) ?"\.\/([^"]+)"/g)) {
      if (!known.has(imported)) left.push(imported);
      known.add(imported);
    }
  }
  return false;
}

async function modulesOf(codeDirectory: string): Promise<readonly Buffer[]> {
  const files = await readdir(codeDirectory, { recursive: true });
  return Promise.all(
    files.filter((file) => /\.[cm]?js$/.test(file)).map((file) => readFile(join(codeDirectory, file))),
  );
}

/** What grew by more than a tenth over its record, or has none; in words, empty when all is well. */
export function growth(recorded: Sizes, measured: Sizes): readonly string[] {
  return Object.entries(measured).flatMap(([name, { bytes }]) => {
    const record = recorded[name];
    if (!record) return [`${name} has no recorded size`];
    return bytes > record.bytes * GROWTH_LIMIT ? [`${name} grew from ${record.bytes} to ${bytes} bytes`] : [];
  });
}

export async function readRecord(): Promise<Sizes> {
  return JSON.parse(await readFile(RECORD, "utf8")) as Sizes;
}

export async function writeRecord(sizes: Sizes): Promise<void> {
  await writeFile(RECORD, `${JSON.stringify(sizes, undefined, 2)}\n`);
}
