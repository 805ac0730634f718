import { readFile, rename, writeFile } from "node:fs/promises";
import { UnusableFile } from "./private-file.ts";

/**
 * Reads what `writeKept` has written; undefined when there is no such file. Throws an `UnusableFile` for one that holds
 * no JSON, or nothing that `isExpected`.
 */
export async function readKept<Value>(
  file: string,
  isExpected: (value: unknown) => value is Value,
): Promise<Value | undefined> {
  try {
    const value: unknown = JSON.parse(await readFile(file, "utf8"));
    if (isExpected(value)) return value;
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === "ENOENT") return undefined;
    // What a parser says can quote a secret.
    throw new UnusableFile(file, error instanceof SyntaxError ? "it is not JSON" : error);
  }
  throw new UnusableFile(file, "it holds something else than expected");
}

/** Writes `value` as JSON, so that the file is at no time half written. */
export async function writeKept(file: string, value: unknown): Promise<void> {
  await writeFile(`${file}.new`, JSON.stringify(value, undefined, 2), { mode: 0o600 });
  await rename(`${file}.new`, file);
}
