/**
 * How many tokens a model's provider will count at most in an English or Spanish text, without its tokenizer. Held against
 * o200k in packages/evaluation; it is on the high side, because newer tokenizers count more. One pass: a memory is weighed
 * with it on the way to every reply.
 */
export function estimatedTokens(text: string): number {
  // A text begins without the space that most words of a tokenizer's vocabulary begin with.
  let tokens = 1;
  for (let at = 0; at < text.length; ) {
    const kind = kindOf(text.charCodeAt(at));
    let end = at + 1;
    let accents = 0;
    if (kind === "letter" && text.charCodeAt(at) > LAST_ASCII) accents++;
    if (kind === "letter" || kind === "digit" || kind === "break") {
      while (end < text.length && kindOf(text.charCodeAt(end)) === kind) {
        if (text.charCodeAt(end) > LAST_ASCII) accents++;
        end++;
      }
    }
    // The space before a number is a token by itself.
    if (kind === "digit" && text.charCodeAt(at - 1) === SPACE) tokens += 1;
    tokens += tokensOf(kind, end - at, accents);
    at = end;
  }
  return tokens;
}

type Kind = "letter" | "digit" | "break" | "space" | "mark" | "other";

const SPACE = 32;
const LAST_ASCII = 127;
const LAST_LATIN = 0x24f;

function kindOf(code: number): Kind {
  if ((code >= 97 && code <= 122) || (code >= 65 && code <= 90) || (code >= 0xc0 && code <= LAST_LATIN))
    return "letter";
  if (code >= 48 && code <= 57) return "digit";
  if (code === SPACE || code === 9 || code === 0xa0) return "space";
  if (code === 10 || code === 13) return "break";
  return code <= LAST_ASCII ? "mark" : "other";
}

/** Words up to here are one token as a rule; for what is longer, each further syllable may be one. */
const SHORT_WORD = 4;
const SYLLABLE = 3;

function tokensOf(kind: Kind, length: number, accents: number): number {
  switch (kind) {
    case "letter":
      return 1 + Math.max(0, Math.ceil((length + accents - SHORT_WORD) / SYLLABLE));
    case "digit":
      return Math.ceil(length / 3);
    case "space":
      return 0;
    case "break":
    case "mark":
      return 1;
    // Half of an emoji, or a letter of another script: three bytes, and rarely more than two tokens.
    case "other":
      return 2;
    default:
      return kind satisfies never;
  }
}
