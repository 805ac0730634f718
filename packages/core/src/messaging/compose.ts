import { encodingOf } from "./encoding.ts";
import { plain } from "./plain.ts";
import { CARRIER_LIMITS, fits, segmentsOf, type TextLimits } from "./segments.ts";
import { cut } from "./sentences.ts";
import { spokenLanguage } from "./spoken-language.ts";

type Language = "en" | "es";

export interface Composing {
  readonly language?: Language;
  /** Whether emoji may stay; what they cost decides it then. */
  readonly emoji?: boolean;
}

/** How long a reply may be. With accents that GSM-7 does not have, a segment holds less than half as much. */
const REPLY_LIMITS: Readonly<Record<Language, TextLimits>> = {
  en: { ...CARRIER_LIMITS, segments: 3 },
  es: { ...CARRIER_LIMITS, segments: 4 },
};

/** For one emoji, with which a text of up to 160 characters has 70 in a segment, this is the price of warmth. */
const MOST_EXTRA_SEGMENTS = 1;

/**
 * Makes a model's answer fit for SMS: what markdown leaves behind goes, characters that GSM-7 does not have get plain twins,
 * and an answer that is too long ends at its last whole sentence. English loses accents that would more than double its
 * price, Spanish keeps them all. An emoji stays only where emoji may, and costs one segment at most; or where it is all
 * there is.
 */
export function compose(answer: string, { language: expected = "en", emoji = false }: Composing = {}): string {
  // Jules may answer in another language than it was asked in, and "hola" tells none: the answer itself knows best.
  const language = spokenLanguage(answer) ?? expected;
  const limits = REPLY_LIMITS[language];
  const parts = withoutMarkdown(answer).split(emojiPattern());
  const written = (shown: (emoji: string) => string) =>
    tidied(parts.map((part, index) => (index % 2 === 1 ? shown(part) : plain(part, language === "es"))).join(""));
  const words = written(() => TAKEN_OUT);
  if (parts.length === 1) return cut(words, limits, language);
  const whole = written((shown) => shown);
  const isWorthIt = fits(whole, limits) && segmentsOf(whole) - segmentsOf(words) <= MOST_EXTRA_SEGMENTS;
  const keeps = words === "" || (emoji && isWorthIt);
  return keeps ? cut(whole, limits, language) : cut(words, limits, language);
}

/** Whether a text has an emoji in it. */
export function hasEmoji(text: string): boolean {
  return encodingOf(text) === "ucs-2" && new RegExp(emojiPattern().source, "u").test(text);
}

/**
 * An emoji as one sees it: a flag, a key, or a picture with its skin and what it is joined to. Pictures with a plain twin
 * (arrows, signs of trade) are none.
 */
const EMOJI =
  "(\\p{RI}\\p{RI}|[0-9#*]\\uFE0F?\\u20E3|(?![\\u00A9\\u00AE\\u203C\\u2049\\u2122\\u2190-\\u21FF\\u25A0-\\u25FF\\u2605\\u2606\\u2715\\u2794\\u279C\\u279E\\u27A1\\u27A4\\u2B05])\\p{Extended_Pictographic}(?:\\uFE0F|\\p{EMod})?(?:\\u200D\\p{Extended_Pictographic}(?:\\uFE0F|\\p{EMod})?){0,8})";

let compiled: RegExp | undefined;

function emojiPattern(): RegExp {
  compiled ??= new RegExp(EMOJI, "u");
  return compiled;
}

/** Where an emoji was; no text has this character, which is nobody's. */
const TAKEN_OUT = "\uE000";

/** White space as one would type it, and no gap where an emoji was; where it ended a sentence, a full stop does. */
function tidied(text: string): string {
  return text
    .replace(/ {2,}/g, " ")
    .replace(/([\p{L}\p{N}]) ?(?:\uE000 ?)+(?=\p{Lu}|[\u00A1\u00BF])/gu, "$1. ")
    .replace(/ ?(?:\uE000 ?)+(?=[.,!?;:)\n]|$)/g, "")
    .replace(/(^|\n) ?(?:\uE000 ?)+/g, "$1")
    .replace(/ ?(?:\uE000 ?)+/g, " ")
    .replace(/ ?\n[ \n]*/g, "\n")
    .trim();
}

/** Marks that a phone shows as they are; a bullet is a dash, and of a link the words stay. */
function withoutMarkdown(answer: string): string {
  if (!/[*_`~#>[\]\u2022-]/.test(answer)) return answer;
  return answer
    .replace(/^ {0,3}(?:```\w*|-{3,}|\*{3,}|_{3,})[ \t]*$/gm, "")
    .replace(/^[ \t]{0,8}(?:#{1,6}[ \t]+|>[ \t]?)/gm, "")
    .replace(/^[ \t]{0,8}[*+\u2022][ \t]+/gm, "- ")
    .replace(/!?\[([^[\]\n]*)\]\([^()\s]*\)/g, "$1")
    .replace(/\*\*([^*\n]+)\*\*/g, "$1")
    .replace(/__([^_\n]+)__/g, "$1")
    .replace(/~~([^~\n]+)~~/g, "$1")
    .replace(/`([^`\n]+)`/g, "$1")
    .replace(/(?<![\w*])\*(?! )([^*\n]+)\*(?![\w*])/g, "$1")
    .replace(/(?<!\w)_(?! )([^_\n]+)_(?!\w)/g, "$1")
    .replace(/(?<![\w*])\*\*(?=\w)/g, "");
}
