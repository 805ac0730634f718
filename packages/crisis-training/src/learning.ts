import {
  CONTRACTIONS,
  HEADS,
  type Head,
  lexiconWords,
  pooled,
  type Segment,
  SHARPNESS,
  SHORTHAND,
  see,
  shareOf,
  tokens,
} from "@jules/core/crisis/detector";
import type { Example } from "./corpus.ts";

/** Real messages and comments are no family: each was said by somebody else. */
const UNRELATED: ReadonlySet<string> = new Set([
  ...["sms-ham", "nus-sms", "goemotions", "cssrs-reddit", "oai-moderation", "hatecheck"],
]);

/** What a text must not be parted from when a part is held back. */
export function familyOf({ source, family }: Pick<Example, "source" | "family">, index: number): string {
  return `${source}/${UNRELATED.has(source) ? index : family}`;
}

/** A text as the model sees it, with what each head should say: 1, 0, or -1 where nobody knows. */
export interface Lesson {
  readonly segments: readonly Segment[];
  readonly wanted: Int8Array;
  readonly weight: number;
  /** Texts of one family put it in one way. */
  readonly family: string;
}

interface Schedule {
  readonly passes: number;
  readonly rate: number;
  readonly decay: number;
  readonly seed: number;
}

const SCHEDULE: Schedule = { passes: 10, rate: 0.01, decay: 2e-5, seed: 1 };

/** A word that so many texts use is spelled as it is on purpose. */
const COMMON = 3;

/** The words that are left as they are written. */
export function vocabularyOf(examples: readonly Example[]): ReadonlySet<string> {
  const counts = new Map<string, number>();
  for (const { text } of examples) {
    const words = new Set(
      text
        .toLowerCase()
        .normalize("NFKD")
        .replace(/\p{M}/gu, "")
        .replace(/['’]/g, "")
        .match(/[a-z]+/g),
    );
    for (const word of words) counts.set(word, (counts.get(word) ?? 0) + 1);
  }
  const common = [...counts].filter(([word, count]) => count >= COMMON && word.length > 1).map(([word]) => word);
  const written = [...CONTRACTIONS.values(), ...SHORTHAND.values()].flat();
  const known = new Set([...common, ...lexiconWords(), ...written]);
  for (const word of [...CONTRACTIONS.keys(), ...SHORTHAND.keys()]) known.delete(word);
  return known;
}

/**
 * How much a text counts. Real messages count most, since a false alarm in ten thousand is one too many; texts that were
 * written to be hard count least, since many of them cannot be told apart by their words.
 */
function weightOf({ source, signals, crisis }: Example): number {
  if (source === "sms-ham" || source === "nus-sms") return 5;
  if (source === "goemotions") return 3;
  if (source === "sentences") return 0.5;
  // Of other people's judged texts nobody said what signals they give.
  if (!signals) return 3;
  if (/plain-twins/.test(source)) return 1;
  if (/plain|prompts|long/.test(source)) return 0.4;
  return crisis ? 0.2 : 1;
}

export function lessonsOf(examples: readonly Example[], isKnown: (word: string) => boolean): readonly Lesson[] {
  return examples.map((example, index) => ({
    segments: see(tokens(example.text, isKnown), isKnown).segments,
    wanted: Int8Array.from(HEADS, (head) => wantedOf(example, head)),
    weight: weightOf(example),
    family: familyOf(example, index),
  }));
}

function wantedOf({ crisis, tier, categories, signals }: Example, head: Head): number {
  if (crisis === undefined) return -1;
  switch (head) {
    case "crisis":
      return Number(crisis);
    case "suicide":
    case "self-harm":
    case "violence":
    case "abuse":
      return Number(crisis && categories.includes(head));
    case "high":
      return Number(tier === "high" || tier === "imminent");
    case "imminent":
      return Number(tier === "imminent");
    case "overdose":
    case "eating-disorder":
      if (!crisis) return 0;
      return signals ? Number(signals.has(head)) : -1;
    case "someone-else":
      if (!crisis) return -1;
      return signals ? Number(signals.has("other")) : -1;
    default:
      return head satisfies never;
  }
}

/** A feature that fewer ways of putting it share says more of its author than of the danger. */
const FEWEST_FAMILIES = 7;

/** The features that enough families share, each with its place. */
function dictionaryOf(lessons: readonly Lesson[]): ReadonlyMap<number, number> {
  const families = new Map<number, string | Set<string>>();
  const dictionary = new Map<number, number>();
  for (const { segments, family } of lessons) {
    for (const segment of segments) {
      for (const feature of segment) {
        if (dictionary.has(feature)) continue;
        const before = families.get(feature);
        if (before === undefined) families.set(feature, family);
        else if (typeof before === "string") {
          if (before !== family) families.set(feature, new Set([before, family]));
        } else if (before.add(family).size >= FEWEST_FAMILIES) {
          dictionary.set(feature, dictionary.size);
          families.delete(feature);
        }
      }
    }
  }
  return dictionary;
}

/** What was learned: the weights of each head for each feature, by its place in the dictionary. */
export interface Learned {
  readonly dictionary: ReadonlyMap<number, number>;
  readonly table: Float32Array;
  readonly biases: Float64Array;
}

/** The order of the lessons is chance: the mean of so many orders depends less on it than each of them. */
const ORDERS = 4;

/**
 * Learns the weights by stochastic gradient descent with AdaGrad's step sizes, in several orders; the same lessons give the
 * same bytes.
 */
export function learn(lessons: readonly Lesson[]): Learned {
  const dictionary = dictionaryOf(lessons);
  const placed = lessons.map(({ segments }) => segments.map((segment) => placesIn(dictionary, segment)));
  const table = new Float32Array(dictionary.size * HEADS.length);
  const biases = new Float64Array(HEADS.length);
  for (let order = 1; order <= ORDERS; order++) {
    const one = learnInOrder(lessons, placed, dictionary.size, { ...SCHEDULE, seed: order });
    for (let at = 0; at < table.length; at++) table[at] = (table[at] as number) + (one.table[at] as number) / ORDERS;
    for (let at = 0; at < biases.length; at++)
      biases[at] = (biases[at] as number) + (one.biases[at] as number) / ORDERS;
  }
  return { dictionary, table, biases };
}

function learnInOrder(
  lessons: readonly Lesson[],
  placed: readonly (readonly Int32Array[])[],
  size: number,
  { passes, rate, decay, seed }: Schedule,
): Omit<Learned, "dictionary"> {
  const heads = HEADS.length;
  const table = new Float32Array(size * heads);
  const squares = new Float32Array(table.length).fill(1e-2);
  const biases = new Float64Array(heads).fill(-2);
  const random = randomFrom(seed);
  const order = lessons.map((_, index) => index);
  const gradients: Float64Array[] = [];
  for (let pass = 0; pass < passes; pass++) {
    shuffle(order, random);
    for (const index of order) {
      const { wanted, weight } = lessons[index] as Lesson;
      const segments = placed[index] as readonly Int32Array[];
      const sums = segments.map((segment) => sumOf(table, segment));
      while (gradients.length < segments.length) gradients.push(new Float64Array(heads));
      for (let head = 0; head < heads; head++) {
        const want = wanted[head] as number;
        const values = sums.map((sum) => sum[head] as number);
        const guess = want < 0 ? 0 : 1 / (1 + Math.exp(-((biases[head] as number) + pooled(values))));
        const error = want < 0 ? 0 : weight * (guess - want);
        biases[head] = (biases[head] as number) - rate * 0.1 * error;
        const greatest = Math.max(...values);
        const shares = values.map((value) => Math.exp(SHARPNESS * (value - greatest)));
        const total = shares.reduce((sum, share) => sum + share, 0);
        shares.forEach((share, at) => {
          (gradients[at] as Float64Array)[head] = (error * share) / total;
        });
      }
      for (const [at, segment] of segments.entries()) {
        step(table, squares, segment, gradients[at] as Float64Array, rate, decay);
      }
    }
  }
  return { table, biases };
}

function placesIn(dictionary: ReadonlyMap<number, number>, segment: Segment): Int32Array {
  return Int32Array.from([...segment].flatMap((feature) => dictionary.get(feature) ?? []));
}

/** The log-odds of each head for a text. */
export function logOddsOf({ dictionary, table, biases }: Learned, { segments }: Lesson): Float64Array {
  const sums = segments.map((segment) => sumOf(table, placesIn(dictionary, segment)));
  return Float64Array.from(biases, (bias, head) => bias + pooled(sums.map((sum) => sum[head] as number)));
}

function sumOf(table: Float32Array, segment: Int32Array): Float64Array {
  const heads = HEADS.length;
  const sum = new Float64Array(heads);
  for (const place of segment) {
    const at = place * heads;
    for (let head = 0; head < heads; head++) sum[head] = (sum[head] as number) + (table[at + head] as number);
  }
  const share = shareOf(segment.length);
  return sum.map((value) => value * share);
}

function step(
  table: Float32Array,
  squares: Float32Array,
  segment: Int32Array,
  gradient: Float64Array,
  rate: number,
  decay: number,
): void {
  const heads = HEADS.length;
  const share = shareOf(segment.length);
  for (let head = 0; head < heads; head++) {
    const slope = gradient[head] as number;
    if (slope > -1e-5 && slope < 1e-5) continue;
    for (const place of segment) {
      const at = place * heads + head;
      const weight = table[at] as number;
      const downhill = slope * share + decay * weight;
      const square = (squares[at] as number) + downhill * downhill;
      squares[at] = square;
      table[at] = weight - (rate * downhill) / Math.sqrt(square);
    }
  }
}

export function randomFrom(seed: number): () => number {
  let state = seed >>> 0;
  return () => {
    state = (state + 0x6d2b79f5) | 0;
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state);
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 4_294_967_296;
  };
}

export function shuffle<Value>(values: Value[], random: () => number): void {
  for (let at = values.length - 1; at > 0; at--) {
    const other = Math.floor(random() * (at + 1));
    [values[at], values[other]] = [values[other] as Value, values[at] as Value];
  }
}
