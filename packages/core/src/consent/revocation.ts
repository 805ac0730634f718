import { clausesOf } from "./clauses.ts";
import {
  AS_SAID_OF_OTHERS,
  ENGLISH,
  EXIT_WORDS,
  NAMING_NOTHING,
  SPANISH,
  WITHIN,
  type Wording,
} from "./revocation-wording.ts";

/** From here on a reasonable person would understand the words as a revocation (47 CFR 64.1200(a)(10)). */
export const REVOKE = 0.8;
/** From here on they may be one, so that the member is asked. */
export const UNCLEAR = 0.3;

/** How much a text sounds like somebody who wants no more texts. */
export interface Revocation {
  /** In [0, 1]; see REVOKE and UNCLEAR. */
  readonly score: number;
  /** Names of what spoke for it, and against it. Codes; never words of the text. */
  readonly evidence: readonly string[];
  readonly language: "en" | "es";
  /** Whether the words say by themselves what is to end. */
  readonly isNamed: boolean;
}

const NOTHING: Revocation = { score: 0, evidence: [], language: "en", isNamed: false };

const CLEAR_SCORE = 0.95;
const BARE_SCORE = 0.85;
const UNCLEAR_SCORE = 0.5;
/** What is left of a clear wording beside a laugh, or beside a reason that passes. */
const DOUBTED_SCORE = 0.5;
/** Who names the time of the next text wants one. */
const LATER_SCORE = 0.1;

/**
 * How much a text sounds like a revocation in plain words, English or Spanish. Words that ask for something must fill a
 * clause of their own: "stop texting me" does, "should I stop texting my ex" does not. Rules alone, the same answer every
 * time, in a time that grows with the length of the text and no faster.
 */
export function revocation(text: string): Revocation {
  const said = clausesOf(text);
  if (!said) return NOTHING;
  let found = NOTHING;
  let isBeside = false;
  let isOnlyThat = true;
  for (const clause of said.clauses) {
    const heard = wordingOf(clause.words);
    if (!heard || clause.isReported()) {
      isOnlyThat &&= clause.isFiller;
      continue;
    }
    const { code } = heard;
    const language = languageOf(heard, said.language);
    const one = { score: scoreOf(heard), evidence: [code], language, isNamed: !NAMING_NOTHING.has(code) };
    if (one.score > found.score) {
      found = one;
      isBeside = heard.strength !== "clear" && heard !== SOMEWHERE;
    }
  }
  if (found.score === 0) return NOTHING;
  // "Stop, you're killing me" and "leave me alone, I'm sad" go on; who wants out has nothing else to say.
  if (isBeside && (!isOnlyThat || said.laughs()))
    return { ...found, score: 0, evidence: [...found.evidence, "goes-on"] };
  if (said.laughs()) return doubted(found, "laughs", found.score < REVOKE ? 0 : DOUBTED_SCORE);
  if (said.isLater()) return doubted(found, "names-a-later-time", LATER_SCORE);
  if (said.isPassing()) return doubted(found, "names-a-passing-reason", DOUBTED_SCORE);
  return found;
}

/** Whether a word stands in a text that a revocation would have: without one it is certainly none, and no part of one. */
export function namesRevocation(text: string): boolean {
  return clausesOf(text) !== undefined;
}

function doubted(found: Revocation, code: string, score: number): Revocation {
  return { ...found, score: Math.min(found.score, score), evidence: [...found.evidence, code] };
}

function wordingOf(words: string): Pick<Wording, "code" | "strength"> | undefined {
  const whole = [ENGLISH, SPANISH].map((all) => all.find(({ pattern }) => pattern.test(words)));
  return whole[0] ?? whole[1] ?? (isWithin(words) ? SOMEWHERE : undefined);
}

/** Found among other words. */
const SOMEWHERE = { code: "any.within", strength: "unclear" } as const;

function isWithin(words: string): boolean {
  const heart = WITHIN.match(words);
  if (heart === "") return false;
  const [before = "", after = ""] = words.split(heart);
  return !/\b(?:dont|never|not|cant|wont|to) $/.test(before) && !AS_SAID_OF_OTHERS.test(`${before}, ${after}`);
}

function scoreOf({ strength }: Pick<Wording, "strength">): number {
  switch (strength) {
    case "clear":
      return CLEAR_SCORE;
    case "bare":
      return BARE_SCORE;
    case "unclear":
      return UNCLEAR_SCORE;
    default:
      return strength satisfies never;
  }
}

/** "Stop por favor" is said in Spanish, whatever its first word is. */
function languageOf(heard: Pick<Wording, "code">, ofText: () => "en" | "es"): "en" | "es" {
  return heard.code.startsWith("es.") ? "es" : EXIT_WORDS.has(heard.code) ? ofText() : "en";
}
