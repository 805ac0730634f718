import { estimatedTokens, type Instant, plainWords, type TextId } from "../kernel/index.ts";
import { LONGEST_FACT, type Unfit, unfitness } from "./fitness.ts";
import type { Day, Fact, FactId, Memory } from "./memory.ts";
import { daysAhead, isCurrent, newestFirst } from "./recalling.ts";
import { digestOf } from "./words.ts";

/** What somebody made of some texts. Nothing of it is believed before it was looked at. */
export interface Extraction {
  readonly facts: readonly ExtractedFact[];
  /** The whole summary anew, with what these texts add to it. */
  readonly summary?: string | undefined;
}

export interface ExtractedFact {
  readonly topic: string;
  readonly text: string;
  readonly source: TextId;
  readonly day?: string | undefined;
  readonly isAskedFor?: true | undefined;
}

export interface Applying {
  /** The texts that were read, by when they were said; a fact from any other is made up. */
  readonly sources: ReadonlyMap<TextId, Instant>;
  /** They were read up to here. */
  readonly readUntil?: Instant | undefined;
  /** The crisis check. */
  readonly isHarmless: (text: string) => boolean;
}

/** What became of an extraction, in counts. */
export interface Applied {
  readonly memory: Memory;
  readonly kept: number;
  readonly superseded: number;
  /** They were known already. */
  readonly repeated: number;
  readonly unfit: readonly Unfit[];
}

const MOST_FACTS = 150;
const MOST_SUPERSEDED = 50;
const LONGEST_TOPIC = 48;
const SUMMARY_TOKENS = 200;
/** A sentence of the summary tells more than a fact. */
const LONGEST_SENTENCE = 2 * LONGEST_FACT;
/** Nobody plans further ahead, and nobody was born earlier. */
const FURTHEST_DAYS = 20 * 366;
const OLDEST_DAYS = -110 * 366;

/**
 * The memory with what an extraction adds: what is fit to be kept, once; in the place of what was said of the same before,
 * which stays as what was. Applied again it does nothing more.
 */
export function applied(memory: Memory, { facts, summary }: Extraction, applying: Applying): Applied {
  const unfit: Unfit[] = [];
  const counts = { kept: 0, superseded: 0, repeated: 0 };
  let known = memory.facts;
  for (const extracted of facts) {
    const fact = factOf(extracted, applying);
    if (typeof fact === "string") {
      unfit.push(fact);
      continue;
    }
    const added = withFact(known, fact);
    known = added.facts;
    counts[added.outcome] += 1;
    if (added.outcome === "superseded") counts.kept += 1;
  }
  const { readUntil = memory.readUntil } = applying;
  const kept = summary === undefined ? undefined : fitSummary(summary, applying.isHarmless);
  return {
    memory: {
      ...memory,
      facts: capped(known, readUntil),
      summary: kept && readUntil ? { text: kept, until: readUntil } : memory.summary,
      readUntil,
    },
    ...counts,
    unfit,
  };
}

/** Whether a fact is to be kept; why not, if not. */
export function isFit(fact: Pick<ExtractedFact, "text" | "topic">, isHarmless: (text: string) => boolean): boolean {
  return reasonAgainst(fact, isHarmless) === undefined;
}

function reasonAgainst({ text, topic }: Pick<ExtractedFact, "text" | "topic">, isHarmless: Applying["isHarmless"]) {
  return (
    unfitness(text, isHarmless) ?? (topicOf(topic) === "" ? "empty" : unfitness(topic.replaceAll("/", " "), TOPIC))
  );
}

/** A topic is a few plain words: what danger there is in them the crisis check has heard in the fact. */
const TOPIC = () => true;

function factOf(
  { text: said, topic, source, day, isAskedFor }: ExtractedFact,
  { sources, isHarmless }: Applying,
): Fact | Unfit {
  const learnedAt = sources.get(source);
  if (!learnedAt) return "unknown-source";
  const text = said.replace(/ +/g, " ").trim();
  const unfit = reasonAgainst({ text, topic }, isHarmless);
  if (unfit) return unfit;
  const id = digestOf(`${source} ${plainWords(text)}`) as FactId;
  return {
    ...{ id, topic: topicOf(topic), text, learnedAt, source },
    ...(day !== undefined && isDay(day, learnedAt) && { day }),
    ...(isAskedFor && { isAskedFor }),
  };
}

/** Lower case words with slashes between what is within what: `sister/name`. */
export function topicOf(topic: string): string {
  return topic
    .split("/")
    .map((part) => plainWords(part).replaceAll(" ", "-"))
    .filter(Boolean)
    .join("/")
    .slice(0, LONGEST_TOPIC);
}

function isDay(day: string, at: Instant): day is Day {
  if (!/^\d{4}-\d{2}-\d{2}$/.test(day)) return false;
  const midnight = new Date(`${day}T00:00:00Z`);
  if (Number.isNaN(midnight.getTime()) || midnight.toISOString().slice(0, 10) !== day) return false;
  const ahead = daysAhead(day as Day, at);
  return ahead >= OLDEST_DAYS && ahead <= FURTHEST_DAYS;
}

type Outcome = "kept" | "superseded" | "repeated";

function withFact(known: readonly Fact[], fact: Fact): { readonly facts: readonly Fact[]; readonly outcome: Outcome } {
  if (known.some(({ id }) => id === fact.id)) return { facts: known, outcome: "repeated" };
  const words = plainWords(fact.text);
  const same = known.find((other) => isCurrent(other) && plainWords(other.text) === words && other.day === fact.day);
  if (same)
    return { facts: known.map((other) => (other === same ? repeated(other, fact) : other)), outcome: "repeated" };
  const rival = known.find((other) => isCurrent(other) && other.topic === fact.topic && excludes(other, fact));
  if (!rival) return { facts: [...known, fact], outcome: "kept" };
  // What was said earlier and read later is what was.
  const isLate = rival.learnedAt > fact.learnedAt;
  const [older, newer] = isLate ? [fact, rival] : [rival, fact];
  const past: Fact = { ...older, superseded: { at: newer.learnedAt, by: newer.id } };
  // What they asked for is still asked for in its new form.
  const current: Fact = older.isAskedFor ? { ...newer, isAskedFor: true } : newer;
  return { facts: [...known.filter((other) => other !== rival), past, current], outcome: "superseded" };
}

/** Said again, it stays what it was; asked for, it is asked for. */
function repeated(known: Fact, fact: Fact): Fact {
  return fact.isAskedFor && !known.isAskedFor ? { ...known, isAskedFor: true } : known;
}

/** A day that was over when the next one was told of did happen: a new appointment does not undo the last. */
function excludes({ day }: Fact, { learnedAt }: Fact): boolean {
  return day === undefined || daysAhead(day, learnedAt) >= 0;
}

/** Within the bounds: what is no longer so goes first, then days that are long over, then what is oldest. */
function capped(facts: readonly Fact[], at: Instant | undefined): readonly Fact[] {
  const past = facts
    .filter((fact) => !isCurrent(fact))
    .sort(newestFirst)
    .slice(0, MOST_SUPERSEDED);
  const current = facts.filter(isCurrent);
  const worth = (fact: Fact) => (fact.isAskedFor ? 2 : fact.day && at && daysAhead(fact.day, at) < -30 ? 0 : 1);
  const best = current
    .toSorted((one, other) => worth(other) - worth(one) || newestFirst(one, other))
    .slice(0, MOST_FACTS);
  const kept = new Set<Fact>([...best, ...past.slice(0, MOST_FACTS - best.length)]);
  // In the order in which they came.
  return facts.filter((fact) => kept.has(fact));
}

/** The sentences of a summary that are fit to be kept, up to its length. */
function fitSummary(summary: string, isHarmless: Applying["isHarmless"]): string {
  let text = "";
  for (const sentence of summary
    .replace(/\s+/g, " ")
    .trim()
    .split(/(?<=[.!?]) /)) {
    const longer = text ? `${text} ${sentence}` : sentence;
    if (estimatedTokens(longer) > SUMMARY_TOKENS) break;
    if (unfitness(sentence, isHarmless, LONGEST_SENTENCE) === undefined) text = longer;
  }
  return text;
}
