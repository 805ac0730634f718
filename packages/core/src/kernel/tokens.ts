/**
 * How many tokens a model's provider will count at most in an English or Spanish text, without its tokenizer: one for four
 * letters of a word, three digits or one mark. Held against o200k in packages/evaluation; it is on the high side, because
 * newer tokenizers count more.
 */
export function estimatedTokens(text: string): number {
  let tokens = 0;
  for (const [run] of text.matchAll(RUNS())) tokens += tokensOf(run);
  return tokens;
}

/** Words with their accents, numbers, line breaks, and everything else by itself; a space goes with the word behind it. */
const RUNS = () => /[A-Za-z\u00C0-\u024F]+|\d+|\n+|[^\sA-Za-z\d\u00C0-\u024F]/g;

function tokensOf(run: string): number {
  const first = run.charCodeAt(0);
  if (first >= FIRST_DIGIT && first <= LAST_DIGIT) return Math.ceil(run.length / 3);
  if (first < FIRST_LETTER) return 1;
  // Half of an emoji, or a letter of another script: three bytes, and rarely more than two tokens.
  if (first > LAST_LATIN) return 2;
  return Math.ceil((run.length + accentsIn(run)) / 4);
}

const FIRST_DIGIT = 48;
const LAST_DIGIT = 57;
const FIRST_LETTER = 65;
const LAST_LATIN = 0x24f;

function accentsIn(word: string): number {
  let accents = 0;
  for (let at = 0; at < word.length; at++) if (word.charCodeAt(at) > 127) accents++;
  return accents;
}
