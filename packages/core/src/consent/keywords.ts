import { isAscii, withoutAccents } from "../kernel/index.ts";
import type { Keyword } from "./consent.ts";

/** 47 CFR 64.1200(a)(10) names these words; the rest are the carriers' and CTIA's variants. */
const KEYWORDS: Readonly<Record<Keyword, ReadonlySet<string>>> = {
  STOP: new Set([
    ...["stop", "quit", "end", "revoke", "opt out", "cancel", "unsubscribe"],
    ...["stopall", "stop all", "optout", "opt-out", "remove", "arret"],
    ...["alto", "parar", "baja", "cancelar"],
  ]),
  START: new Set(["start", "unstop"]),
  HELP: new Set(["help", "info", "ayuda"]),
};

/** Far more than any of the words with all that people put around them. */
const LONGEST_CHARACTERS = 64;

/**
 * The control word a text consists of, or undefined for everything else. Only a whole message counts: "stop it, you're
 * making me laugh" is conversation.
 */
export function keywordOf(text: string): Keyword | undefined {
  if (text.length > LONGEST_CHARACTERS) return undefined;
  const joined = joinedUp(text);
  for (const [keyword, words] of Object.entries(KEYWORDS)) {
    if (words.has(joined)) return keyword as Keyword;
  }
  return undefined;
}

const SPANISH: ReadonlySet<string> = new Set(["alto", "parar", "baja", "cancelar", "ayuda"]);

/** Whether a control word is a Spanish one, so that it is answered in Spanish. */
export function isSpanishKeyword(text: string): boolean {
  return text.length <= LONGEST_CHARACTERS && SPANISH.has(joinedUp(text));
}

/** By itself it refuses what was just offered or asked, whatever that was. */
const REFUSALS: ReadonlySet<string> = new Set(["no", "s", "nope", "nah", "no thanks", "no thank you", "no gracias"]);

/**
 * Whether a text is nothing but a no (a slipped STOP among them: "S"). What it refuses, only what was said before it tells.
 */
export function isRefusal(text: string): boolean {
  return text.length <= LONGEST_CHARACTERS && REFUSALS.has(joinedUp(text));
}

function joinedUp(text: string): string {
  const normalised = normalise(text);
  return /^(\p{L} )+\p{L}$/u.test(normalised) ? normalised.replaceAll(" ", "") : normalised;
}

function normalise(text: string): string {
  const letters = withoutAccents(text);
  return letters
    .replace(isAscii(letters) ? /[^A-Za-z0-9-]+/g : /[^\p{L}\p{N}-]+/gu, " ")
    .replace(/^[\s-]+|[\s-]+$/g, "")
    .toLowerCase();
}
