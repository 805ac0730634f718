import { eachRule, RULE_NAMES } from "./grammar.ts";
import { CONCEPTS, type Concept, conceptOf, isFiller, isFrame, phraseLength } from "./lexicon.ts";
import { SENTENCE_END } from "./tokens.ts";

/** A longer text is looked at through windows of so many words, so that a danger buried in small talk is not diluted. */
const WINDOW = 30;
const STEP = WINDOW / 2;
/** From so many words on, each sentence is looked at by itself as well. */
const SENTENCES_FROM = 9;
const SHORTEST_SENTENCE = 3;

/** How many roles apart two of them may stand and still belong together. */
const REACH = 9;
/** How far a "not" reaches, in words. */
const NEGATION_REACH = 4;
const LONGEST_RUN = 5;
const LETTERS = 5;

/** A rule says more than any one word: it is counted so often. */
const RULE_COPIES = 3;
const MOST_SPOKEN = 4;

/** What kind of feature a hash stands for. */
const Kind = {
  Word: 1,
  WordPair: 2,
  WordTriple: 3,
  BareRun: 4,
  RoleRun: 5,
  RolePair: 6,
  Clause: 7,
  Letters: 8,
  Around: 9,
  AroundAct: 10,
  Length: 11,
  First: 12,
  Rule: 13,
  RuleKind: 14,
  Spoken: 15,
} as const;

const indexOf = (concept: Concept): number => CONCEPTS.indexOf(concept);
const group = (...concepts: readonly Concept[]): Uint8Array => {
  const members = new Uint8Array(CONCEPTS.length);
  for (const concept of concepts) members[indexOf(concept)] = 1;
  return members;
};

// biome-ignore format: one list a line.
const WHO = group("SELF", "YOU", "OTHER", "NOBODY", "EVERYONE", "GROUP", "PARENT", "PARTNER", "CHILD", "SIBLING", "FRIEND", "AUTHORITY", "PET", "CREATURE", "TECH");
// biome-ignore format: one list a line.
const ACT = group("DIE", "KILL", "ATTACK", "SUICIDE", "ENDING", "LIVE", "WAKE", "SLEEP", "JUMP", "HANG", "SHOOT", "STAB", "CUT", "SELFHARM", "BURN", "HURT", "HIT", "CHOKE", "RAPE", "TOUCH", "THREATEN", "INGEST", "BLEED", "OVERDOSE", "EATING", "DROWN", "POISON", "BOMB", "GOODBYE", "GIVING", "AFFAIRS", "GONE", "HIDE", "CONTROL", "STALK", "FORCE", "SCARED");
const MANNER = group("WANT", "INTEND", "THINK", "TRY", "ASK", "REALLY", "MAYBE", "PAST");
// biome-ignore format: one list a line.
const MEANS = group("GUN", "PILLS", "ALCOHOL", "BLADE", "ROPE", "GAS", "CAR", "HEIGHT", "TRACKS", "WATER", "ROAD", "PUBLIC", "HOUSE", "SHELTERED", "BODY", "MARKS");
const TIME = group("NOW", "DAY", "SOON", "AGAIN", "LATELY");
// biome-ignore format: one list a line.
const AWAY = group("LAUGH", "MEDIA", "NEWS", "GAME", "TRIVIAL", "FOOD", "CREATURE", "PET", "TECH", "STUDY", "CAREWORK", "HARMLESS", "SPORT", "MEDICAL", "MOURNING", "RECOVERED", "ENDABLE", "IDIOM");
const NOT = indexOf("NOT");
const LAUGH = indexOf("LAUGH");
const PAST = indexOf("PAST");

const has = (members: Uint8Array, role: number): boolean => role >= 0 && members[role] === 1;

const chain = (hash: number, next: number): number => (Math.imul(hash ^ next, 0x01000193) + 0x7f4a7c15) | 0;

function hashOf(word: string): number {
  let hash = 0x811c9dc5;
  for (let at = 0; at < word.length; at++) hash = Math.imul(hash ^ word.charCodeAt(at), 0x01000193);
  return hash | 0;
}

/** The number of a feature, the same in every text. */
function featureOf(kind: number, hash: number): number {
  let mixed = (hash + Math.imul(kind, 0x9e3779b1)) | 0;
  mixed = Math.imul(mixed ^ (mixed >>> 16), 0x85ebca6b);
  mixed = Math.imul(mixed ^ (mixed >>> 13), 0xc2b2ae35);
  return mixed ^ (mixed >>> 16);
}

const GAP = hashOf("*gap*");

interface Entry {
  readonly word: string;
  readonly hash: number;
  /** The word's role; -1 without one. */
  readonly role: number;
  /** What stands for it among roles: the role, the frame word itself, or a gap. */
  readonly slot: number;
  readonly filler: boolean;
  readonly sentence: number;
  readonly at: number;
  negated: boolean;
}

/** One window of a text, as the numbers of its features; each once. */
export type Segment = Int32Array;

/** What a text shows. */
export interface Seen {
  /** At least one, also of an empty text. */
  readonly segments: readonly Segment[];
  /** The rules that it follows, by their place in `RULE_NAMES`; each once. */
  readonly rules: readonly number[];
}

/**
 * Everything that is counted of a text, by the first word that it stands on. One for all texts, one after the other:
 * making it anew for each would cost more than filling it.
 */
class Features {
  #features = new Int32Array(4_096);
  #ends = new Int32Array(4_096);
  /** The feature added before it at the same word, and -1 behind the last. */
  #next = new Int32Array(4_096);
  #count = 0;
  #first = new Int32Array(256);

  begin(words: number): void {
    this.#count = 0;
    while (this.#first.length < words) this.#first = twice(this.#first);
    this.#first.fill(-1, 0, words);
  }

  add(kind: number, hash: number, from: number, to: number): void {
    if (this.#count === this.#features.length) this.#grow();
    const at = this.#count++;
    this.#features[at] = featureOf(kind, hash);
    this.#ends[at] = to;
    this.#next[at] = this.#first[from] as number;
    this.#first[from] = at;
  }

  /** Takes what stands on the words from `from` to before `to`. */
  takeWithin(from: number, to: number): void {
    for (let word = from; word < to; word++) {
      for (let at = this.#first[word] as number; at >= 0; at = this.#next[at] as number) {
        if ((this.#ends[at] as number) < to) take(this.#features[at] as number);
      }
    }
  }

  #grow(): void {
    this.#features = twice(this.#features);
    this.#ends = twice(this.#ends);
    this.#next = twice(this.#next);
  }
}

const features = new Features();

function twice(values: Int32Array<ArrayBuffer>): Int32Array<ArrayBuffer> {
  const larger = new Int32Array(values.length * 2);
  larger.set(values);
  return larger;
}

/** The features of the window at hand, to find what is there already: slots that count while their epoch is now. */
const SLOTS = 1 << 14;
const slotFeature = new Int32Array(SLOTS);
const slotEpoch = new Int32Array(SLOTS);
let epoch = 0;

/** What the detector looks at in a text. Linear in its length. */
export function see(words: readonly string[], isKnown: (word: string) => boolean): Seen {
  const segments: Segment[] = [];
  const rules = eachSegment(words, isKnown, (features, count) => segments.push(features.slice(0, count)));
  return { segments, rules };
}

/**
 * Calls back for each window of a text with its features, and how many they are; they stand there until the next call.
 * @returns the rules that the text follows.
 */
export function eachSegment(
  words: readonly string[],
  isKnown: (word: string) => boolean,
  found: (features: Int32Array, count: number) => void,
): readonly number[] {
  const entries = entriesOf(words);
  const bare = entries.filter((entry) => !entry.filler);
  const named = entries.filter((entry) => entry.role >= 0);
  features.begin(entries.length);
  addWords(entries, isKnown);
  addRuns(bare);
  addRolePairs(named);
  addClauses(entries);
  const text: Text = { entries, matches: matchesOf(entries.length, bare), about: aboutOf(named, words) };
  for (const [from, to] of windowsOf(entries)) {
    takeSegment(text, from, Math.min(to, entries.length));
    found(room, used);
  }
  return [...new Set(text.matches.flatMap((some) => some?.map(({ rule }) => rule) ?? []))];
}

interface Text {
  readonly entries: readonly Entry[];
  /** The rules that begin at each word. */
  readonly matches: Matches;
  /** What the whole text is about, for each of its windows. */
  readonly about: readonly number[];
}

function entriesOf(words: readonly string[]): Entry[] {
  const entries: Entry[] = [];
  let sentence = 0;
  for (let at = 0; at < words.length; ) {
    const first = words[at] ?? "";
    if (first === SENTENCE_END) {
      sentence++;
      at++;
      continue;
    }
    const length = phraseLength(words, at);
    const word = length === 1 ? first : words.slice(at, at + length).join("_");
    at += length;
    const role = conceptOf(word) ?? -1;
    const hash = hashOf(word);
    const slot = role >= 0 ? 0x51ed270b + role : isFrame(word) ? hash : GAP;
    const filler = role < 0 && isFiller(word);
    entries.push({ word, hash, role, slot, filler, sentence, at: entries.length, negated: false });
  }
  for (const { role, at, sentence: where } of entries) {
    if (role !== NOT) continue;
    for (const entry of entries.slice(at + 1, at + 1 + NEGATION_REACH)) {
      if (entry.sentence !== where) break;
      entry.negated = !entry.negated;
    }
  }
  return entries;
}

/** The parts of a text that are judged each by itself: sentences, and windows that overlap. */
function windowsOf(entries: readonly Entry[]): readonly (readonly [number, number])[] {
  const { length } = entries;
  const windows: [number, number][] = [];
  if (length >= SENTENCES_FROM) {
    for (let from = 0; from < length; ) {
      let to = from + 1;
      while (to < length && to - from < WINDOW && entries[to]?.sentence === entries[from]?.sentence) to++;
      if (to - from < length && wordsIn(entries, from, to) >= SHORTEST_SENTENCE) windows.push([from, to]);
      from = to;
    }
  }
  if (length <= WINDOW) return [...windows, [0, length]];
  for (let from = 0; from < length - STEP; from += STEP) windows.push([from, from + WINDOW]);
  return windows;
}

/** Words that count as one are as many as they are: "me quiero matar" is a sentence. */
function wordsIn(entries: readonly Entry[], from: number, to: number): number {
  let words = 0;
  for (let at = from; at < to; at++) words += (entries[at] as Entry).word.split("_").length;
  return words;
}

interface Match {
  readonly rule: number;
  readonly negated: boolean;
  readonly to: number;
}

type Matches = readonly (readonly Match[] | undefined)[];

function matchesOf(words: number, bare: readonly Entry[]): Matches {
  const matches: (Match[] | undefined)[] = new Array(words);
  eachRule(bare, (rule, negated, from, to) => {
    const { at } = bare[from] as Entry;
    const match = { rule, negated, to: (bare[to] as Entry).at };
    const before = matches[at];
    if (before) before.push(match);
    else matches[at] = [match];
  });
  return matches;
}

let room = new Int32Array(1_024);
let used = 0;

function take(feature: number): void {
  let slot = feature & (SLOTS - 1);
  while (slotEpoch[slot] === epoch) {
    if (slotFeature[slot] === feature) return;
    slot = (slot + 1) & (SLOTS - 1);
  }
  slotEpoch[slot] = epoch;
  slotFeature[slot] = feature;
  if (used === room.length) room = twice(room);
  room[used++] = feature;
}

function takeSegment(text: Text, from: number, to: number): void {
  epoch++;
  used = 0;
  features.takeWithin(from, to);
  takeRules(text, from, to);
  for (const subject of text.about) {
    take(featureOf(Kind.Around, subject));
    for (let at = from; at < to; at++) {
      const { role } = text.entries[at] as Entry;
      if (has(ACT, role)) take(featureOf(Kind.AroundAct, chain(subject, role)));
    }
  }
  take(featureOf(Kind.Length, Math.min(6, Math.floor(Math.log2(to - from + 1)))));
}

const KIND_OF_RULE = RULE_NAMES.map((name) => hashOf(name.split(".")[0] ?? ""));
const TAKES_AWAY = RULE_NAMES.map((name) => name.startsWith("away."));

/** The rules that a window follows: by themselves, and with what may take them back in it. */
function takeRules({ entries, matches }: Text, from: number, to: number): void {
  let around = 0;
  for (let at = from; at < to; at++) {
    const { role } = entries[at] as Entry;
    if (role === LAUGH) around |= 1;
    else if (has(AWAY, role)) around |= 2;
    else if (role === PAST) around |= 4;
  }
  let spoken = 0;
  for (let at = from; at < to; at++) {
    for (const { rule, negated, to: last } of matches[at] ?? []) {
      if (last >= to) continue;
      if (!TAKES_AWAY[rule]) spoken++;
      const turned = around + (negated ? 8 : 0);
      const kind = KIND_OF_RULE[rule] as number;
      for (let copy = 1; copy <= RULE_COPIES; copy++) take(featureOf(Kind.Rule, chain(rule, copy * 1_000)));
      for (let copy = 0; copy < 2; copy++) take(featureOf(Kind.Rule, chain(rule, turned + copy * 100)));
      take(featureOf(Kind.RuleKind, chain(kind, turned)));
      take(featureOf(Kind.RuleKind, kind));
    }
  }
  for (let copy = 0; copy <= RULE_COPIES; copy++) {
    take(featureOf(Kind.Spoken, chain(Math.min(spoken, MOST_SPOKEN), copy)));
  }
}

function addWords(entries: readonly Entry[], isKnown: (word: string) => boolean): void {
  entries.forEach((entry, at) => {
    const { word, hash } = entry;
    features.add(Kind.Word, hash, at, at);
    if (entries[at - 1]?.sentence !== entry.sentence) features.add(Kind.First, hash, at, at);
    const next = entries[at + 1];
    if (next) {
      const pair = chain(hash, next.hash);
      features.add(Kind.WordPair, pair, at, at + 1);
      const third = entries[at + 2];
      if (third) features.add(Kind.WordTriple, chain(pair, third.hash), at, at + 2);
    }
    if (word.length >= LETTERS || !isKnown(word)) addLetters(word, at);
  });
}

function addLetters(word: string, at: number): void {
  const bounded = `<${word}>`;
  for (let start = 0; start + LETTERS <= bounded.length; start++) {
    let hash = 0x811c9dc5;
    for (let letter = start; letter < start + LETTERS; letter++) {
      hash = Math.imul(hash ^ bounded.charCodeAt(letter), 0x01000193);
    }
    features.add(Kind.Letters, hash, at, at);
  }
}

/** Runs of words without fillers, and the same runs as roles with gaps. */
function addRuns(bare: readonly Entry[]): void {
  bare.forEach((first, start) => {
    let words = first.hash;
    let roles = first.slot;
    let hasRole = first.role >= 0;
    for (let length = 2; length <= LONGEST_RUN; length++) {
      const next = bare[start + length - 1];
      if (!next) break;
      words = chain(words, next.hash);
      roles = chain(roles, next.slot);
      hasRole ||= next.role >= 0;
      if (length < LONGEST_RUN) features.add(Kind.BareRun, words, first.at, next.at);
      if (hasRole) features.add(Kind.RoleRun, roles, first.at, next.at);
    }
  });
}

function addRolePairs(named: readonly Entry[]): void {
  named.forEach((one, start) => {
    for (let next = start + 1; next < named.length && next <= start + REACH; next++) {
      const other = named[next] as Entry;
      const pair = chain(one.role + 7, other.role + 7);
      const turned = (one.negated ? 2 : 0) + (other.negated ? 1 : 0);
      features.add(Kind.RolePair, chain(pair, turned), one.at, other.at);
      if (one.sentence === other.sentence) features.add(Kind.RolePair, chain(pair, turned + 4), one.at, other.at);
    }
  });
}

const JOINTS: ReadonlySet<string> = new Set("but and because so then pero porque when if cuando si".split(" "));

/** Who does what to whom, with what, where and when: one clause after the other. */
function addClauses(entries: readonly Entry[]): void {
  for (let from = 0; from < entries.length; ) {
    let to = from + 1;
    while (
      to < entries.length &&
      to - from < WINDOW &&
      entries[to]?.sentence === entries[from]?.sentence &&
      !JOINTS.has(entries[to]?.word ?? "")
    ) {
      to++;
    }
    addClause(entries.slice(from, to));
    from = to;
  }
}

function addClause(clause: readonly Entry[]): void {
  const first = (roles: Uint8Array) => clause.find(({ role }) => has(roles, role))?.role ?? -1;
  const subject = first(WHO) + 50;
  const manner = first(MANNER);
  const means = first(MEANS);
  const time = first(TIME);
  clause.forEach(({ role, negated, at }, place) => {
    if (!has(ACT, role)) return;
    const object = clause.slice(place + 1).find((entry) => has(WHO, entry.role))?.role ?? -1;
    const act = chain(role, negated ? 1 : 0);
    const agent = chain(act, subject);
    const whole = chain(agent, object + 50);
    for (const slots of [
      whole,
      chain(whole, manner + 200),
      chain(agent, manner + 300),
      chain(agent, means + 400),
      chain(agent, time + 500),
      chain(chain(act, means + 600), time + 700),
    ]) {
      features.add(Kind.Clause, slots, at, at);
    }
  });
  const [start] = clause;
  if (means < 0 || !start) return;
  const place = chain(means + 800, subject);
  features.add(Kind.Clause, chain(place, time + 900), start.at, start.at);
  features.add(Kind.Clause, chain(place, manner + 1_000), start.at, start.at);
}

const A_QUESTION = 1_001;

function aboutOf(named: readonly Entry[], words: readonly string[]): readonly number[] {
  const about = new Set(named.filter(({ role }) => has(AWAY, role)).map(({ role }) => role));
  if (words.includes("?")) about.add(A_QUESTION);
  return [...about];
}
