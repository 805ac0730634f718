import { PROMPT_CANARY, type PromptMode, prompt } from "../persona/index.ts";
import { foldedLetters, lettersOf, reversed, rotated, unmasked } from "./letters.ts";

/** So many letters of the canary in a row are no accident. */
const CANARY_LETTERS = 10;
const CANARY_STEP = 5;

/** Whether the canary is in a text, or a good part of it: as it stands, apart, backwards, rotated, or as first letters. */
export function hasCanary(folded: string): boolean {
  const seen = [folded, unmasked(folded)].map(lettersOf);
  const initials = [folded.match(/(?<![a-z])[a-z]/g), folded.match(/^[a-z]/gm)].map((letters) =>
    (letters ?? []).join(""),
  );
  const [plain = ""] = seen;
  return [...seen, ...initials, reversed(plain), rotated(plain), reversed(rotated(plain))].some((letters) =>
    canaryParts().some((part) => letters.includes(part)),
  );
}

let parts: readonly string[] | undefined;
function canaryParts(): readonly string[] {
  if (parts) return parts;
  const letters = lettersOf(unmasked(foldedLetters(PROMPT_CANARY)));
  const last = Math.max(0, letters.length - CANARY_LETTERS);
  parts = Array.from({ length: Math.floor(last / CANARY_STEP) + 1 }, (_, at) =>
    letters.slice(at * CANARY_STEP, at * CANARY_STEP + CANARY_LETTERS),
  );
  return parts;
}

/**
 * Compared are consonants alone: they stay when spaces, case, accents, punctuation and vowels are changed. Fewer than this
 * many in a row, some ten words, are what any two texts about the same have in common.
 */
const LONGEST_SHARED = 34;
/** Shorter ones count together: a prompt with a word changed here and there. */
const SHORTEST_COUNTED = 16;
const MOST_SHARED = 46;
/** Every run of the prompt that is longer than two of these has a whole one in it. */
const BLOCK = 8;

/** Whether a text has more in common with the prompt than chance has, on or backwards, word by word or letter by letter. */
export function repeatsPrompt(folded: string, mode: PromptMode): boolean {
  const [said, unmaskedSaid] = [consonantsOf(folded), consonantsOf(unmasked(folded))];
  return sourcesOf(mode).some((source) => isIn(said, source) || (said !== unmaskedSaid && isIn(unmaskedSaid, source)));
}

function consonantsOf(folded: string): string {
  return lettersOf(folded.replace(/[aeiou]+/g, ""));
}

interface Source {
  readonly consonants: string;
  /** Where blocks of it begin. */
  readonly blocks: ReadonlyMap<string, readonly number[]>;
}

const sources = new Map<string, readonly Source[]>();

/** The standing prompt, and what is said beside it in a crisis. */
function sourcesOf(mode: PromptMode): readonly Source[] {
  const { system, crisis } = prompt([], mode);
  return [system, crisis].flatMap((text) => {
    if (!text) return [];
    const known = sources.get(text);
    if (known) return known;
    const folded = foldedLetters(text);
    const made = [folded, reversed(folded), folded.split(/\s+/).reverse().join(" ")].map(sourceOf);
    sources.set(text, made);
    return made;
  });
}

function sourceOf(folded: string): Source {
  const consonants = consonantsOf(folded);
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
