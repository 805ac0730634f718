import { chmodSync, closeSync, mkdirSync, openSync } from "node:fs";
import { dirname } from "node:path";

/** Makes sure that a file is there and that nobody but its owner may read it, also if it was there before. */
export function createPrivateFile(file: string): void {
  mkdirSync(dirname(file), { recursive: true, mode: 0o700 });
  closeSync(openSync(file, "a", 0o600));
  chmodSync(file, 0o600);
}

/** A kept file that is not what was written, with a message that says what the person can do about it. */
export class UnusableFile extends Error {
  constructor(file: string, cause: unknown) {
    const reason = cause instanceof Error ? cause.message : String(cause);
    super(`${file} cannot be used: ${reason.replace(/[.\s]+$/, "")}. --fresh starts without what was kept.`, { cause });
  }
}
