import { readFileSync } from "node:fs";

/** What somebody says in one go, in one text or in a few. */
export interface Thought {
  readonly texts: readonly { readonly atMs: number; readonly body: string }[];
}

/** How people text a companion; see workloads/README.md. */
export const THOUGHTS: readonly Thought[] = readFileSync(
  new URL("../../workloads/bursts.jsonl", import.meta.url),
  "utf8",
)
  .trimEnd()
  .split("\n")
  .map((line) => JSON.parse(line) as Thought);
