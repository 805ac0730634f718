import { type Instant, millisecondsOf } from "../kernel/index.ts";
import { limitsAt } from "../rules/index.ts";
import type { Age, AgeChange, AgeState } from "./age.ts";
import { ageOn, yearEverywhere } from "./birth-date.ts";
import type { SignOfAge } from "./signals.ts";

/** From 13 on somebody is a minor; before, a child (16 CFR 312.2). */
const CHILD_UNDER_YEARS = 13;
const OLDEST_YEARS = 120;
const HOUR_MS = 60 * 60_000;
/** A number alone is an answer only so soon after the question. */
const ANSWERED_WITHIN_MS = 24 * HOUR_MS;
/** How long somebody has to say whether they are a child; what comes sooner than the second was written before the question. */
const DOUBT_MS = 24 * HOUR_MS;
const QUESTION_ARRIVES_MS = 30_000;
const MOST_QUESTIONS = 2;
const BETWEEN_QUESTIONS_MS = 24 * HOUR_MS;
/** What is said by rule instead of an answer is said once an hour. */
const BETWEEN_WORDS_MS = HOUR_MS;

/** What somebody said of their age: by a sign, or by answering whether they are a child. */
export interface Statement {
  readonly sign?: SignOfAge | undefined;
  readonly answer?: "yes" | "no" | undefined;
}

/** What a statement makes of what is known; nothing at all in most cases. */
export interface Conclusion {
  /** The state it leads to; undefined where it stays. */
  readonly change?: AgeChange;
  /** Something makes us think of a child: one question first. */
  readonly asksWhetherChild?: true;
  /** What made us think of one proved to be none. */
  readonly liftsDoubt?: true;
}

/**
 * What somebody's own words make of what is known about their age. Only proof leads back from a doubt: who said they are 15
 * cannot say that they are not. A child is one by two clear words, the answer to the question being the second; where only
 * half a sign brought it up, a yes is the first. Proof of being an adult outweighs every word but those two, since a phone
 * can be in a child's hands.
 * @param at when the words reached us: those that raised the doubt are not the answer to it as well, however often a turn
 * looks at them.
 */
export function afterStatement(age: Age, { sign, answer }: Statement, at: Instant): Conclusion {
  if (age.state === "CHILD") return {};
  const isDoubted = isAskedWhetherChild(age, at);
  const years = sign && youngestBy(sign, age, at);
  const isExplicit = isInSoManyWords(sign);
  // "I'm not 13" is an answer before it is a sign.
  if (years === undefined || (isDoubted && !isExplicit && answer === "no")) {
    return isDoubted ? afterAnswer(age, answer, at) : {};
  }
  const { adultYears } = limitsAt(at);
  if (years >= adultYears) {
    if (isDoubted && age.state !== "LIKELY_MINOR") return { liftsDoubt: true, ...claimed(age) };
    return claimed(age);
  }
  if (years < CHILD_UNDER_YEARS) {
    if (isDoubted) return isExplicit ? AS_CHILD : confirmed(age);
    if (!isExplicit && age.state === "VERIFIED_ADULT") return {};
    // Half a sign alone takes nothing from anybody; what they say to the question will.
    return { asksWhetherChild: true, ...(isExplicit && doubted(age, "stated")) };
  }
  return doubted(age, isExplicit ? "stated" : "signal");
}

/** What is said in a crisis beside everything else: in so many words or not at all, and never that they are a child. */
export function afterStatementInCrisis(age: Age, sign: SignOfAge | undefined, at: Instant): Conclusion {
  if (!sign || sign.isBare || !isInSoManyWords(sign)) return {};
  const years = youngestBy(sign, age, at);
  return years !== undefined && years < limitsAt(at).adultYears ? doubted(age, "stated") : {};
}

/** Whether a sign is one of somebody under 13, in so many words. */
export function isClearlyChild(age: Age, sign: SignOfAge | undefined, at: Instant): boolean {
  const years = sign && isInSoManyWords(sign) ? youngestBy(sign, age, at) : undefined;
  return years !== undefined && years < CHILD_UNDER_YEARS;
}

function isInSoManyWords(sign: SignOfAge | undefined): boolean {
  return sign?.kind === "birth-year" || (sign?.kind === "age" && sign.isExplicit);
}

const AS_CHILD: Conclusion = { change: { state: "CHILD", by: "stated" } };

/** A second word after the question. Where the first was but half a sign, it counts as the first. */
function confirmed(age: Age): Conclusion {
  return isOnlyHalfADoubt(age) ? { asksWhetherChild: true, ...doubted(age, "stated") } : AS_CHILD;
}

/**
 * What is said in so many words makes a minor at once: who was none when the question was put was asked because of half a
 * sign.
 */
function isOnlyHalfADoubt({ state, since, childDoubtAt }: Age): boolean {
  if (state === "UNKNOWN" || state === "CLAIMED_ADULT") return true;
  return since !== undefined && childDoubtAt !== undefined && since > childDoubtAt;
}

/**
 * Whoever was asked and says neither no nor their age is taken for what they did not deny. Where half a sign is all there
 * is, they are asked once more before that.
 */
function afterAnswer(age: Age, answer: Statement["answer"], at: Instant): Conclusion {
  switch (answer) {
    case "yes":
      return confirmed(age);
    case "no":
      return { liftsDoubt: true };
    case undefined: {
      const isAskedAgain = isOnlyHalfADoubt(age) && !wasAskedTwice(age);
      if (isAskedAgain || isWithin(age.childDoubtAt, at, QUESTION_ARRIVES_MS)) return { asksWhetherChild: true };
      return doubted(age, "signal");
    }
    default:
      return answer satisfies never;
  }
}

/** The second time the question counts as one for the age in general, too. */
function wasAskedTwice({ askedAt, childDoubtAt }: Age): boolean {
  return askedAt !== undefined && askedAt === childDoubtAt;
}

function claimed(age: Age): Conclusion {
  return age.state === "UNKNOWN" ? { change: { state: "CLAIMED_ADULT", by: "stated" } } : {};
}

function doubted(age: Age, by: "stated" | "signal"): Conclusion {
  return age.state === "UNKNOWN" || age.state === "CLAIMED_ADULT" ? { change: { state: "LIKELY_MINOR", by } } : {};
}

/** The youngest that somebody can be by their own words; undefined where these say nothing. */
function youngestBy(sign: SignOfAge, age: Age, at: Instant): number | undefined {
  if (sign.isBare && !isAskedForYear(age, at)) return undefined;
  if (sign.kind === "age") return sign.years;
  // Their birthday may still be to come this year.
  const years = yearEverywhere(at) - sign.year - 1;
  return years < -1 || years > OLDEST_YEARS ? undefined : Math.max(0, years);
}

/** Whether what somebody writes may be the answer to the question for their birth year. */
function isAskedForYear(age: Age, at: Instant): boolean {
  return age.state === "UNKNOWN" && age.asks > 0 && isWithin(age.askedAt, at, ANSWERED_WITHIN_MS);
}

/** Whether somebody was asked whether they are a child before they said something at `at`. */
function isAskedWhetherChild({ childDoubtAt }: Age, at: Instant): boolean {
  return childDoubtAt !== undefined && at > childDoubtAt && isWithin(childDoubtAt, at, DOUBT_MS);
}

/**
 * Whether the next reply is to ask for the birth year: the second reply to who has said nothing of it, and once more a day
 * later. Who does not answer then stays unknown, with what that allows.
 * @param hasHeardBefore whether a text of theirs was answered before.
 */
export function isAgeQuestionDue(age: Age, hasHeardBefore: boolean, at: Instant): boolean {
  if (age.state !== "UNKNOWN" || age.asks >= MOST_QUESTIONS) return false;
  if (age.askedAt === undefined) return hasHeardBefore;
  return !isWithin(age.askedAt, at, BETWEEN_QUESTIONS_MS);
}

/** Whether it is time to say again what is said instead of an answer: at once in a new state, then once an hour. */
export function isWordDue(age: Age, at: Instant): boolean {
  const { askedAt, since } = age;
  if (askedAt === undefined || (since !== undefined && askedAt < since)) return true;
  return !isWithin(askedAt, at, BETWEEN_WORDS_MS);
}

function isWithin(moment: Instant | undefined, at: Instant, milliseconds: number): boolean {
  return moment !== undefined && millisecondsOf(at) - millisecondsOf(moment) < milliseconds;
}

/** Nobody keeps when a minor comes of age; who proved to be one may have by now. */
const MINOR_STAYS_MS = 30 * 24 * HOUR_MS;

/** Whether who proved to be a minor may show something else again. */
export function mayHaveComeOfAge({ state, since }: Age, at: Instant): boolean {
  return state === "KNOWN_MINOR" && !isWithin(since, at, MINOR_STAYS_MS);
}

/** What a verification found out, and nothing else of what it saw. */
export type Finding =
  | {
      readonly kind: "adult" | "minor" | "child";
      readonly method: "document" | "estimation";
      /** The age that had to be reached, in years. */
      readonly threshold: number;
    }
  /** A guess from a face that is too near to the limit: a document has to tell. */
  | { readonly kind: "needs-document"; readonly threshold: number }
  /** The identity was approved, and no date of birth was read. */
  | { readonly kind: "no-date" }
  /** One was read that cannot be. */
  | { readonly kind: "impossible-date" };

/**
 * What is to be made of what an approved verification read. A document outweighs a guess; approval alone proves nothing.
 * @param passMark from which estimated age on, in years, somebody counts as an adult without a document.
 */
export function findingOf(
  read: { readonly dateOfBirth?: string | undefined; readonly estimatedAge?: number | undefined },
  passMark: number,
  at: Instant,
): Finding {
  const { adultYears } = limitsAt(at);
  if (read.dateOfBirth !== undefined) {
    const years = ageOn(read.dateOfBirth, at);
    if (years === undefined) return { kind: "impossible-date" };
    const kind = years >= adultYears ? "adult" : years >= CHILD_UNDER_YEARS ? "minor" : "child";
    return { kind, method: "document", threshold: adultYears };
  }
  const { estimatedAge } = read;
  if (estimatedAge === undefined || !(estimatedAge >= 0 && estimatedAge <= OLDEST_YEARS)) return { kind: "no-date" };
  if (estimatedAge >= passMark) return { kind: "adult", method: "estimation", threshold: passMark };
  return { kind: "needs-document", threshold: passMark };
}

/**
 * The state that a finding proves; undefined where it proves nothing, or what is known already. Who said that they are a
 * child and proves to be a minor stays one: they may not use Jules either way, and their data is on its way out.
 */
export function afterVerification(age: Age, finding: Finding, session: string): AgeChange | undefined {
  switch (finding.kind) {
    case "adult":
      return proven(age, "VERIFIED_ADULT", finding, session);
    case "minor":
      return age.state === "CHILD" ? undefined : proven(age, "KNOWN_MINOR", finding, session);
    case "child":
      return proven(age, "CHILD", finding, session);
    case "needs-document":
    case "no-date":
    case "impossible-date":
      return undefined;
    default:
      return finding satisfies never;
  }
}

function proven(
  age: Age,
  state: AgeState,
  { method, threshold }: { readonly method: "document" | "estimation"; readonly threshold: number },
  session: string,
): AgeChange | undefined {
  return age.state === state ? undefined : { state, by: "verification", method, threshold, session };
}
