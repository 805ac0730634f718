/** Longer than two segments is a story, and no setting. */
const LONGEST_CHARACTERS = 320;

const ACCENTS: Readonly<Record<string, string>> = {
  ...{ "\u00E1": "a", "\u00E9": "e", "\u00ED": "i", "\u00F3": "o", "\u00FA": "u", "\u00FC": "u", "\u00F1": "n" },
  ...{ "\u2018": "'", "\u2019": "'", "\u00A1": " ", "\u00BF": " ", "\u2013": "-", "\u2014": "-" },
};

/** A piece of a text: as it was written, and letter by letter in lower case without accents. */
export interface Piece {
  readonly written: string;
  readonly plain: string;
}

/** A sentence with its clauses. */
export interface Sentence extends Piece {
  readonly clauses: readonly Piece[];
}

/**
 * One text as sentences. Empty for what is too long, or quotes somebody.
 * @param mayMatter of the whole text, in letters as its pieces have them; where it does not, there are none either.
 */
export function sentencesOf(text: string, mayMatter: (plain: string) => boolean): readonly Sentence[] {
  if (text.length > LONGEST_CHARACTERS) return [];
  // What stands between quotes is said by somebody else; straight ones may be an inch or two.
  if (/["\u201C\u201D\u00AB\u00BB]/.test(text)) return [];
  const written = text
    .normalize("NFC")
    .replace(/\b([ap])\. ?m\b\.?/gi, "$1m")
    .replace(/\s/g, " ");
  if (!mayMatter(withoutMarks(written.toLowerCase()))) return [];
  return written
    .split(/[.!?;\n]+(?= |$)|\n/)
    .map((sentence) => ({
      ...piece(sentence),
      clauses: sentence.split(/,|\band\b|\by\b|\bbut\b|\bpero\b/i).map(piece),
    }))
    .filter(({ plain }) => plain !== "");
}

function piece(text: string): Piece {
  const written = trimmed(text);
  return { written, plain: plainOf(written) };
}

/** As long as what it is made of, so that what is found in it is found in what was written. */
export function plainOf(text: string): string {
  const lower = text.toLowerCase();
  return withoutMarks(lower.length === text.length ? lower : text);
}

function withoutMarks(text: string): string {
  return text.replace(/[^ -~]/g, (character) => ACCENTS[character] ?? character);
}

/** Without what stands around a sentence: blanks, marks, pictures. */
function trimmed(text: string): string {
  return text.replace(/^[^\p{L}\p{N}]+/u, "").replace(/[^\p{L}\p{N}]+$/u, "");
}

/** What people say around what they want; nothing of it changes what that is. */
const COURTESY_BEFORE = [
  ...["hey|hi|hello|ok|okay|oh|so|also|and|but|well|actually|please|pls|plz|thanks|jules|yo|btw|by the way|fyi"],
  ...["from now on|for now|in the future|just|maybe"],
  ...["(?:can|could|would|will) (?:you|u)(?: please| pls| just| maybe| try to)?", "would you mind", "try to"],
  ...[
    "i(?:'d| would) (?:like|love|prefer)(?: it)? (?:for you to|you to|if you(?: could| would)?)",
    "i (?:want|need) you to",
  ],
  ...["i(?:'d| would) (?:rather|prefer) you", "it would be (?:nice|great) if you(?: could)?"],
  ...[
    "hola|oye|vale|bueno|pues|tambien|por favor|porfa|porfavor|gracias|desde ahora|a partir de ahora|de ahora en adelante",
  ],
  ...["(?:me )?(?:puedes|podrias)", "(?:quiero|quisiera|prefiero|me gustaria) que"],
].join("|");
const COURTESY_AFTER = [
  ...[
    "please|pls|plz|thanks|thank you|thx|ty|ok|okay|jules|from now on|for now|if you can|if possible|if that's ok|now",
  ],
  ...["por favor|porfa|porfavor|gracias|vale|si puedes|desde ahora|a partir de ahora|de ahora en adelante|ahora"],
].join("|");

const MOST_COURTESIES = 4;
let courtesies: readonly [RegExp, RegExp] | undefined;

/** A piece without what is only polite. */
export function bare({ written, plain }: Piece): Piece {
  courtesies ??= [new RegExp(`^(?:${COURTESY_BEFORE})[ ,:]+`), new RegExp(`[ ,]+(?:${COURTESY_AFTER})$`)];
  const [before, after] = courtesies;
  let [from, to] = [0, plain.length];
  for (let round = 0; round < MOST_COURTESIES; round++) {
    const rest = plain.slice(from, to);
    const start = before.exec(rest)?.[0].length ?? 0;
    const end = after.exec(rest.slice(start))?.[0].length ?? 0;
    if (start + end === 0) break;
    from += start;
    to -= end;
  }
  return { written: written.slice(from, to), plain: plain.slice(from, to) };
}

let fillers: RegExp | undefined;

/** Whether a clause says nothing of its own. */
export function isFiller({ plain }: Piece): boolean {
  fillers ??= new RegExp(`^(?:${COURTESY_BEFORE}|${COURTESY_AFTER})?$`);
  return fillers.test(plain) || fillers.test(bare({ written: plain, plain }).plain);
}

/** What a rule has found: the words of its groups as they were written, by the group's name. */
export type Found = Readonly<Record<string, string | undefined>>;

/**
 * Compares whole pieces with a pattern, which is compiled when a text first has one of its words in it.
 * @param words of which a text has at least one, or it is not compared.
 */
export function wholePattern(words: string, source: string): (piece: Piece) => Found | undefined {
  const needed = words.split("|");
  let pattern: RegExp | undefined;
  return ({ written, plain }) => {
    if (!needed.some((word) => plain.includes(word))) return undefined;
    pattern ??= new RegExp(`^(?:${source})$`, "d");
    const match = pattern.exec(plain);
    if (!match) return undefined;
    const places = Object.entries(match.indices?.groups ?? {});
    return Object.fromEntries(places.map(([name, place]) => [name, place && written.slice(place[0], place[1])]));
  };
}
