import { fileURLToPath } from "node:url";
import { assess } from "@jules/core/crisis/assessing";
import { readCorpus } from "@jules/crisis-training/corpus";
import { createRandom } from "@jules/simulation/engine";
import { type Estimate, median, medianRatio, quantile } from "./statistics.ts";

const OWN_TEXTS = ["corpus", "evaluation"].map((folder) =>
  fileURLToPath(new URL(`../../crisis-training/${folder}`, import.meta.url)),
);

/** Two segments of a text message. */
const LONGEST = 320;
const SAMPLE = 1_000;

const LONG = 10_240;
const PARTS = 10;

/** What is repeated to make a text that is hard to read. */
const ADVERSARIAL = {
  "one word": "a",
  "words that nobody knows": "qzxv bkjw ",
  "words run together": "dontwanttolive",
  "letters apart": "k i l l m e ",
  "stretched words": "killllllll ",
  "starred words": "k*ll m*self ",
  leetspeak: "k1ll mys3lf ",
  "look-alike letters": "k\u0456ll mys\u0435lf ",
  "heaps of marks": "d\u0337\u0321i\u0334e\u0335 ",
  "zero-width characters": "\u200b\u200d",
  emoji: "\u{1f602}\u{1f52a}",
  commas: ", ",
  "short sentences": "i want die. ",
  questions: "?!",
  nots: "not ",
  "rules over and over": "i want to kill myself with the gun and pills he hits me ",
} as const;

interface LongText {
  readonly name: string;
  /** Milliseconds for 10 kB. */
  readonly tookMs: number;
  /** The time of the whole text over that of a tenth of it. */
  readonly overTenth: Estimate;
}

export interface DetectorTimes {
  /** Microseconds of the text in the middle, and of the one that 99 of 100 are faster than. */
  readonly p50Us: number;
  readonly p99Us: number;
  readonly long: readonly LongText[];
}

/** Texts of ours that fit two segments: the same ones each time. */
export function sampleTexts(): readonly string[] {
  const random = createRandom("detector");
  const texts = OWN_TEXTS.flatMap(readCorpus).map(({ text }) => text);
  const short = texts.filter(({ length }) => length <= LONGEST);
  return Array.from({ length: SAMPLE }, () => random.pick(short));
}

/** Texts of 10 kB by their names: ordinary talk, and what is hard to read. */
export function longTexts(): ReadonlyMap<string, string> {
  const ordinary = sampleTexts().join(". ").slice(0, LONG);
  const repeated = Object.entries(ADVERSARIAL).map(
    ([name, part]) => [name, part.repeat(Math.ceil(LONG / part.length)).slice(0, LONG)] as const,
  );
  return new Map([["ordinary talk", ordinary], ...repeated]);
}

/** How long the check takes: of each text the median of all rounds, so that what disturbs one of them does not count. */
export function timeDetector(rounds: number): DetectorTimes {
  const texts = sampleTexts();
  const times: number[][] = texts.map(() => []);
  // The first rounds are for the compiler.
  for (let round = -5; round < rounds; round++) {
    texts.forEach((text, at) => {
      const tookUs = microseconds(() => assess(text));
      if (round >= 0) times[at]?.push(tookUs);
    });
  }
  const each = times.map(median);
  const long = [...longTexts()].map(([name, text]) => timeLong(name, text, rounds));
  return { p50Us: quantile(each, 0.5), p99Us: quantile(each, 0.99), long };
}

function timeLong(name: string, text: string, rounds: number): LongText {
  const tenths = Array.from({ length: PARTS }, (_, at) => text.slice((at * LONG) / PARTS, ((at + 1) * LONG) / PARTS));
  const whole: number[] = [];
  const tenth: number[] = [];
  for (let round = -2; round < rounds; round++) {
    const wholeUs = microseconds(() => assess(text));
    const tenthUs = microseconds(() => tenths.forEach(assess)) / PARTS;
    if (round < 0) continue;
    whole.push(wholeUs);
    tenth.push(tenthUs);
  }
  return { name, tookMs: median(whole) / 1_000, overTenth: medianRatio(whole, tenth) };
}

function microseconds(work: () => unknown): number {
  const start = performance.now();
  work();
  return (performance.now() - start) * 1_000;
}
