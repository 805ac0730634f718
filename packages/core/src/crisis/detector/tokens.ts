import { HOMOGLYPHS, LEET } from "../../kernel/index.ts";
import { CONTRACTIONS, EMOJI, nearest, SHORTHAND, unstarred } from "./spelling.ts";

/** The end of a sentence among the words. */
export const SENTENCE_END = "|";
/** Any number. */
const NUMBER = "#";

/** Help lines and doses aside, a number is a number. */
const KEPT_NUMBERS = new Set(["911", "988"]);

/** Longer than any word; what is longer is noise. */
const LONGEST_WORD = 40;
const LONGEST_JOINED = 30;

/**
 * A text as plain words, whoever wrote it: lower case without accents and apostrophes, look-alike letters and digits read as
 * the letters they stand for, shorthand and contractions written out, stretched and spaced-out words drawn together, slips
 * of the keyboard mended where the word matters. Linear in the length of the text.
 * @param isKnown whether a word is one that people write on purpose; such words are left as they are.
 */
export function tokens(text: string, isKnown: (word: string) => boolean): readonly string[] {
  const words: string[] = [];
  for (const raw of drawnTogether(rawTokens(plain(text)), isKnown)) {
    if (raw === SENTENCE_END) {
      if (words.at(-1) !== SENTENCE_END && words.length > 0) words.push(SENTENCE_END);
    } else if (raw === "?" || raw === "!") {
      words.push(raw);
    } else if (raw === "kms" && words.at(-1) === NUMBER) {
      words.push("kilometers");
    } else {
      read(raw, isKnown, words);
    }
  }
  return words;
}

// biome-ignore lint/suspicious/noControlCharactersInRegex: all of ASCII is meant.
const ASCII = /^[\x00-\x7f]*$/;

function plain(text: string): string {
  if (ASCII.test(text)) return text.toLowerCase();
  return text
    .replace(/[\u{2190}-\u{2bff}\u{1f000}-\u{1faff}]/gu, (symbol) => EMOJI.get(symbol) ?? " ")
    .normalize("NFKD")
    .replace(/[\p{M}\p{Cf}\u{115f}\u{3164}]/gu, "")
    .toLowerCase()
    .replace(/[^\x20-\x7f\n]/g, (letter) => HOMOGLYPHS.get(letter) ?? (/\p{L}/u.test(letter) ? letter : SEPARATOR));
}

const SEPARATOR = " ";

function rawTokens(text: string): readonly string[] {
  const raw: string[] = [];
  let word = "";
  let owner = "";
  for (let at = 0; at <= text.length; at++) {
    const code = text.charCodeAt(at);
    if (isWordCode(code) || (code === STAR && word)) {
      if (word.length < LONGEST_WORD) word += text[at];
      continue;
    }
    if (isApostrophe(code)) {
      owner = word;
      continue;
    }
    if (word) raw.push(owner ? ownerOr(word, owner) : word);
    const isLetter = word.length === 1;
    word = "";
    owner = "";
    if (code === DOT && isLetter && isLetterAt(text, at + 1)) continue;
    if (code === 63) raw.push("?");
    if (code === 33) raw.push("!");
    if (code === 63 || code === 33 || code === DOT || code === 59 || code === 10) raw.push(SENTENCE_END);
  }
  return raw;
}

const STAR = 42;

const DOT = 46;

/** Whether a word of one letter stands there: the dots in "k.i.l.l" end no sentence. */
function isLetterAt(text: string, at: number): boolean {
  return isWordCode(text.charCodeAt(at)) && !isWordCode(text.charCodeAt(at + 1));
}

function isApostrophe(code: number): boolean {
  return code === 39 || code === 96 || code === 0x2018 || code === 0x2019 || code === 0xb4;
}

/** "my mom's" is of the mom; "he's" is not of the he. */
function ownerOr(word: string, owner: string): string {
  if (word === owner) return word;
  const ending = word.slice(owner.length);
  if (ending === "s" && !CONTRACTIONS.has(word)) return owner;
  // "od'd" and "sh'd" are done, and "odd" is something else.
  if (ending === "d" && SHORTHAND.has(owner)) return owner;
  return word;
}

function isWordCode(code: number): boolean {
  if (code < 128) return (code >= 97 && code <= 122) || (code >= 48 && code <= 57) || code === 36 || code === 64;
  return /\p{L}/u.test(String.fromCharCode(code));
}

function read(raw: string, isKnown: (word: string) => boolean, into: string[]): void {
  const shorthand = SHORTHAND.get(raw) ?? CONTRACTIONS.get(raw);
  if (shorthand) {
    into.push(...shorthand);
    return;
  }
  if (/^\d/.test(raw) && /^\d+(?:st|nd|rd|th|am|pm|k|x|s|mg|ml|g|h|hrs?)?$/.test(raw)) {
    into.push(KEPT_NUMBERS.has(raw) ? raw : NUMBER);
    if (raw.endsWith("mg")) into.push("mg");
    return;
  }
  const word = spelled(raw, isKnown);
  const again = SHORTHAND.get(word) ?? CONTRACTIONS.get(word);
  if (again) into.push(...again);
  else into.push(word);
}

function spelled(raw: string, isKnown: (word: string) => boolean): string {
  if (isKnown(raw)) return raw;
  let word = raw.includes("*") ? (unstarred(raw) ?? raw.replace(/\*+/g, "")) : raw;
  if (word !== raw && isKnown(word)) return word;
  if (/[0-9@$]/.test(word) && /[a-z]/.test(word)) {
    const letters = word.replace(/[0134570@$]/g, (character) => LEET[character] ?? character);
    if (/^[a-z]+$/.test(letters)) word = letters;
    if (isKnown(word)) return word;
  }
  if (STRETCHED.test(word)) {
    const doubled = word.replace(/(.)\1{2,}/g, "$1$1");
    if (isKnown(doubled)) return doubled;
    word = word.replace(/(.)\1{2,}/g, "$1");
    if (isKnown(word)) return word;
  }
  const single = word.replace(/(.)\1/g, "$1");
  if (single !== word && isKnown(single)) return single;
  return nearest(word) ?? word;
}

/** "k i l l" and "un alive" as one word, and "dontwanttolive" as several. */
function drawnTogether(words: readonly string[], isKnown: (word: string) => boolean): readonly string[] {
  const drawn: string[] = [];
  for (let at = 0; at < words.length; at++) {
    const word = words[at] ?? "";
    if (word.length === 1 && /[a-z]/.test(word)) {
      let end = at;
      while (end < words.length && end - at < LONGEST_JOINED && /^[a-z]$/.test(words[end] ?? "")) end++;
      const joined = words.slice(at, end).join("");
      if (end - at >= 3) {
        drawn.push(...(isKnown(joined) ? [joined] : (split(joined, isKnown) ?? [nearest(joined) ?? joined])));
        at = end - 1;
        continue;
      }
    }
    if (word.length >= 5 && !isKnown(word) && !SHORTHAND.has(word)) {
      const parts = STRETCHED.test(word) ? splitStretched(word, isKnown) : split(word, isKnown);
      if (parts) {
        drawn.push(...parts);
        continue;
      }
    }
    drawn.push(word);
  }
  return drawn;
}

const STRETCHED = /(.)\1\1/;

/** "killlll" is one word, whatever "ll" may stand for; "dontwanttoliveee" is several. */
function splitStretched(word: string, isKnown: (word: string) => boolean): readonly string[] | undefined {
  const single = word.replace(/(.)\1{2,}/g, "$1");
  const isOne = isKnown(single) || isKnown(word.replace(/(.)\1{2,}/g, "$1$1"));
  return isOne ? undefined : split(single, isKnown);
}

const LONGEST_PART = 12;

/** The fewest known words that a run of letters can be read as; undefined when it cannot. */
function split(letters: string, isKnown: (word: string) => boolean): readonly string[] | undefined {
  const text = letters.slice(0, LONGEST_WORD);
  const best: (readonly string[] | undefined)[] = [[]];
  for (let end = 1; end <= text.length; end++) {
    for (let start = Math.max(0, end - LONGEST_PART); start < end; start++) {
      const before = best[start];
      const part = text.slice(start, end);
      if (!before || (part.length === 1 && part !== "i" && part !== "a") || !(isKnown(part) || CONTRACTIONS.has(part)))
        continue;
      const current = best[end];
      if (!current || before.length + 1 < current.length) best[end] = [...before, part];
    }
  }
  const found = best[text.length];
  return found && found.length > 1 && found.length <= text.length / 2.5 ? found : undefined;
}
