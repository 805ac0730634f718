import type { FixedText } from "../disclosure/index.ts";
import { type Instant, millisecondsOf, type PhoneNumber } from "../kernel/index.ts";
import { type State, stateOf } from "../numbering/index.ts";
import type { CrisisTier } from "./assessment.ts";

/** Which fixed text, without its language, and in which version: `crisis.suicide-high@1`. Three digits in a row at most. */
export type TemplateName = string & { readonly __brand: "TemplateName" };

/**
 * One text of ours that refers somebody to help, as it is counted for the public: nothing in it tells whom, on which day,
 * or what they wrote. The number is gone but for the state its area code belongs to.
 */
export interface Referral {
  /** In Pacific Standard Time. */
  readonly year: number;
  readonly state: State | "unknown";
  readonly tier: CrisisTier;
  readonly template: TemplateName;
  readonly language: "en" | "es";
}

/** How often there was one. */
export interface ReferralCount extends Referral {
  readonly count: number;
}

/** Reads what was counted. */
export interface ReferralCounters {
  /** @throws Failure when the counters cannot be read now. */
  ofYear(year: number): Promise<readonly ReferralCount[]>;
}

/** UTC-8, summer and winter: a year ends when it does in California, in whose December no clock is moved. */
const PACIFIC_STANDARD_TIME_MS = -8 * 60 * 60_000;

/** SB 243 has counted since 1 January 2026 (Stats. 2025 ch. 677). */
const FIRST_YEAR = 2026;

/** The calendar year that a moment falls into in Pacific Standard Time (Cal. B&P 22603(a)(1), "calendar year"). */
export function referralYear(at: Instant): number {
  return new Date(millisecondsOf(at) + PACIFIC_STANDARD_TIME_MS).getUTCFullYear();
}

/** Every year that can have been counted by now, the present one first. */
export function referralYears(at: Instant): readonly number[] {
  const last = referralYear(at);
  return Array.from({ length: Math.max(1, last - FIRST_YEAR + 1) }, (_, index) => last - index);
}

/** What is counted of a text to this number. Never throws: it is made while somebody waits for help. */
export function referral(at: Instant, to: PhoneNumber, tier: CrisisTier, template: FixedText): Referral {
  const [, name = template.code, language = "en"] = /^(.*)\.(en|es)$/.exec(template.code) ?? [];
  return {
    year: referralYear(at),
    state: stateOf(to) ?? "unknown",
    tier,
    template: templateName(`${name}@${template.version}`) ?? UNNAMED,
    language: language === "es" ? "es" : "en",
  };
}

/** The name if `value` is one, otherwise undefined; no telephone number, date or id of ours is one. */
export function templateName(value: string): TemplateName | undefined {
  const isName = /^[a-z][a-z0-9.-]{0,60}@\d{1,3}$/.test(value) && !/\d{4}|(?:\d\D?){7}/.test(value);
  return isName ? (value as TemplateName) : undefined;
}

const UNNAMED = "unnamed@0" as TemplateName;

/** How many referrals were issued in all, or to numbers of one state. */
export function totalOf(counts: readonly ReferralCount[], state?: Referral["state"]): number {
  return counts
    .filter((counted) => state === undefined || counted.state === state)
    .reduce((sum, { count }) => sum + count, 0);
}
