import type { Measure } from "./limits.ts";
import type { Heard, LoopKind } from "./loops.ts";
import type { QuotaVerdict } from "./quotas.ts";

/** What is known of a member's use. Only a turn that holds their lease writes it. */
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
  /** What they used, by window. */
  readonly sums: Sums;
}

export type Amounts = Readonly<Record<Measure, number>>;
export type Sums = Readonly<Record<string, Amounts>>;

export const NOTHING: Amounts = { texts: 0, tokens: 0, cost: 0 };

export function combined(one: Amounts, other: Amounts, combine: (one: number, other: number) => number): Amounts {
  const of = (measure: Measure) => combine(one[measure], other[measure]);
  return { texts: of("texts"), tokens: of("tokens"), cost: of("cost") };
}

/** The sums with as much more in each of these windows; of others nothing is kept. */
export function withMore(sums: Sums, windows: readonly string[], more: Amounts): Sums {
  const add = (one: number, other: number) => one + other;
  return Object.fromEntries(windows.map((window) => [window, combined(sums[window] ?? NOTHING, more, add)]));
}

/** A loop that was found: how, when, and in which words. */
export interface Pause {
  readonly kind: LoopKind;
  readonly since: number;
  readonly sketch: readonly string[];
}

export const NO_RECORD: UseRecord = { at: 0, closed: [], trail: [], sums: {} };

/** For how long a record is kept: as long as anything in it can count. */
export const RECORD_KEPT_MS = 25 * 60 * 60_000;

/** The record as a text for others; words are in it only as keyed hashes. */
export function recordText(record: UseRecord): string {
  const trail = record.trail.map(({ at, length, sketch }) => [at, length, sketch.join(".")]);
  return JSON.stringify({ v: 2, ...record, trail });
}

/** The record that others wrote down; undefined when it is none. */
export function parseRecord(text: string): UseRecord | undefined {
  try {
    const { v, at, last, closed, trail, pause, pausedAt, sums } = JSON.parse(text);
    if (v !== 2 || typeof at !== "number" || !Array.isArray(closed) || !Array.isArray(trail)) return undefined;
    return {
      ...{ at, closed, sums: sumsIn(sums) },
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

/** Sums as others wrote them; what is no number counts nothing. */
function sumsIn(sums: object): Sums {
  const of = (amounts: Partial<Amounts>) =>
    combined({ ...NOTHING, ...amounts }, NOTHING, (amount) => Number(amount) || 0);
  return Object.fromEntries(Object.entries(sums).map(([window, amounts]) => [window, of(amounts)]));
}
