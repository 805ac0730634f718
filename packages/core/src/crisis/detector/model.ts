import { eachSegment } from "./features.ts";
import { tokens } from "./tokens.ts";

/** What the model judges, each by itself. */
export const HEADS = [
  "crisis",
  "suicide",
  "self-harm",
  "violence",
  "abuse",
  "high",
  "imminent",
  "overdose",
  "eating-disorder",
  "someone-else",
] as const;

export type Head = (typeof HEADS)[number];

/** How sharply the gravest window of a long text decides. */
export const SHARPNESS = 2;

/** What one feature of a window counts: the more there are, the less each of them says. */
export function shareOf(features: number): number {
  return 1 / Math.sqrt(Math.max(12, features) / 40);
}

/** The model as it is used. */
export interface Weights {
  /** Where a feature stands in the table; -1 for one that nothing was learned of. */
  readonly placeOf: (feature: number) => number;
  /** One signed byte for each head of each feature. */
  readonly table: Int8Array;
  /** What a step of the byte is worth. */
  readonly scale: number;
  readonly biases: readonly number[];
  readonly isKnown: (word: string) => boolean;
}

export interface Judgement {
  /** The log-odds of each head, in the order of `HEADS`. */
  readonly logOdds: Float64Array;
  /** The rules of the grammar that the text follows, by their place in `RULE_NAMES`. */
  readonly rules: readonly number[];
  /** The text as plain words. */
  readonly words: readonly string[];
}

/** What each head says of a text. */
export function judge({ placeOf, table, scale, biases, isKnown }: Weights, text: string): Judgement {
  const words = tokens(text, isKnown);
  const heads = HEADS.length;
  const sums: Float64Array[] = [];
  const rules = eachSegment(words, isKnown, (features, count) => {
    const sum = new Float64Array(heads);
    let known = 0;
    for (let next = 0; next < count; next++) {
      const place = placeOf(features[next] as number);
      if (place < 0) continue;
      known++;
      const at = place * heads;
      for (let head = 0; head < heads; head++) sum[head] = (sum[head] as number) + (table[at + head] as number);
    }
    const share = shareOf(known) * scale;
    for (let head = 0; head < heads; head++) sum[head] = (sum[head] as number) * share;
    sums.push(sum);
  });
  const logOdds = Float64Array.from(biases, (bias, head) => bias + pooled(sums.map((sum) => sum[head] as number)));
  return { logOdds, rules, words };
}

/** Among more windows than this a grave one weighs no less. */
const MOST_AROUND = 6;

/**
 * A soft maximum: the value of the gravest window, a little less where it stands alone among a few. Never more: a thousand
 * windows of small talk are no graver than one.
 */
export function pooled(values: readonly number[]): number {
  const [only] = values;
  if (values.length === 1 && only !== undefined) return only;
  const greatest = values.reduce((one, other) => Math.max(one, other));
  let total = 0;
  for (const value of values) total += Math.exp(SHARPNESS * (value - greatest));
  const alone = Math.log(total / Math.min(values.length, MOST_AROUND)) / SHARPNESS;
  return greatest + Math.min(0, alone);
}

/** How much the gravest of the four dangers counts beside the judgement of the whole. */
const OF_THE_GRAVEST = 0.7;

/** The one number that decides, as log-odds. */
export function risk(logOdds: Float64Array): number {
  const [crisis = 0, suicide = 0, selfHarm = 0, violence = 0, abuse = 0] = logOdds;
  return (1 - OF_THE_GRAVEST) * crisis + OF_THE_GRAVEST * Math.max(suicide, selfHarm, violence, abuse);
}
