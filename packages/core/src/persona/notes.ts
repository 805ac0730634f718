import { estimatedTokens, type Instant } from "../kernel/index.ts";
import { type Fact, type Memory, recalled } from "../memory/index.ts";
import { localTime, type TimeZone } from "../numbering/index.ts";
import type { Preferences } from "../preferences/index.ts";
import type { Profile } from "../profile/index.ts";
import { dateInWords, dayInWords, inWords } from "./days.ts";
import { asData } from "./fence.ts";

/** What is remembered takes so many tokens at most (facts: 756 buy 96 % of what all of them would). */
const MEMORY_TOKENS = 800;
/** Of them, what was talked about. */
const SUMMARY_TOKENS = 240;
const SUMMARY_STEP = 100;

const LONGEST = { name: 40, topic: 60, fact: 220, summary: 1_200 } as const;
const MOST_TOPICS = 12;

export interface MoreForNotes {
  /** Where they live by their area code; a guess, which what they say themselves overrules. */
  readonly guessedZone?: TimeZone | undefined;
}

/**
 * What the model is told of a member, as data between fences that nothing inside can close: their clock, how they want to be
 * spoken to in sentences of ours, and what they told. Undefined where nothing is known.
 * @param at when they are answered.
 */
export function notesOf(profile: Profile, at: Instant, { guessedZone }: MoreForNotes = {}): string | undefined {
  const { preferences, memory } = profile;
  const zone = preferences.timeZone ?? guessedZone;
  const lines = [
    ...(zone ? [clockLine(at, zone, preferences.timeZone === undefined)] : []),
    ...preferenceLines(preferences),
    ...memoryLines(memory, at, zone),
  ];
  return lines.length > 0 ? ["<notes>", ...lines, "</notes>"].join("\n") : undefined;
}

function clockLine(at: Instant, zone: TimeZone, isGuess: boolean): string {
  const place = zone.slice(zone.indexOf("/") + 1).replace("_", " ");
  return `now: ${inWords(localTime(at, zone))} (${place} time${isGuess ? ", guessed from the area code" : ""})`;
}

const TONES: Readonly<Record<NonNullable<Preferences["tone"]>, string>> = {
  gentle: "They like it gentle: soft words, no teasing.",
  direct: "They like it direct: say what you think, without cushions.",
  playful: "They like it playful: jokes are welcome, except when it is serious.",
  brief: "They like it brief: one sentence is usually enough.",
};

const LANGUAGES: Readonly<Record<NonNullable<Preferences["language"]>, string>> = {
  en: "Write in English.",
  es: "Write in Spanish.",
};

function preferenceLines({ name, tone, emoji, avoid, language }: Preferences): readonly string[] {
  const called = name && asData(name, LONGEST.name);
  const topics = avoid.slice(0, MOST_TOPICS).map((topic) => asData(topic, LONGEST.topic));
  const named = topics.filter(Boolean).map((topic) => `"${topic}"`);
  return [
    ...(called ? [`name: "${called}"`] : []),
    ...(language ? [`language: ${LANGUAGES[language]}`] : []),
    ...(tone ? [`tone: ${TONES[tone]}`] : []),
    ...(emoji === undefined ? [] : [`emoji: ${emoji ? "Welcome, one at most." : "None at all."}`]),
    ...(named.length > 0 ? [`topics to avoid: ${named.join(", ")}`] : []),
  ];
}

function memoryLines(memory: Memory, at: Instant, zone: TimeZone | undefined): readonly string[] {
  const today = localTime(at, zone ?? "UTC");
  const dated = (moment: Instant) => dateInWords(localTime(moment, zone ?? "UTC"), today);
  const line = ({ text, learnedAt, day, superseded }: Fact) => {
    const on = day && dayInWords(day, today);
    // The day first, and nothing around it: with many facts what stands around them would cost as much as they do.
    return `- ${dated(superseded?.at ?? learnedAt)}: ${asData(text, LONGEST.fact)}${on ? ` (day: ${on})` : ""}`;
  };
  const summary = summaryLine(memory, dated);
  const headings = [FACTS, PAST, ...(summary ? [summary] : [])];
  const left = MEMORY_TOKENS - tokensOfLines(headings);
  const { facts, past } = recalled(memory, left, at, (fact) => tokensOfFact(fact, at));
  return [
    ...(facts.length > 0 ? [FACTS, ...facts.map(line)] : []),
    ...(past.length > 0 ? [PAST, ...past.map(line)] : []),
    ...(summary ? [summary] : []),
  ];
}

/** What stands around the words of a fact, with the year where it is another, and with a day. */
const AROUND = "- Sep 26: \n";
const YEAR = ", 2025";
const DAY = " (day: Wednesday, Sep 23, in 30 days)";

/** Without rendering it: of a long memory most is not told. */
function tokensOfFact({ text, learnedAt, superseded, day }: Fact, at: Instant): number {
  const isOfAnotherYear = (superseded?.at ?? learnedAt).slice(0, 4) !== at.slice(0, 4);
  return (
    estimatedTokens(text.slice(0, LONGEST.fact)) +
    tokensOf(AROUND) +
    (isOfAnotherYear ? tokensOf(YEAR) : 0) +
    (day ? tokensOf(DAY) : 0)
  );
}

/** As a part of a text that is counted anyhow. */
function tokensOf(part: string): number {
  return estimatedTokens(part) - 1;
}

const FACTS = "facts they told, in their own words, by the day they told them:";
const PAST = "no longer so, since that day:";

/** The end of a long one is cut: what matters is said first. */
function summaryLine({ summary }: Memory, dated: (moment: Instant) => string): string | undefined {
  if (!summary) return undefined;
  const heading = `talked about until ${dated(summary.until)}:`;
  for (let longest: number = LONGEST.summary; longest > 0; longest -= SUMMARY_STEP) {
    const text = asData(summary.text, longest);
    if (!text) return undefined;
    const line = `${heading} ${text}`;
    if (tokensOfLines([line]) <= SUMMARY_TOKENS) return line;
  }
  return undefined;
}

/** Each with the line break behind it. */
function tokensOfLines(lines: readonly string[]): number {
  return lines.reduce((tokens, line) => tokens + estimatedTokens(`${line}\n`), 0);
}
