import { HEADS, type Head, risk } from "@jules/core/crisis/detector";
import type { Example } from "./corpus.ts";
import { familyOf, type Lesson, learn, logOddsOf } from "./learning.ts";

const FOLDS = 5;

/** A text with what a model said of it that had not seen its family. */
export interface Unseen {
  readonly example: Example;
  readonly logOdds: Float64Array;
  readonly risk: number;
}

/**
 * What models say of texts that they were not trained on: the families are dealt into five parts, and each part is judged by
 * a model of the other four. The sentences from patterns are always trained on, and never judged.
 */
export function crossValidate(examples: readonly Example[], lessons: readonly Lesson[]): readonly Unseen[] {
  const foldOf = (example: Example, index: number) =>
    example.source === "sentences" ? FOLDS : spread(familyOf(example, index)) % FOLDS;
  const folds = examples.map(foldOf);
  return Array.from({ length: FOLDS }, (_, fold) => {
    const learned = learn(lessons.filter((lesson, index) => folds[index] !== fold && lesson.wanted[0] !== -1));
    return examples.flatMap((example, index) => {
      if (folds[index] !== fold) return [];
      const logOdds = logOddsOf(learned, lessons[index] as Lesson);
      return [{ example, logOdds, risk: risk(logOdds) }];
    });
  }).flat();
}

function spread(text: string): number {
  let hash = 0x811c9dc5;
  for (const character of text) hash = Math.imul(hash ^ character.charCodeAt(0), 0x01000193);
  hash = Math.imul(hash ^ (hash >>> 15), 0x2c1b3c6d);
  return (hash ^ (hash >>> 12)) >>> 0;
}

export interface OperatingPoints {
  readonly act: number;
  readonly watch: number;
  readonly thresholds: Readonly<Record<Exclude<Head, "crisis">, number>>;
}

/** Of real messages without a crisis, what the verdict may be wrong about, and what a second look may be asked for. */
const ACT_FALSE_ALARMS = 0.003;
const WATCH_FALSE_ALARMS = 0.029;
/** Of all other texts without a crisis. */
const ACT_FALSE_ALARMS_ELSEWHERE = 0.05;

export const isMessage = ({ source }: Example): boolean => source === "sms-ham" || source === "nus-sms";

/** Judged texts of others that are no real messages and no random comments. */
export const isElsewhere = (example: Example): boolean =>
  example.signals === undefined && !isMessage(example) && example.source !== "goemotions";

/** The points at which the detector acts, watches and names, from what was said of unseen texts of other people. */
export function operatingPoints(unseen: readonly Unseen[]): OperatingPoints {
  const harmless = unseen.filter(({ example }) => example.crisis === false);
  const messages = harmless.filter(({ example }) => isMessage(example)).map((one) => one.risk);
  const elsewhere = harmless.filter(({ example }) => isElsewhere(example)).map((one) => one.risk);
  const act = Math.max(exceededBy(messages, ACT_FALSE_ALARMS), exceededBy(elsewhere, ACT_FALSE_ALARMS_ELSEWHERE));
  const acted = unseen.filter((one) => one.risk >= act);
  const judged = (one: Unseen) => one.example.signals === undefined;
  const wants = (head: Head) => (one: Unseen) => {
    const { categories, tier, signals } = one.example;
    if (head === "high") return tier === "high" || tier === "imminent";
    if (head === "imminent") return tier === "imminent";
    if (head === "someone-else") return signals?.has("other") ?? false;
    return categories.includes(head as never) || (signals?.has(head) ?? false);
  };
  const best = (head: Exclude<Head, "crisis">, among: readonly Unseen[], recallCounts = 1) => {
    const steps = Array.from({ length: 81 }, (_, step) => (step - 40) / 10);
    const at = HEADS.indexOf(head);
    const wanted = unseen.filter((one) => one.example.crisis && among.includes(one) && wants(head)(one)).length;
    const value = (threshold: number) => {
      const named = among.filter((one) => (one.logOdds[at] as number) >= threshold);
      const right = named.filter((one) => one.example.crisis && wants(head)(one)).length;
      return ((1 + recallCounts) * right) / (recallCounts * wanted + named.length);
    };
    return steps.reduce((one, other) => (value(other) > value(one) ? other : one));
  };
  const others = acted.filter(judged);
  const own = acted.filter((one) => !judged(one));
  return {
    act,
    watch: exceededBy(messages, WATCH_FALSE_ALARMS),
    thresholds: {
      ...{ suicide: best("suicide", others), "self-harm": best("self-harm", others) },
      ...{ violence: best("violence", others), abuse: best("abuse", others) },
      // Help that is too strong costs less than help that is too weak.
      ...{ high: best("high", acted, 3), imminent: best("imminent", acted, 2) },
      ...{ overdose: best("overdose", own), "eating-disorder": best("eating-disorder", own) },
      "someone-else": best("someone-else", own),
    },
  };
}

/** Half way between the last value that belongs to the given share of the highest, and the first that does not. */
function exceededBy(values: readonly number[], share: number): number {
  const descending = values.toSorted((one, other) => other - one);
  const most = Math.floor(share * descending.length);
  return ((descending[most - 1] ?? 0) + (descending[most] ?? 0)) / 2;
}
