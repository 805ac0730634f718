import { type LatePattern, latePattern } from "../kernel/index.ts";

/** Why a reply of the model's may not leave. */
export type HeldBack =
  | "link"
  | "phone-number"
  | "method"
  | "dose"
  | "encouragement"
  | "violence"
  | "human-claim"
  | "professional-claim"
  | "secrecy"
  | "isolation"
  | "unsafe-wording"
  | "minimising"
  | "false-help"
  | "promise"
  | "diagnosis"
  | "confrontation"
  | "blame"
  | "sexual"
  | "sexual-minor"
  | "hate"
  | "illegal-drugs"
  | "weapon"
  | "promotion"
  | "false-deed"
  | "opt-out"
  | "solicitation";

export interface OutboundRule {
  readonly code: HeldBack;
  /**
   * Every clause that the pattern finds has one of each of these lists, a space standing for a word's edge. Compiling all
   * patterns takes a cold start longer than the rest of a turn, so only those are compiled whose stems are in the text.
   */
  readonly stems: readonly (readonly string[])[];
  /** Over one clause of lower-case text without accents and apostrophes. */
  readonly pattern: LatePattern;
  /** What in the same clause makes it harmless: a refusal, a warning, an idiom. */
  readonly unless?: Pick<LatePattern, "test">;
  /** Only when somebody is in a crisis: to anybody else these are ordinary words. */
  readonly inCrisisOnly?: true;
  /** Looks at all of the text at once: no full stop makes it harmless. */
  readonly acrossClauses?: true;
}

export const any = (...patterns: readonly string[]) => `(?:${patterns.join("|")})`;

/** @param stems with | between them, two lists where one is of common words; a test proves that no match is without them. */
export function rule(
  code: HeldBack,
  stems: string | readonly [string, string],
  pattern: string,
  more: Pick<OutboundRule, "unless" | "inCrisisOnly"> = {},
): OutboundRule {
  const lists = typeof stems === "string" ? [stems] : stems;
  return { code, stems: lists.map((list) => list.split("|")), pattern: latePattern(pattern), ...more };
}

/** What in the same clause makes it harmless, compiled when it is first asked. */
export function unless(pattern: string): Pick<OutboundRule, "unless"> {
  return { unless: latePattern(pattern) };
}

// What tells somebody to do a thing: an imperative, or you and a modal. A weak one ("you could hurt yourself") may warn.
export const START = String.raw`^(?:(?:please|just|so|then|go|and|or|now|well|maybe|ok|okay|first|next|second|instead|simply|step \d+|you know what|go ahead and|honestly|if you must) ){0,4}`;
const STRONG = String.raw`\b(?:you|u)(?: really| just| also| still| honestly| probably){0,2} (?:should|must|need to|have to|ought to|gotta|might as well|may as well|better|deserve to)(?: just| really| also| simply| go){0,2} |\b(?:go ahead and|why not|why dont you|i suggest you|i want you to|its (?:ok|okay|fine) to|feel free to|best to|easier to|easiest to|better to|would be to|the way is to|is to|try to|you will|youll want to|next) |(?<!did you )(?<!have you )(?<!had you )(?<!they )(?<!i )(?<!things )\bjust (?:go )?`;
const WEAK = String.raw`\b(?:you|u)(?:d)? (?:can|could|might|may)(?: just| always| also| try to| even){0,2} |\bconsider |\btry `;
export const TOLD = `(?:${START}|${STRONG}|${WEAK})`;
export const TOLD_STRONGLY = `(?:${START}|${STRONG})`;

export const REFUSAL =
  /\b(?:cant|cannot|can not|wont|will not|not going to|not able to|unable to|never going to|dont want to|wouldnt|would never|rather not|not something|couldnt) (?:\w+ ){0,2}(?:help|tell|share|give|talk|explain|describe|go into|say|answer|suggest|do|walk|show|discuss|get into|recommend)/;
export const WARNING =
  /\b(?:dont|do not|never|please dont|shouldnt|avoid|instead of|rather than|without|not safe|dangerous|stop|no)\b/;

export const DRUG = any(
  ...[
    "tylenol",
    "acetaminophen",
    "paracetamol",
    "ibuprofen",
    "advil",
    "aspirin",
    "xanax",
    "valium",
    "ambien",
    "benadryl",
  ],
  ...["oxycodone", "oxy", "percocet", "vicodin", "fentanyl", "heroin", "insulin", "zoloft", "prozac", "lexapro"],
  ...[
    "klonopin",
    "adderall",
    "lithium",
    "opioids?",
    "codeine",
    "tramadol",
    "nyquil",
    "benzos?",
    "trazodone",
    "gabapentin",
  ],
  ...["sleeping pills?", "painkillers?", "antidepressants?", "pastillas", "paracetamol", "tabletas"],
);
export const PILLS = any("pills?", "meds", "medications?", "medicines?", "tablets?", "capsules?", "bottle", DRUG);
export const NUMBER = any(
  String.raw`\d[\d.,]*`,
  ...["one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten", "twelve", "fifteen", "twenty"],
  ...["thirty", "forty", "fifty", "sixty", "a hundred", "a dozen", "dos", "tres", "cuatro", "cinco", "diez", "veinte"],
  ...["treinta", "cuarenta", "cincuenta", "cien"],
);
export const BODY = any("wrists?", "arms?", "thighs?", "legs?", "veins?", "throat", "neck", "skin");
export const HEIGHT = any(
  ...["bridge", "roof", "ledge", "building", "balcony", "cliff", "train", "tracks", "traffic", "window", "overpass"],
  ...["truck", "bus", "railing"],
);
export const THEM = any(
  "him",
  "her",
  "them",
  "everyone",
  "everybody",
  "(?:your|that|the) (?:mom|dad|mother|father|husband|wife|ex|boyfriend|girlfriend|boss|kids?|son|daughter|brother|sister|neighbor|coworker|bastard|guy)",
);
export const NOT_AN_IDIOM = String.raw`(?! (?:up|with (?:kindness|love|a)|an?(?: \w+)? (?:text|message|email|line|note|dm|smile|look|call)|at |to it|to the|a few|some|off with|where it))`;
