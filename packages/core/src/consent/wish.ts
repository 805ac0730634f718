import type { ConsentCause, Keyword } from "./consent.ts";
import { isRefusal, isSpanishKeyword, keywordOf } from "./keywords.ts";
import { REVOKE, revocation, UNCLEAR } from "./revocation.ts";

/** What a text says about whether its writer wants our texts. */
export interface Wish {
  /** `unclear`: it may be that they want none, and they are asked. */
  readonly word: Keyword | "unclear";
  readonly cause: ConsentCause & ("keyword" | "plain-words" | "unclear-words");
  /** In which it was said; undefined where a word is the same in both. */
  readonly language: "en" | "es" | undefined;
  /** A STOP in plain words that do not say what is to end: beside a danger it may mean anything. */
  readonly isBare?: true;
}

/**
 * The wish that a text consists of or contains: a control word by itself, or a revocation in plain words. Undefined for
 * conversation.
 * @param isOffered whether the last thing we said was an offer of our texts, which a bare no refuses.
 */
export function wishIn(text: string, isOffered: boolean): Wish | undefined {
  const word = keywordOf(text);
  if (word) return { word, cause: "keyword", language: isSpanishKeyword(text) ? "es" : "en" };
  if (isOffered && isRefusal(text)) return { word: "STOP", cause: "plain-words", language: undefined };
  const { score, language, isNamed } = revocation(text);
  if (score >= REVOKE) return { word: "STOP", cause: "plain-words", language, ...(!isNamed && { isBare: true }) };
  return score >= UNCLEAR ? { word: "unclear", cause: "unclear-words", language } : undefined;
}
