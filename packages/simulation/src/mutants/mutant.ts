import { readFileSync } from "node:fs";

/** A change of one place in a source file. */
export interface Patch {
  /** Below `packages/`. */
  readonly file: string;
  /** Stands in the file exactly once. */
  readonly from: string;
  readonly to: string;
}

/** A mistake that somebody could make. */
export interface Mutant {
  readonly name: string;
  readonly patches: readonly Patch[];
}

const PACKAGES = new URL("../../../", import.meta.url);

export function urlOf({ file }: Patch): string {
  return new URL(file, PACKAGES).href;
}

/** @throws Error when the patch no longer fits: what it changes is not in the file, or more than once. */
export function patched(source: string, { file, from, to }: Patch): string {
  const parts = source.split(from);
  if (parts.length !== 2) throw new Error(`the patch no longer fits: ${file} has ${parts.length - 1} times "${from}"`);
  return parts.join(to);
}

/** Why a mutant cannot be tried; undefined if it can. */
export function misfit({ patches }: Mutant): string | undefined {
  const sources = new Map<string, string>();
  for (const patch of patches) {
    const url = urlOf(patch);
    try {
      sources.set(url, patched(sources.get(url) ?? readFileSync(new URL(url), "utf8"), patch));
    } catch (error) {
      return error instanceof Error ? error.message : String(error);
    }
  }
  return undefined;
}
