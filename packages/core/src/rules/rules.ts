import type { Instant } from "../kernel/index.ts";

/** Who made a rule: a state by its postal code, the federation, or the carriers' association. */
export type Jurisdiction = "US" | "NY" | "CA" | "WA" | "OR" | "CT" | "CO" | "UT" | "TN" | "FL" | "OK" | "VA" | "CTIA";

/** What the code reads. All times in minutes, of the strictest rule that counts at a moment. */
export interface Limits {
  /** How long a companion may go on before it says again what it is: to a verified adult, and to everybody else. */
  readonly disclosureMinutes: { readonly verifiedAdult: number; readonly anybodyElse: number };
  /** An interaction is over after so much silence; the next text of ours begins another. */
  readonly silenceMinutes: number;
  /** Between these hours of the member's day we may text first. */
  readonly proactiveHours: { readonly from: number; readonly to: number };
  /** Texts in 24 hours that we begin. */
  readonly proactivePerDay: number;
  /** How soon the one confirmation of an opt-out must have gone out. */
  readonly optOutConfirmationMinutes: number;
  /** After so many days of silence a number may be somebody else's. */
  readonly recycledAfterDays: number;
  /** The youngest who may use Jules, in years. */
  readonly adultYears: number;
}
/** A rule that only counts once somebody says so: its bill was not signed yet, or counsel has to decide. */
export type SwitchCode = "ny-art-48" | "us-guard" | "crisis-reply-to-opted-out";

/** Which of them count now; read at run time, so that none needs a deploy. */
export type SwitchedOn = ReadonlySet<SwitchCode>;

/** Where the code learns what was switched on. */
export interface Switches {
  switchedOn(): Promise<SwitchedOn>;
}

const LIMITS: Limits = {
  disclosureMinutes: { verifiedAdult: 165, anybodyElse: 50 },
  silenceMinutes: 60,
  proactiveHours: { from: 8, to: 20 },
  proactivePerDay: 3,
  optOutConfirmationMinutes: 5,
  recycledAfterDays: 45,
  adultYears: 18,
};

/** The strictest of everything that is in force at `at`, or applied already. */
export function limitsAt(_at: Instant): Limits {
  return LIMITS;
}
