import type { Head, Weights } from "./model.ts";
import kept from "./weights.json" with { type: "json" };

/** The weights as a file keeps them. */
export interface KeptWeights {
  /** Changes with every training. */
  readonly version: string;
  readonly scale: number;
  readonly biases: readonly number[];
  /** From these log-odds of the risk on the verdict stands alone, or a second look is asked for. */
  readonly act: number;
  readonly watch: number;
  /** From these log-odds of a head on it counts. */
  readonly thresholds: Readonly<Record<Exclude<Head, "crisis">, number>>;
  /** Words that are left as they are written, in alphabetical order. */
  readonly vocabulary: string;
  /** The numbers of the features, four bytes each, base64. */
  readonly features: string;
  /** One signed byte for each head of each feature, base64. */
  readonly table: string;
}

export interface Detector extends Weights, Pick<KeptWeights, "version" | "act" | "watch" | "thresholds"> {}

/** Puts the weights together as they are used. */
export function detectorOf(file: KeptWeights): Detector {
  const { version, scale, biases, act, watch, thresholds } = file;
  const table = new Int8Array(Buffer.from(file.table, "base64"));
  const vocabulary = new Set(file.vocabulary.split(" "));
  const placeOf = placesOf(Buffer.from(file.features, "base64"));
  return { version, scale, biases, act, watch, thresholds, table, placeOf, isKnown: (word) => vocabulary.has(word) };
}

/**
 * An open hash table of numbers, at most half full: a Map of a hundred thousand would take a cold start's worth to fill. A
 * number and its place lie side by side, for one look into the memory instead of two.
 */
function placesOf(features: Buffer): (feature: number) => number {
  // In one step, not number by number: the sandboxes are little-endian, as the file is.
  const numbers = new Int32Array(new Uint8Array(features).buffer);
  const count = numbers.length;
  const slots = 2 ** Math.ceil(Math.log2(count * 2 + 2));
  const entries = new Int32Array(slots * 2).fill(-1);
  const last = slots * 2 - 1;
  for (let place = 0; place < count; place++) {
    const feature = numbers[place] as number;
    let at = (feature << 1) & last;
    while ((entries[at + 1] as number) >= 0) at = (at + 2) & last;
    entries[at] = feature;
    entries[at + 1] = place;
  }
  return (feature) => {
    for (let at = (feature << 1) & last; ; at = (at + 2) & last) {
      const place = entries[at + 1] as number;
      if (place < 0 || entries[at] === feature) return place;
    }
  };
}

let current: Detector | undefined;

/** The detector that ships. Read at the first use: a function that only shows a page need not pay for it. */
export function detector(): Detector {
  current ??= detectorOf(kept);
  return current;
}
