import { CARRIER_LIMITS, fits, type TextLimits } from "./segments.ts";

type Language = "en" | "es";

/** A full stop behind one of these, or behind the number of a line, ends no sentence. */
const NO_END =
  /(?:^|[\s(])(?:Mr|Mrs|Ms|Dr|Prof|St|vs|etc|approx|Sr|Sra|Srta|Dra|Ud|Uds|a\.m|p\.m|e\.g|i\.e|p\.ej|EE\.UU)\.\s+$|(?:^|\n)\d{1,2}[.)]\s+$/;
/** The longest of them, with its white space. */
const NO_END_CHARACTERS = 16;

/** Where a sentence ends in a text, in UTF-16 units, behind its white space; the end of the text is the last. */
function sentenceEnds(text: string, language: Language): readonly number[] {
  const ends: number[] = [];
  // Made when something is too long, which is rare.
  for (const { index, segment } of new Intl.Segmenter(language, { granularity: "sentence" }).segment(text)) {
    const end = index + segment.length;
    if (end < text.length && NO_END.test(text.slice(Math.max(0, end - NO_END_CHARACTERS), end))) continue;
    ends.push(end);
  }
  return ends;
}

/** As much of a text as can keep to limits: whatever is behind it need not be looked at. */
function withinReach(text: string, { segments, characters }: TextLimits): string {
  const reach = Math.min(characters, segments * 160);
  return text.length <= reach ? text : wellFormed(text.slice(0, reach));
}

/** Without half a surrogate pair at its end. */
function wellFormed(text: string): string {
  return /[\uD800-\uDBFF]$/.test(text) ? text.slice(0, -1) : text;
}

/**
 * The beginning of a text that keeps to limits: it ends with a sentence; where none does, with a word; where there is none
 * either, somewhere.
 */
export function cut(text: string, limits: TextLimits, language: Language): string {
  if (fits(text, limits)) return text;
  return beginning(text, limits, language).trimEnd();
}

function beginning(text: string, limits: TextLimits, language: Language): string {
  const reach = withinReach(text, limits);
  const longest = (ends: readonly number[]) =>
    ends.findLast((end) => end > 0 && fits(text.slice(0, end).trimEnd(), limits));
  // The last one is where the reach ends, and perhaps no sentence.
  const ends = sentenceEnds(reach, language).slice(0, reach === text ? undefined : -1);
  const end = longest(ends) ?? longest(wordEnds(reach)) ?? longest(characterEnds(reach));
  return text.slice(0, end ?? 1);
}

function wordEnds(text: string): readonly number[] {
  return [...text.matchAll(/\S(?=\s)/g)].map(({ index }) => index + 1);
}

function characterEnds(text: string): readonly number[] {
  let end = 0;
  return [...text].map((character) => {
    end += character.length;
    return end;
  });
}

/**
 * A text in parts that each keep to limits, cut where sentences end and, in a sentence that is too long by itself, between
 * words. Nothing is lost but the white space between two parts. For what may not be cut: a list that somebody asked for.
 */
export function split(text: string, limits: TextLimits = CARRIER_LIMITS, language: Language = "en"): readonly string[] {
  const parts: string[] = [];
  let rest = text.trim();
  while (!fits(rest, limits)) {
    const part = beginning(rest, limits, language);
    parts.push(part.trimEnd());
    rest = rest.slice(part.length).trimStart();
  }
  return rest || parts.length === 0 ? [...parts, rest] : parts;
}
