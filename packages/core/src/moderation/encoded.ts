import { latePattern } from "../kernel/index.ts";
import { readingOf } from "./natural.ts";

/**
 * Characters that nobody sees and that no text message needs: control characters, changes of direction, tags, private ones,
 * and selectors or joiners in a row, in which whole texts can be hidden.
 */
const UNSEEN = latePattern(
  String.raw`[\u0000-\u0008\u000B\u000C\u000E-\u001F\u007F-\u0084\u0086-\u009F\u202A-\u202E\u2066-\u2069\u206A-\u206F\uFFF9-\uFFFB\uE000-\uF8FF]|\uDB40[\uDC00-\uDFFF]|[\uDB80-\uDBFF][\uDC00-\uDFFF]|[\u200B-\u200F\u2060-\u2064\u00AD\u180E\uFEFF\u3164\uFE00-\uFE0F]{3}`,
);
/** The flags of England, Scotland and Wales are made of tags. */
const TAGGED_FLAGS = /\u{1F3F4}[\u{E0061}-\u{E007A}]{3,6}\u{E007F}/gu;
const INVISIBLE = /[\u200B\u200C\u200E\u200F\u2060-\u2064\u00AD\u180E\uFEFF\u3164]/g;
/** A model may put one into a text without meaning anything by it. */
const MOST_INVISIBLE = 3;

export function hasHiddenCharacters(body: string): boolean {
  if (/^[\n\r\t\x20-\x7E]*$/.test(body)) return false;
  const seen = body.includes("\u{1F3F4}") ? body.replace(TAGGED_FLAGS, "") : body;
  return UNSEEN.test(seen) || (seen.match(INVISIBLE) ?? []).length > MOST_INVISIBLE;
}

const NATO =
  "alfa|alpha|bravo|charlie|delta|echo|foxtrot|golf|hotel|india|juliett|juliet|kilo|lima|mike|november|oscar|papa|quebec|romeo|sierra|tango|uniform|victor|whiskey|xray|x-ray|yankee|zulu";

/** Codes that are known by how they look. */
const CODES = latePattern(
  [
    // Percent, entities, escapes of characters
    "(?:%[0-9a-fA-F]{2}){3}|(?:&#x?[0-9a-fA-F]{1,6};){2}|(?:\\\\(?:u\\{?|x)[0-9a-fA-F]{2,6}\\}?){2}",
    // Bytes as two hexadecimal digits each, or as bits
    "(?<![0-9a-zA-Z])(?:(?:0x)?[0-9a-fA-F]{2}[ ,:-]){7}|(?<![0-9])(?:[01]{7,8}[ ,]?){3}",
    "(?<![0-9a-zA-Z])(?=[0-9a-fA-F]{0,30}[a-fA-F])(?=[0-9a-fA-F]{0,30}[0-9])[0-9a-fA-F]{16}",
    // Morse
    "(?:[.\\u00B7\\u2022-]{1,5}[ /]{1,3}){6}",
    // Letters as emoji
    "(?:(?:\\uD83C[\\uDDE6-\\uDDFF])[ ]?){6}",
  ].join("|"),
);
const SPELLED = latePattern(`\\b(?:(?:${NATO})[ ,.-]{1,3}){4}(?:${NATO})\\b`);
const NATO_WORDS = NATO.split("|");

function isSpelled(folded: string): boolean {
  return NATO_WORDS.some((word) => folded.includes(word)) && SPELLED.test(folded);
}

/** A word of base64, a key or a token: long, with capitals or digits in the midst of it. */
const TOKEN = /[A-Za-z0-9+/_=-]{20,}/g;
const MIXED = /[a-z][A-Z]|[A-Za-z][0-9]|[0-9][A-Za-z]/g;
const MIXED_IN_TOKEN = 3;
/** Words with capitals or digits inside of them; "iPhone" and "COVID19" are, and are few. */
const MIXED_WORD = /\b[A-Za-z0-9+/]*(?:[a-z][A-Z]|[A-Z][a-z]+[A-Z]|[A-Za-z][0-9][A-Za-z])[A-Za-z0-9+/]*\b/g;
const MIXED_WORDS = 4;
const NUMBERS_IN_A_ROW = /(?<!\d)\d{1,3}(?:[ ,;/-]{1,2}\d{1,3}){7,}(?!\d)/g;

/**
 * Whether a text is, or has in it, one in a code: there is nothing that Jules has to say in one.
 * @param folded the same, in lower case, without accents and with look-alikes as letters.
 */
export function isEncoded(body: string, folded: string): boolean {
  if (readingOf(folded) !== "natural" || CODES.test(body) || isSpelled(folded)) return true;
  const tokens = body.match(TOKEN) ?? [];
  if (tokens.some((token) => (token.match(MIXED) ?? []).length >= MIXED_IN_TOKEN)) return true;
  if ((body.match(MIXED_WORD) ?? []).length >= MIXED_WORDS) return true;
  if ((folded.match(NUMBERS_IN_A_ROW) ?? []).some((row) => !isCounting(row.split(/\D+/).map(Number)))) return true;
  return isALanguageGame(folded);
}

/** One after the other, or back: by ones, by tens, once or again and again. */
function isCounting(numbers: readonly number[]): boolean {
  const [first = 0, second = first] = numbers;
  const step = second - first;
  return (
    step !== 0 &&
    numbers.every((number, at) => at === 0 || number === first || number === (numbers[at - 1] ?? 0) + step)
  );
}

/** Words of a game, as pig Latin's, all end in the same way. */
const FEWEST_WORDS = 8;
const MOST_ALIKE = 0.75;

function isALanguageGame(folded: string): boolean {
  const words = folded.match(/[a-z]{3,}/g) ?? [];
  if (words.length < FEWEST_WORDS) return false;
  const endings = new Map<string, number>();
  for (const word of words) {
    const ending = word.slice(-2);
    endings.set(ending, (endings.get(ending) ?? 0) + 1);
  }
  return Math.max(...endings.values()) >= MOST_ALIKE * words.length;
}
