import { HOMOGLYPHS, LEET, withoutAccents } from "../kernel/index.ts";
import { NUMBER_WORDS, TENS, UNITS } from "./number-words.ts";
import { PATTERNS, type Reading, type SignCode } from "./sign-patterns.ts";

/**
 * What a text says about the age of who wrote it. `isExplicit`: in so many words, not by a grade or by a number that may
 * measure something else. `isBare`: a number alone, which says something to who was just asked, and nothing otherwise.
 */
export type SignOfAge = { readonly code: SignCode; readonly isBare?: true } & (
  | { readonly kind: "birth-year"; readonly year: number }
  | { readonly kind: "age"; readonly years: number; readonly isExplicit: boolean }
);

/** Nobody younger writes texts, nobody older is alive. */
const YOUNGEST_WRITER = 5;
const OLDEST_WRITER = 120;
/** From which age on "I'm 7" is more likely an age than a mark out of ten. */
const EXPLICIT_FROM = 11;
const OLDEST_BIRTH_YEAR = 1900;
/** Of two digits, from which on they mean the last century; and up to which they can be this one's. */
const LAST_CENTURY_FROM = 27;
const THIS_CENTURY_TO = 17;
/** Whoever writes more than this has said their age in the first of it, or not at all. */
const MOST_CHARACTERS = 2_000;
const MOST_SIGNS = 20;

/**
 * The sign of an age in a text about its writer, in English or Spanish; undefined for none, for the age of others, for what
 * is past, and for numbers of something else. Of several the youngest counts. Takes time in proportion to the text.
 */
export function signOfAge(text: string): SignOfAge | undefined {
  const words = canonical(text.slice(0, MOST_CHARACTERS));
  if (!mayTell(words)) return undefined;
  const signs: SignOfAge[] = [];
  for (const { pattern, reading } of PATTERNS) {
    if (!pattern.test(words)) continue;
    let seen = 0;
    for (const match of words.matchAll(pattern.everywhere())) {
      const sign = read(reading, match.groups ?? {});
      if (sign) signs.push(sign);
      if (++seen === MOST_SIGNS) break;
    }
  }
  const [youngest] = signs.sort((one, other) => rank(one) - rank(other));
  return youngest ?? bareNumber(words);
}

/**
 * What somebody says to the question whether they are under 13; undefined for everything else. A yes is one only as the
 * whole text, for it can cost its writer everything; a no is one anywhere in it.
 */
export function yesOrNo(text: string): "yes" | "no" | undefined {
  if (text.length > 80) return undefined;
  const words = canonical(text)
    .replace(/ ?[.,?]/g, "")
    .trim();
  if (
    /^(?:yes+|yea+h?|yep|yup|y|si+|sip)(?: (?:i am|soy|lo soy|tengo)(?: \d{1,2}(?: (?:years old|anos))?)?)?$/.test(
      words,
    )
  ) {
    return "yes";
  }
  // "I am not over 13" denies the opposite.
  if (/\b(?:not|no) (?:over|older|even|mayor)\b|\byet\b|\bunder 13\b|\bmenos de 13\b/.test(words)) return undefined;
  const isDenied =
    /^n$|\b(?:no+|nope|nah|naw|nel|not|never|nunca|jamas|para nada)\b/.test(words) ||
    /\b(?:i am|soy) (?:[a-z]+ ){0,2}(?:over|older|grown|mayor)\b/.test(words);
  return isDenied ? "no" : undefined;
}

/** Whether a whole text says that its writer is done with what they were asked to do. */
export function saysDone(text: string): boolean {
  return (
    text.length <= 40 &&
    /^(?:i am )?(?:all )?(?:done|finished|verified|ya|listo|lista|ya esta|hecho|terminado|ya termine)$/.test(
      canonical(text)
        .replace(/ ?[.,?]/g, "")
        .trim(),
    )
  );
}

/** Most texts hold neither a number nor a word about school or being of age: for them no pattern is even compiled. */
function mayTell(words: string): boolean {
  return /\d|school|teen|minor|age\b|adult|edad|secundaria|prepa|primaria|quinceanera/.test(words);
}

/** About how old each makes somebody; only their order matters. */
function rank(sign: SignOfAge): number {
  return sign.kind === "age" ? sign.years : 2026 - sign.year;
}

function read(reading: Reading, groups: Readonly<Record<string, string | undefined>>): SignOfAge | undefined {
  const number = Number(groups.n);
  switch (reading.kind) {
    case "age": {
      const years = number + (reading.plus ?? 0);
      if (years < YOUNGEST_WRITER || years > OLDEST_WRITER) return undefined;
      const inWords = groups.unit !== undefined || reading.isAlwaysExplicit === true;
      const isExplicit = reading.isVague !== true && (inWords || years >= EXPLICIT_FROM);
      return { kind: "age", code: reading.code, years, isExplicit };
    }
    case "limit":
      // "Until I'm 18" says something of who is younger than that, and nothing of a limit that adults wait for.
      if (number < 13 || number > 18) return undefined;
      return { kind: "age", code: reading.code, years: number - 1, isExplicit: false };
    case "grade":
      if (number < 1 || number > 12) return undefined;
      return { kind: "age", code: "school-grade", years: number + 5, isExplicit: false };
    case "fixed":
      return { kind: "age", code: reading.code, years: reading.years, isExplicit: reading.isExplicit };
    case "year": {
      const year = yearOf(groups.n ?? "");
      return year === undefined ? undefined : { kind: "birth-year", code: "birth-year", year };
    }
    default:
      return reading satisfies never;
  }
}

/** A year of four digits that somebody alive can be born in; of two, where they leave no choice. */
function yearOf(digits: string): number | undefined {
  const number = Number(digits);
  if (digits.length === 4) return number >= OLDEST_BIRTH_YEAR && number < 2100 ? number : undefined;
  if (digits.length !== 2) return undefined;
  if (number >= LAST_CENTURY_FROM) return 1900 + number;
  return number <= THIS_CENTURY_TO ? 2000 + number : undefined;
}

/** "1987", "87", "15": what an answer to the question looks like. */
function bareNumber(words: string): SignOfAge | undefined {
  const [, digits = ""] =
    /^(?:(?:in|en|es|the|it is|tengo|year|the year|el|ano|el ano) )*(\d{1,4})(?: (?:lol|haha|why|y|and you|btw))?$/.exec(
      words.replace(/ [.,?]/g, "").trim(),
    ) ?? [];
  const year = yearOf(digits);
  if (year === undefined) return undefined;
  return { kind: "birth-year", code: "bare-number", year, isBare: true };
}

/**
 * A text as the patterns read it: lower case without accents and apostrophes, look-alikes and digits in words undone,
 * numbers in digits, one blank between words, a full stop or a comma as a word of its own.
 */
function canonical(text: string): string {
  const plain = withoutAccents(withoutQuotes(text))
    .toLowerCase()
    .replace(/[^\p{ASCII}]/gu, (letter) => HOMOGLYPHS.get(letter) ?? (/\p{L}/u.test(letter) ? letter : " "))
    // Feet and inches are no age.
    .replace(/(\d)['`\u00B4](?=\d)/g, "$1 ft ")
    .replace(/['`\u00B4]/g, "");
  const words = plain.match(/[a-z]+(?:[013457@$]+[a-z]+)+|[a-z]+|\d+|[.,!?;:\n%/$]/g) ?? [];
  return inDigits(words.flatMap(written)).join(" ");
}

/** What others said is theirs; a text that is all quotation is its writer's. */
function withoutQuotes(text: string): string {
  const rest = text.replace(/"[^"]{0,300}"|\u201C[^\u201D]{0,300}\u201D|\u00AB[^\u00BB]{0,300}\u00BB/g, " ");
  return rest.trim() === "" ? text : rest;
}

/** Short forms, by what they stand for. */
const WRITTEN: Readonly<Record<string, readonly string[]>> = {
  im: ["i", "am"],
  iam: ["i", "am"],
  ima: ["i", "am"],
  ill: ["i", "will"],
  ive: ["i", "have"],
  u: ["you"],
  ur: ["your"],
  yo: ["yo"],
  yrs: ["years"],
  yr: ["year"],
  yearold: ["year", "old"],
  bday: ["birthday"],
  hs: ["high", "school"],
  ms: ["middle", "school"],
  til: ["until"],
  till: ["until"],
  gonna: ["going", "to"],
  gna: ["going", "to"],
  bout: ["about"],
  "!": ["."],
  ";": ["."],
  ":": [","],
  "\n": ["."],
};

function written(word: string): readonly string[] {
  if (/[a-z][013457@$]/.test(word)) {
    const letters = word.replace(/[013457@$]/g, (sign) => LEET[sign] ?? sign);
    return written(letters);
  }
  // "fifteeeen" is fifteen, "sooo" is so.
  const short = word.replace(/([a-z])\1{2,}/g, "$1$1");
  return WRITTEN[short] ?? [short];
}

/** Number words as digits, spaced digits put together, ordinals without their ending. */
function inDigits(words: readonly string[]): readonly string[] {
  const result: string[] = [];
  for (let at = 0; at < words.length; at++) {
    const word = words[at] ?? "";
    const next = words[at + 1] ?? "";
    const before = result.at(-1) ?? "";
    if (TENS.has(word)) {
      const joined = next === "y" ? (words[at + 2] ?? "") : next;
      const unit = UNITS.get(joined);
      result.push(String((TENS.get(word) ?? 0) + (unit ?? 0)));
      if (unit !== undefined) at += next === "y" ? 2 : 1;
    } else if (NUMBER_WORDS.has(word)) {
      result.push(String(NUMBER_WORDS.get(word)));
    } else if ((word === "fif" || word === "six" || word === "four" || word === "thir") && next === "teen") {
      result.push(String({ fif: 15, six: 16, four: 14, thir: 13 }[word]));
      at += 1;
    } else if (word === "1" && /^\d$/.test(next) && before === "am") {
      result.push(`1${next}`);
      at += 1;
    } else if (/^\d/.test(before) && /^(?:st|nd|rd|th|vo|ro|do|to|mo|no)$/.test(word)) {
      // The ending of an ordinal.
    } else {
      result.push(word);
    }
  }
  return result;
}
