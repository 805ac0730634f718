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

/** An open hash table of numbers, at most half full: a Map of a hundred thousand would take a cold start's worth to fill. */
function placesOf(features: Buffer): (feature: number) => number {
  const count = features.length / 4;
  const slots = 2 ** Math.ceil(Math.log2(count * 2 + 2));
  const keys = new Int32Array(slots);
  const places = new Int32Array(slots).fill(-1);
  for (let place = 0; place < count; place++) {
    const feature = features.readInt32LE(place * 4);
    let slot = feature & (slots - 1);
    while ((places[slot] as number) >= 0) slot = (slot + 1) & (slots - 1);
    keys[slot] = feature;
    places[slot] = place;
  }
  return (feature) => {
    for (let slot = feature & (slots - 1); ; slot = (slot + 1) & (slots - 1)) {
      const place = places[slot] as number;
      if (place < 0 || keys[slot] === feature) return place;
    }
  };
}

let current: Detector | undefined;

/** The detector that ships. Read at the first use: a function that only shows a page need not pay for it. */
export function detector(): Detector {
  current ??= detectorOf(kept);
  return current;
}
