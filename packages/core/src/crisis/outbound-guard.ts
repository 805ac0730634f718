import { HOMOGLYPHS, LEET } from "../kernel/index.ts";
import { contactProblem } from "./outbound-contacts.ts";
import { rulesFor } from "./outbound-rules.ts";
import { withoutMarks } from "./outbound-text.ts";
import type { HeldBack } from "./outbound-words.ts";

/**
 * Why a reply that a model wrote may not leave, as a code; undefined when it may. No model, no exception; takes time
 * linear in the length. It looks for what must never be said (Cal. B&P 22602(b)(1), Wash. HB 2225, section "never" of
 * the protocol), not for topics: a warm reply about death passes, and so does the direct question about suicide.
 * @param during in a crisis ordinary words can do harm ("do it", "calm down"), so more is held back.
 */
export function guardReply(body: string, during: "chat" | "crisis" = "chat"): HeldBack | undefined {
  const text = withoutMarks(body);
  return contactProblem(text) ?? wordProblem(text, during);
}

function wordProblem(text: string, during: "chat" | "crisis"): HeldBack | undefined {
  const plain = plainOf(text);
  const unmasked = withoutMasks(plain);
  for (const words of plain === unmasked ? [plain] : [plain, unmasked]) {
    const clauses = clausesOf(words);
    const rules = rulesFor(clauses, during);
    const whole = clauses.join(" ");
    const across = rules.find(({ acrossClauses, pattern }) => acrossClauses && pattern.test(whole));
    if (across) return across.code;
    for (const clause of clauses) {
      for (const { code, pattern, unless } of rules) {
        if (pattern.test(clause) && !unless?.test(clause)) return code;
      }
    }
  }
  return undefined;
}

/** Without apostrophes; letters written apart are put together. */
function plainOf(text: string): string {
  return text
    .replace(/[\u0370-\u052F\u0261]/g, (letter) => HOMOGLYPHS.get(letter) ?? letter)
    .replace(/['\u2018\u2019`]/g, "")
    .replace(/(?<![a-z0-9])[a-z]([.*_-])[a-z](?:\1[a-z]){1,30}(?![a-z0-9])/g, (apart) => apart.replace(/[.*_-]/g, ""))
    .replace(/(?<![a-z0-9])[a-z](?:[ .*_-][a-z]){2,20}(?![a-z0-9])/g, (apart) => apart.replace(/[ .*_-]/g, ""));
}

/**
 * k1ll, pu$$y, $lut, seeexy: digits and signs inside a word are the letters they look like, and one said long is one.
 * "40mg" stays what it is.
 */
function withoutMasks(plain: string): string {
  return plain
    .replace(isMasked(plain) ? /[013457@$]/g : INSIDE, (masks) => masks.replace(/./g, (mask) => LEET[mask] ?? mask))
    .replace(/([a-z])\1{2,}/g, "$1");
}

const INSIDE = /(?<=[a-z])[013457@$]{1,4}(?=[a-z])|(?<![a-z0-9])[@$](?=[a-z])/g;
/** A figure in the midst of a word is no "4th", "7pm" or "40mg": where there is one, all of them are letters. */
function isMasked(plain: string): boolean {
  return /[a-z][013457][a-z]/.test(plain);
}

/** A denial in one half says nothing about the other half. */
const CLAUSE_END = /[.!?;:()\n]+(?=\s|$)|[!?;\n]+|, | but | pero | - /;

/** Longer than any sentence in an SMS; what is longer is looked at in pieces that overlap. */
const PIECE_CHARACTERS = 400;
const OVERLAP_CHARACTERS = 120;

function clausesOf(text: string): readonly string[] {
  return text.split(CLAUSE_END).flatMap((clause) => {
    const words = clause.replace(/[^a-z0-9$".,]+/g, " ").trim();
    if (words.length <= PIECE_CHARACTERS) return words ? [words] : [];
    const pieces: string[] = [];
    for (let at = 0; at < words.length; at += PIECE_CHARACTERS - OVERLAP_CHARACTERS) {
      pieces.push(words.slice(at, at + PIECE_CHARACTERS));
    }
    return pieces;
  });
}
