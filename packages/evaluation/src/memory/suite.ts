import { type Instant, instant, instantPlus, type TextId, textId } from "@jules/core/kernel";
import { type Chance, chanceOf } from "./chance.ts";
import { REMARKS, REPLIES, SMALL_TALK, THINGS } from "./lives.ts";

/** What a text tells, as whoever wrote the suite knows it. */
export interface Told {
  readonly topic: string;
  readonly value: string;
  /** As they text it. */
  readonly body: string;
  /** In the member's own voice, as an extractor that hears everything would write it down. */
  readonly fact: string;
  readonly day?: string | undefined;
}

export interface SuiteText {
  readonly id: TextId;
  readonly at: Instant;
  readonly speaker: "member" | "jules";
  readonly body: string;
  readonly tells?: Told | undefined;
  /** What it wants forgotten: as FORGET and a topic. */
  readonly forgets?: string | undefined;
}

export type Kind = "recall" | "update" | "time" | "abstain" | "forget";

export const KINDS: readonly Kind[] = ["recall", "update", "time", "abstain", "forget"];

/** A question with its one answer; undefined where nothing may be known. */
export interface Question {
  readonly kind: Kind;
  readonly topic: string;
  readonly answer: string | undefined;
  /** Every value that was ever told of it, or could have been. */
  readonly values: readonly string[];
}

export interface Persona {
  readonly days: readonly (readonly SuiteText[])[];
  readonly questions: readonly Question[];
  readonly askedAt: Instant;
}

const BEGINS = instant("2026-01-05T14:00:00.000Z");
const MINUTE_MS = 60_000;
const DAY_MS = 24 * 60 * MINUTE_MS;
/** A day of texts, and then three without: forty days of them are nearly half a year. */
const DAYS_BETWEEN = 4;
const TEXTS_A_DAY = 6;
const OF_EACH: Readonly<Record<Kind, number>> = { recall: 7, update: 4, time: 3, abstain: 3, forget: 3 };

/** How the suite is made; the same numbers make the same suite. */
export interface SuiteSize {
  readonly personas: number;
  readonly days: number;
}

export const WHOLE: SuiteSize = { personas: 60, days: 40 };

export function createSuite({ personas, days }: SuiteSize): readonly Persona[] {
  return Array.from({ length: personas }, (_, index) => createPersona(index, days));
}

interface Fate {
  readonly kind: Kind;
  readonly topic: string;
  readonly words: string;
  readonly changed: string;
  readonly values: readonly string[];
  readonly forgotten: string;
  readonly isDated: boolean;
}

function createPersona(index: number, days: number): Persona {
  const chance = chanceOf(`persona ${index}`);
  const fates = fatesOf(chance, days);
  const said = new Map<number, readonly Told[]>();
  const forgotten = new Map<number, readonly string[]>();
  const say = (day: number, told: Told) => void said.set(day, [...(said.get(day) ?? []), told]);
  for (const fate of fates) {
    if (fate.kind === "abstain") continue;
    const [first = "", second = ""] = fate.values;
    const earliest = 1 + chance.below(Math.floor(days * 0.55));
    say(earliest, told(fate, fate.words, first));
    // Long enough ago to be far from the last texts.
    const later = earliest + 2 + chance.below(Math.floor(days * 0.3));
    if (fate.kind === "update" || (fate.kind === "time" && second)) say(later, told(fate, fate.changed, second));
    if (fate.kind === "forget") forgotten.set(later, [...(forgotten.get(later) ?? []), fate.forgotten]);
  }
  for (const { topic, words } of chance.shuffled(REMARKS)) {
    say(chance.below(days), { topic, value: topic, body: words, fact: sentence(words) });
  }
  const texts = Array.from({ length: days }, (_, day) =>
    dayOf(chance, index, day, said.get(day) ?? [], forgotten.get(day) ?? []),
  );
  return {
    days: texts,
    questions: fates.map((fate) => questionOf(fate)),
    askedAt: instantPlus(BEGINS, days * DAYS_BETWEEN * DAY_MS),
  };
}

/** What becomes of each thing in this life: some are told, some change, some are forgotten, some never come up. */
function fatesOf(chance: Chance, days: number): readonly Fate[] {
  const left: Record<Kind, number> = { ...OF_EACH };
  const taken = new Set<string>();
  return chance.shuffled(THINGS).flatMap((thing) => {
    const kind = kindFor(thing, left);
    if (!kind) return [];
    left[kind] -= 1;
    const values = thing.isDated
      ? [dayAfter(chance, days), ...(thing.changed ? [dayAfter(chance, days)] : [])]
      : chance.shuffled(thing.values.filter((value) => !taken.has(value))).slice(0, 2);
    for (const value of values) taken.add(value);
    const { topic, words, changed = words, forgotten = "", isDated = false } = thing;
    return [{ kind, topic, words, changed, values, forgotten: forgotten.replace("{}", values[0] ?? ""), isDated }];
  });
}

function kindFor(thing: (typeof THINGS)[number], left: Readonly<Record<Kind, number>>): Kind | undefined {
  if (thing.isDated) return left.time > 0 ? "time" : undefined;
  if (thing.forgotten && left.forget > 0) return "forget";
  if (thing.changed && left.update > 0) return "update";
  if (left.recall > 0) return "recall";
  return left.abstain > 0 ? "abstain" : undefined;
}

/** Beyond the last day of texts, so that it lies ahead whenever it is told. */
function dayAfter(chance: Chance, days: number): string {
  return instantPlus(BEGINS, (days * DAYS_BETWEEN + 5 + chance.below(300)) * DAY_MS).slice(0, 10);
}

function told({ topic, words, isDated }: Fate, said: string, value: string): Told {
  const day = isDated ? value : undefined;
  return { topic, value, body: said.replace("{}", value), fact: sentence(words.replace("{}", value)), day };
}

function sentence(words: string): string {
  return words.replace(/^i\b/, "I").replace(/^[a-z]/, (letter) => letter.toUpperCase());
}

function questionOf({ kind, topic, values }: Fate): Question {
  const answers: Readonly<Record<Kind, string | undefined>> = {
    recall: values[0],
    update: values[1],
    time: values.at(-1),
    abstain: undefined,
    forget: undefined,
  };
  return { kind, topic, answer: answers[kind], values };
}

function dayOf(
  chance: Chance,
  persona: number,
  day: number,
  tells: readonly Told[],
  forgets: readonly string[],
): readonly SuiteText[] {
  const texts: SuiteText[] = [];
  const begins = instantPlus(BEGINS, day * DAYS_BETWEEN * DAY_MS);
  const add = (text: Pick<SuiteText, "speaker" | "body"> & Partial<SuiteText>) =>
    texts.push({
      id: textId(`p${persona}d${day}t${texts.length}`),
      at: instantPlus(begins, texts.length * 2 * MINUTE_MS),
      ...text,
    });
  const exchange = (text: Pick<SuiteText, "body"> & Partial<SuiteText>) => {
    add({ speaker: "member", ...text });
    add({ speaker: "jules", body: chance.oneOf(REPLIES) });
  };
  for (let number = 0; number < TEXTS_A_DAY; number++) exchange({ body: chance.oneOf(SMALL_TALK) });
  for (const one of tells) exchange({ body: one.body, tells: one });
  for (const about of forgets) exchange({ body: `FORGET ${about}`, forgets: about });
  return texts;
}
