import { septetsOf } from "./encoding.ts";

/** What stands for a character that GSM-7 does not have, by the characters it stands for. */
const TWINS: readonly (readonly [string, string])[] = [
  ["\u2018\u2019\u201A\u201B\u2032\u2035\u02B9\u02BB\u02BC\u02C8\u00B4`\uFF07", "'"],
  ["\u201C\u201D\u201E\u201F\u2033\u2036\u00AB\u00BB\u300C\u300D\u300E\u300F\u301D\u301E\u301F\uFF02", '"'],
  ["\u2039", "<"],
  ["\u203A", ">"],
  ["\u2010\u2011\u2012\u2013\u2014\u2015\u2043\u2212\u2E3A\u2E3B\uFE58\uFE63\uFF0D\u30FB\u00B7\u2219\u22C5", "-"],
  ["\u2022\u2023\u25E6\u25AA\u25AB\u25CF\u25CB\u25A0\u25A1\u25C6\u25C7\u25B8\u25B6\u25BA\u2605\u2606\u2726\u27A4", "-"],
  ["\u2026\u22EF", "..."],
  ["\u203C", "!!"],
  ["\u2049", "!?"],
  ["\u2044\u2215\u00F7", "/"],
  ["\u2192\u2794\u279C\u27A1\u27F6\u279E", "->"],
  ["\u2190\u2B05\u27F5", "<-"],
  ["\u2194\u27F7", "<->"],
  ["\u21D2\u27F9", "=>"],
  ["\u00D7\u2715\u2A09", "x"],
  ["\u00B1", "+/-"],
  ["\u2248\u223C", "~"],
  ["\u2264", "<="],
  ["\u2265", ">="],
  ["\u2260", "!="],
  ["\u221E", "infinity"],
  ["\u00B0", " degrees"],
  ["\u00A2", " cents"],
  ["\u20B9", "Rs "],
  ["\u00A9", "(c)"],
  ["\u00AE\u2122", ""],
  ["\u00B5\u03BC", "u"],
];

/** Letters that no accent makes, for a text in English; the others lose theirs. */
const LETTERS: Readonly<Record<string, string>> = {
  ...{ "\u0153": "oe", "\u0152": "OE", "\u0142": "l", "\u0141": "L", "\u0111": "d", "\u0110": "D", "\u0131": "i" },
  ...{ "\u00F0": "d", "\u00D0": "D", "\u00FE": "th", "\u00DE": "Th", "\u1E9E": "SS" },
};

let twins: ReadonlyMap<string, string> | undefined;

/** Made with the first character that needs one. */
function twinOf(character: string): string | undefined {
  twins ??= new Map(TWINS.flatMap(([characters, twin]) => [...characters].map((one) => [one, twin] as const)));
  return twins.get(character);
}

/** Marks above, below and through Latin letters, and selectors of how a character looks. */
const MARK = /[\u0300-\u036F\u1AB0-\u1AFF\u1DC0-\u1DFF\u20D0-\u20FF\uFE00-\uFE0F\uFE20-\uFE2F]/;
/** Punctuation of scripts whose letters stay. */
const OTHER_SCRIPT = /[\u0370-\u1FFF\u2C00-\u2DFF\u3000-\uD7FF\uF900-\uFDFF\uFE70-\uFEFF]/;

/**
 * Words with a plain twin for every character that GSM-7 does not have, where there is one: typographic marks, odd spaces,
 * ligatures, full-width and mathematical letters, fractions. Characters that control how text runs, or show nothing, go.
 * Letters of other scripts stay: somebody meant them.
 * @param keepsAccents whether letters keep theirs: in Spanish they make another word.
 */
export function plain(words: string, keepsAccents: boolean): string {
  const spaced = words
    .replace(/(\d)(?=[\u00BC-\u00BE\u2150-\u215E])/g, "$1 ")
    .replace(/(\d) ?\u00B0 ?(?=[CF]\b)/g, "$1");
  let result = "";
  for (const character of spaced.toWellFormed().normalize("NFC")) result += plainCharacter(character, keepsAccents);
  return result;
}

function plainCharacter(character: string, keepsAccents: boolean): string {
  if (character === "\f" || character === "\r") return "\n";
  if (septetsOf(character)) return character;
  const twin = twinOf(character);
  if (twin !== undefined) return twin;
  if (character === "\u2028" || character === "\u2029") return "\n";
  if (character === "\t" || /\p{Z}/u.test(character)) return " ";
  if (MARK.test(character) || /[\p{C}\uFFFC\uFFFD]/u.test(character)) return "";
  const composed = character.normalize("NFKC");
  if (composed !== character) return plain(composed, keepsAccents);
  if (/[\p{L}\p{N}\p{M}]/u.test(character)) return keepsAccents ? character : withoutAccent(character);
  return OTHER_SCRIPT.test(character) && /\p{P}/u.test(character) ? character : "";
}

function withoutAccent(letter: string): string {
  const [base = letter] = letter.normalize("NFD");
  return LETTERS[letter] ?? (/^[A-Za-z]$/.test(base) ? base : letter);
}
