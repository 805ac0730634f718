import { EXAMPLES, PROMPT_CANARY, type PromptMode, prompt } from "../persona/index.ts";
import { foldedLetters, lettersOf, reversed, rotated, unmasked } from "./letters.ts";

/** So many letters of the canary in a row are no accident; of a shorter one all of them. */
const CANARY_LETTERS = 10;
const CANARY_STEP = 5;
/** Of its words, two together are none either, wherever they stand. */
const SHORTEST_WORD = 4;
const MOST_WORDS = 1;

/** Whether the canary is in a text, or a good part of it: as it stands, apart, backwards, rotated, or as first letters. */
export function hasCanary(folded: string): boolean {
  const plain = lettersOf(folded);
  const digitsAsLetters = lettersOf(unmasked(folded));
  const initials = [folded.match(/(?<![a-z])[a-z]/g), folded.match(/^[a-z]/gm)].map((found) =>
    lettersOf((found ?? []).join("")),
  );
  const seen = [plain, digitsAsLetters, ...initials, reversed(plain), rotated(plain), reversed(rotated(plain))];
  const { parts, words } = canary();
  if (seen.some((letters) => parts.some((part) => letters.includes(part)))) return true;
  return words.filter((word) => folded.includes(word)).length > MOST_WORDS;
}

interface Canary {
  readonly parts: readonly string[];
  readonly words: readonly string[];
}

let known: Canary | undefined;
function canary(): Canary {
  const folded = foldedLetters(PROMPT_CANARY);
  const spellings = new Set([lettersOf(folded), lettersOf(unmasked(folded))]);
  known ??= {
    parts: [...spellings].flatMap(partsOf),
    words: folded.split(/[^a-z0-9]+/).filter((word) => word.length >= SHORTEST_WORD),
  };
  return known;
}

function partsOf(letters: string): readonly string[] {
  const last = Math.max(0, letters.length - CANARY_LETTERS);
  return Array.from({ length: Math.floor(last / CANARY_STEP) + 1 }, (_, at) =>
    letters.slice(at * CANARY_STEP, at * CANARY_STEP + CANARY_LETTERS),
  );
}

/**
 * Compared are consonants alone: they stay when spaces, case, accents, punctuation and vowels are changed. Fewer than this
 * many in a row, some ten words, are what any two texts about the same have in common.
 */
const LONGEST_SHARED = 30;
/** Shorter ones count together: a prompt with a word changed here and there. */
const SHORTEST_COUNTED = 14;
const MOST_SHARED = 40;
/** Every run of the prompt that is longer than two of these has a whole one in it. */
const BLOCK = 8;

/** Whether a text has more in common with the prompt than chance has, on or backwards, word by word or letter by letter. */
export function repeatsPrompt(folded: string, mode: PromptMode): boolean {
  const figures = unmasked(folded);
  const views = [...viewsOf(folded), ...(figures === folded ? [] : viewsOf(figures))];
  return sourcesOf(mode).some((source) => views.some((said) => isIn(said, source)));
}

function viewsOf(folded: string): readonly string[] {
  const said = consonantsOf(folded);
  return [said, reversed(said), consonantsOf(folded.split(/\s+/).reverse().join(" "))];
}

/** One said twice is there once. In one go: the prompt is long, and it is read in a cold start. */
function consonantsOf(folded: string): string {
  let consonants = "";
  let last = 0;
  for (let at = 0; at < folded.length; at++) {
    const code = folded.charCodeAt(at);
    if (code === last || code < 97 || code > 122 || (VOWELS >> (code - 97)) & 1) continue;
    consonants += folded[at];
    last = code;
  }
  return consonants;
}

/** A bit for each of a, e, i, o and u. */
const VOWELS = 0b1_0000_0100_0001_0001_0001;

interface Source {
  readonly consonants: string;
  /** Where blocks of it begin. */
  readonly blocks: ReadonlyMap<string, readonly number[]>;
}

const sources = new Map<string, Source>();

/** The standing prompt, and what is said beside it in a crisis. */
function sourcesOf(mode: PromptMode): readonly Source[] {
  const { system, crisis } = prompt([], mode);
  return [system, crisis].flatMap((text) => {
    if (!text) return [];
    const source = sources.get(text) ?? sourceOf(consonantsOf(withoutExamples(text).toLowerCase()));
    sources.set(text, source);
    return source;
  });
}

/** They are to be spoken like: what an answer has in common with one is no leak. */
function withoutExamples(text: string): string {
  let rules = text;
  for (const { said, answer } of EXAMPLES) rules = rules.replace(`Them: ${said}\nYou: ${answer}`, "");
  return rules;
}

function sourceOf(consonants: string): Source {
  const blocks = new Map<string, number[]>();
  for (let at = 0; at + BLOCK <= consonants.length; at += BLOCK) {
    const block = consonants.slice(at, at + BLOCK);
    const places = blocks.get(block);
    // A block that comes again and again is of words that everybody uses.
    if (!places) blocks.set(block, [at]);
    else if (places.length < MOST_PLACES) places.push(at);
  }
  return { consonants, blocks };
}

const MOST_PLACES = 4;

function isIn(said: string, { consonants, blocks }: Source): boolean {
  let shared = 0;
  for (let at = 0; at + BLOCK <= said.length; ) {
    const run = longestRun(said, at, consonants, blocks.get(said.slice(at, at + BLOCK)) ?? []);
    if (run >= LONGEST_SHARED) return true;
    if (run < SHORTEST_COUNTED) {
      at += 1;
      continue;
    }
    shared += run;
    if (shared >= MOST_SHARED) return true;
    at += run;
  }
  return false;
}

/** How long what is shared around two equal blocks is. It is left off where a leak is certain, so that it stays linear. */
function longestRun(said: string, at: number, consonants: string, places: readonly number[]): number {
  let longest = 0;
  for (const place of places) {
    let before = 0;
    while (
      before < BLOCK &&
      at > before &&
      place > before &&
      said[at - before - 1] === consonants[place - before - 1]
    ) {
      before += 1;
    }
    let length = BLOCK;
    while (
      length < LONGEST_SHARED &&
      said[at + length] !== undefined &&
      said[at + length] === consonants[place + length]
    ) {
      length += 1;
    }
    longest = Math.max(longest, before + length);
  }
  return longest;
}
