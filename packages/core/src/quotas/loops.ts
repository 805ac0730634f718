/** One turn's texts, as far as a loop shows in them; none of their words. */
export interface Heard {
  /** In milliseconds since the epoch. */
  readonly at: number;
  /** Characters in all. */
  readonly length: number;
  /** Keyed hashes of the different words, sorted: the same words make the same sketch. */
  readonly sketch: readonly string[];
}

/** two texts again and again, or a pace and volume that no person keeps. */
export type LoopKind = "repetition" | "pace";

const MINUTE_MS = 60_000;
/** A machine that answers once an hour is one as well. */
const REMEMBERED_MS = 24 * 60 * MINUTE_MS;
/** So many turns of the past are looked at for words, and for their pace. */
const LOOKED_AT = 20;
const MOST_HEARD = 60;
const MOST_WORDS = 24;
/** How many of all different words two texts share that say the same with a name or a number changed. */
const ALIKE = 0.8;

/** What a person says again and again is short: ok, lol, hello? */
const FEW_WORDS = 4;
const RUN = { ofFewWords: 10, ofMany: 6 } as const;
/** Among the last twenty, where two texts take turns. */
const OFTEN = { ofFewWords: 16, ofMany: 10 } as const;

const PACE_MINUTES = 5;
const TURNS_A_MINUTE = 6;
/** Eighty words a minute for five minutes, typed on a phone: twice what people do. */
const TYPED_CHARACTERS = 2_000;
/** Twelve turns a minute leave no time to read what is answered. */
const BREATHLESS_TURNS = 60;

/**
 * The words of texts as a sketch. Numbers are one word: a ticket's number makes no other text of a machine's answer.
 * @param digest a keyed hash, of which the first characters are kept.
 */
export function sketchOf(bodies: readonly string[], digest: (word: string) => string): readonly string[] {
  const whole = bodies.join(" ").slice(0, 2_000);
  const words = whole
    .normalize("NFD")
    .toLowerCase()
    .replace(/\p{M}/gu, "")
    .replace(/\p{N}+/gu, "0")
    .split(/[^\p{L}0]+/u)
    .filter(Boolean);
  // An emoji by itself is a text too.
  const different = [...new Set(words.length > 0 ? words : [whole.trim()])];
  return different
    .map((word) => digest(word).slice(0, 5))
    .sort()
    .slice(0, MOST_WORDS);
}

/** Whether two sketches are of texts that say the same, but for a small edit. */
export function areAlike(one: readonly string[], other: readonly string[]): boolean {
  if (one.length === 0 || other.length === 0) return false;
  const words = new Set(one);
  const shared = other.filter((word) => words.has(word)).length;
  return shared / (one.length + other.length - shared) >= ALIKE;
}

/** What was heard with the newest at the end, and without what no rule looks at any more. */
export function heardSince(trail: readonly Heard[], newest: Heard): readonly Heard[] {
  const kept = [...trail, newest].filter(({ at }) => newest.at - at <= REMEMBERED_MS).slice(-MOST_HEARD);
  const sketchedFrom = kept.length - LOOKED_AT;
  return kept.map((heard, index) => (index < sketchedFrom ? { ...heard, sketch: [] } : heard));
}

/** What a loop shows in, if the turns heard so far are one. The last of them is the one to be answered. */
export function loopIn(trail: readonly Heard[]): LoopKind | undefined {
  const newest = trail.at(-1);
  if (!newest) return undefined;
  if (isRepetition(trail.slice(-LOOKED_AT), newest)) return "repetition";
  return isPace(trail, newest) ? "pace" : undefined;
}

function isRepetition(lately: readonly Heard[], newest: Heard): boolean {
  const alike = lately.map(({ sketch }) => areAlike(sketch, newest.sketch));
  const run = alike.length - 1 - alike.lastIndexOf(false);
  const often = alike.filter(Boolean).length;
  const size = newest.sketch.length < FEW_WORDS ? "ofFewWords" : "ofMany";
  return run >= RUN[size] || often >= OFTEN[size];
}

/**
 * Six turns in each of five minutes: two machines, or a lively person. A person types little in that time, or says
 * something else each time; nobody keeps up twice that pace.
 */
function isPace(trail: readonly Heard[], newest: Heard): boolean {
  const recent = trail.filter(({ at }) => newest.at - at < PACE_MINUTES * MINUTE_MS);
  if (recent.length >= BREATHLESS_TURNS) return true;
  const perMinute = Array.from({ length: PACE_MINUTES }, () => 0);
  for (const { at } of recent) {
    const minute = Math.floor((newest.at - at) / MINUTE_MS);
    perMinute[minute] = (perMinute[minute] ?? 0) + 1;
  }
  if (Math.min(...perMinute) < TURNS_A_MINUTE) return false;
  const typed = recent.reduce((sum, { length }) => sum + length, 0);
  return typed >= TYPED_CHARACTERS || saysLittle(recent);
}

/** Whether fewer than half of the last texts are different ones. */
function saysLittle(recent: readonly Heard[]): boolean {
  const sketched = recent.filter(({ sketch }) => sketch.length > 0);
  const different: Heard[] = [];
  for (const heard of sketched) {
    if (!different.some(({ sketch }) => areAlike(sketch, heard.sketch))) different.push(heard);
  }
  return different.length * 2 < sketched.length;
}

/** Whether the whole text says that a person is there, in the words that the pause named. */
export function saysGoOn(text: string): boolean {
  return /^[^\p{L}]*(?:go on|sigue|sigamos)[^\p{L}]*$/iu.test(text);
}
