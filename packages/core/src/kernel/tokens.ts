/**
 * How many tokens a model's provider will count at most in an English or Spanish text, without its tokenizer. Held against
 * o200k in packages/evaluation; it is on the high side, because newer tokenizers count more.
 */
export function estimatedTokens(text: string): number {
  // A text begins without the space that most words of a tokenizer's vocabulary begin with.
  let tokens = 1;
  for (const [run] of text.matchAll(RUNS)) tokens += tokensOf(run);
  return tokens;
}

/** Words with their accents, numbers with the space before them, line breaks, and everything else by itself. */
const RUNS = /[A-Za-z\u00C0-\u024F]+| ?\d+|\n+|[^\sA-Za-z\d\u00C0-\u024F]/g;

/** Words up to here are one token as a rule; for what is longer, each further syllable may be one. */
const SHORT_WORD = 4;
const SYLLABLE = 3;

function tokensOf(run: string): number {
  const first = run.charCodeAt(0);
  if (isDigit(first)) return Math.ceil(run.length / 3);
  // The space before a number is a token by itself.
  if (first === SPACE) return 1 + Math.ceil((run.length - 1) / 3);
  if (first < FIRST_LETTER) return 1;
  // Half of an emoji, or a letter of another script: three bytes, and rarely more than two tokens.
  if (first > LAST_LATIN) return 2;
  const length = run.length + accentsIn(run);
  return 1 + Math.max(0, Math.ceil((length - SHORT_WORD) / SYLLABLE));
}

const SPACE = 32;
const FIRST_LETTER = 65;
const LAST_LATIN = 0x24f;

function isDigit(code: number): boolean {
  return code >= 48 && code <= 57;
}

function accentsIn(word: string): number {
  let accents = 0;
  for (let at = 0; at < word.length; at++) if (word.charCodeAt(at) > 127) accents++;
  return accents;
}
