import type { Heard, LoopKind } from "./loops.ts";
import type { QuotaVerdict } from "./quotas.ts";

/** What is known of a member's use besides the sums. Only a turn that holds their lease writes it. */
export interface UseRecord {
  /** When it was written, in milliseconds since the epoch. */
  readonly at: number;
  /** The texts that were judged last, and how: a turn that failed and comes back is told the same. */
  readonly last?: { readonly ids: readonly string[]; readonly verdict: QuotaVerdict };
  /** Windows whose end the member was told, or would have been; they stay closed until then. */
  readonly closed: readonly string[];
  readonly trail: readonly Heard[];
  readonly pause?: Pause;
  /** When they were last told of a loop. */
  readonly pausedAt?: number;
}

/** A loop that was found: how, when, and in which words. */
export interface Pause {
  readonly kind: LoopKind;
  readonly since: number;
  readonly sketch: readonly string[];
}

export const NO_RECORD: UseRecord = { at: 0, closed: [], trail: [] };

/** For how long a record is kept: as long as anything in it can count. */
export const RECORD_KEPT_MS = 25 * 60 * 60_000;

/** The record as a text for others; words are in it only as keyed hashes. */
export function recordText(record: UseRecord): string {
  const trail = record.trail.map(({ at, length, sketch }) => [at, length, sketch.join(".")]);
  return JSON.stringify({ v: 1, ...record, trail });
}

/** The record that others wrote down; undefined when it is none. */
export function parseRecord(text: string): UseRecord | undefined {
  try {
    const { v, at, last, closed, trail, pause, pausedAt } = JSON.parse(text);
    if (v !== 1 || typeof at !== "number" || !Array.isArray(closed) || !Array.isArray(trail)) return undefined;
    return {
      ...{ at, closed },
      trail: trail.map(([heardAt, length, sketch]: [number, number, string]) => ({
        at: Number(heardAt),
        length: Number(length),
        sketch: sketch === "" ? [] : String(sketch).split("."),
      })),
      ...(last && { last }),
      ...(pause && { pause }),
      ...(typeof pausedAt === "number" && { pausedAt }),
    };
  } catch {
    return undefined;
  }
}
