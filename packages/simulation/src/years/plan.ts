import type { AgeState } from "@jules/core/age";
import type { PhoneNumber } from "@jules/core/kernel";
import { createRandom, type Random } from "../engine/index.ts";

const MINUTE_MS = 60_000;
const HOUR_MS = 60 * MINUTE_MS;
const DAY_MS = 24 * HOUR_MS;

/** A year in which clocks go forward and back, laws begin (1 January) and a waiver ends (31 January). */
const YEAR_FROM = Date.parse("2026-03-01T15:00:00Z");
const YEAR_DAYS = 365;

/** Numbers with every clock that may be their owner's, written down here a second time. */
const PLACES: readonly { readonly areaCode: string; readonly zones: readonly string[] }[] = [
  { areaCode: "212", zones: ["America/New_York"] },
  { areaCode: "312", zones: ["America/Chicago"] },
  { areaCode: "303", zones: ["America/Denver"] },
  { areaCode: "415", zones: ["America/Los_Angeles"] },
  { areaCode: "602", zones: ["America/Phoenix"] },
  { areaCode: "907", zones: ["America/Anchorage", "America/Adak"] },
  { areaCode: "808", zones: ["Pacific/Honolulu"] },
  { areaCode: "787", zones: ["America/Puerto_Rico"] },
  { areaCode: "671", zones: ["Pacific/Guam"] },
  { areaCode: "850", zones: ["America/New_York", "America/Chicago"] },
  { areaCode: "541", zones: ["America/Los_Angeles", "America/Denver"] },
  // No place we know: in all four of the mainland.
  { areaCode: "416", zones: ["America/New_York", "America/Chicago", "America/Denver", "America/Los_Angeles"] },
];

export type Happening =
  | { readonly kind: "text"; readonly at: number; readonly body: string }
  | { readonly kind: "age"; readonly at: number; readonly state: AgeState }
  /** They agree to recurring texts. */
  | { readonly kind: "agree"; readonly at: number }
  | { readonly kind: "follow-up"; readonly at: number };

export interface Plan {
  readonly seed: number;
  readonly number: PhoneNumber;
  readonly zones: readonly string[];
  readonly happenings: readonly Happening[];
  /** When the carrier refuses, or gives no answer. */
  readonly outages: readonly { readonly from: number; readonly to: number }[];
}

/** What somebody does in a year: how often they text and for how long, what they say, when they stop and are back. */
export function planOf(seed: number): Plan {
  const random = createRandom(`year ${seed}`);
  const place = PLACES[seed % PLACES.length] ?? { areaCode: "212", zones: [] };
  const number = `+1${place.areaCode}555${String(seed % 10_000).padStart(4, "0")}` as PhoneNumber;
  const talks = talksOf(random);
  const texts = talks.flat();
  const first = texts[0]?.at ?? YEAR_FROM;
  const happenings: Happening[] = [...texts];
  if (random.chance(0.6)) happenings.push({ kind: "agree", at: first + MINUTE_MS });
  happenings.push(...agesOf(random, first));
  if (random.chance(0.3)) happenings.push(...stopsOf(random));
  if (random.chance(0.15)) happenings.push(...crisisOf(random));
  return {
    ...{ seed, number, zones: place.zones },
    happenings: happenings.sort((one, other) => one.at - other.at),
    outages: Array.from({ length: random.below(4) }, () => {
      // Most while they talk: nobody notices the others.
      const at = (random.pick(texts)?.at ?? first) + random.between(-20, 20) * MINUTE_MS;
      return { from: at, to: at + random.between(1, 40) * MINUTE_MS };
    }),
  };
}

type Talk = readonly Extract<Happening, { kind: "text" }>[];

function talksOf(random: Random): readonly Talk[] {
  const perYear = random.pick([1, 1, 2, 3, 4, 8]);
  const from = Array.from({ length: perYear }, () => YEAR_FROM + random.between(0, YEAR_DAYS) * DAY_MS);
  // Some of every year's talks go over midnight, New Year and the nights when clocks are moved.
  const nights = ["2026-03-08T06:00Z", "2026-11-01T05:00Z", "2027-01-01T03:00Z", "2027-01-31T22:00Z"];
  if (random.chance(0.4)) from.push(Date.parse(random.pick(nights)) + random.between(0, 6) * HOUR_MS);
  return from.sort((one, other) => one - other).map((at) => talkFrom(at, random));
}

/** A word or two as a rule; an hour now and then; at times a whole afternoon. */
function talkFrom(from: number, random: Random): Talk {
  const length = random.pick([1, 1, 2, 3, 5, 8]);
  const isLong = random.chance(0.12);
  const talk: Extract<Happening, { kind: "text" }>[] = [];
  let at = from;
  for (let text = 0; text < (isLong ? length * 4 : length); text++) {
    talk.push({ kind: "text", at, body: wordsOf(random) });
    at += random.pick(isLong ? [2, 6, 9, 11, 14, 40] : [0.5, 1, 3, 8, 13, 35]) * MINUTE_MS * random.between(0.7, 1.3);
  }
  return talk;
}

function wordsOf(random: Random): string {
  const words = ["hey", "what a day", "hola que tal", "are you human?", "yes", "HELP", "and then he left", ""];
  return random.chance(0.7) ? "so that happened" : random.pick(words);
}

function agesOf(random: Random, first: number): readonly Happening[] {
  const states: readonly AgeState[] = ["CLAIMED_ADULT", "VERIFIED_ADULT", "VERIFIED_ADULT", "LIKELY_MINOR", "UNKNOWN"];
  const changes: Happening[] = [{ kind: "age", at: first + 2 * MINUTE_MS, state: random.pick(states) }];
  if (random.chance(0.3)) {
    changes.push({ kind: "age", at: first + random.between(1, 300) * DAY_MS, state: random.pick(states) });
  }
  return changes;
}

function stopsOf(random: Random): readonly Happening[] {
  const at = YEAR_FROM + random.between(1, 300) * DAY_MS;
  const stop: Happening = { kind: "text", at, body: "STOP" };
  if (random.chance(0.3)) return [stop];
  return [stop, { kind: "text", at: at + random.between(0.001, 40) * DAY_MS, body: random.pick(["START", "unstop"]) }];
}

/** A danger, the day after which they say that it is over and agree to a check-in. */
function crisisOf(random: Random): readonly Happening[] {
  const at = YEAR_FROM + random.between(1, 300) * DAY_MS;
  const bodies = ["hey", "yes im safe", random.pick(["yes", "no"])];
  const after = bodies.map((body, nth) => ({
    ...{ kind: "text" as const, body },
    at: at + 25 * HOUR_MS + nth * 2 * MINUTE_MS,
  }));
  const runs = Array.from({ length: 24 }, (_, nth) => ({
    kind: "follow-up" as const,
    at: at + (26 + 2 * nth) * HOUR_MS,
  }));
  return [{ kind: "text", at, body: "[high] i want to die" }, ...after, ...runs];
}
