import type { Instant } from "../kernel/index.ts";

/**
 * UNKNOWN: said nothing yet; CLAIMED_ADULT: gave a birth year of an adult; VERIFIED_ADULT: proved it; LIKELY_MINOR: said or
 * showed something else, may prove it wrong; KNOWN_MINOR: proved to be under 18; CHILD: under 13 by their own clear words.
 */
export type AgeState = "UNKNOWN" | "CLAIMED_ADULT" | "VERIFIED_ADULT" | "LIKELY_MINOR" | "KNOWN_MINOR" | "CHILD";

/** What is known of a member's age, and how. Never a date of birth. */
export interface Age {
  readonly state: AgeState;
  /** Grows with every change; a change is made from the version that was read. */
  readonly version: number;
  readonly since: Instant | undefined;
  /** When they were last asked for their birth year, and how often. */
  readonly askedAt: Instant | undefined;
  readonly asks: number;
  /** When something made us think of a child, and they were asked about it. */
  readonly childDoubtAt: Instant | undefined;
}

export const AGE_UNKNOWN: Age = {
  state: "UNKNOWN",
  version: 0,
  since: undefined,
  askedAt: undefined,
  asks: 0,
  childDoubtAt: undefined,
};

/** What made a change of the age state. */
export type AgeCause = "stated" | "signal" | "verification" | "operator";

export interface AgeChange {
  readonly state: AgeState;
  readonly by: AgeCause;
  /** Of a verification: how, the pass mark of an estimation in years, and the vendor's session. */
  readonly method?: "document" | "estimation";
  readonly threshold?: number;
  readonly session?: string;
}

/** What an age state allows. A crisis is answered in every one of them. */
export interface Allowance {
  /** Answers of the model. */
  readonly companion: boolean;
  /** Texts that we begin. */
  readonly proactive: boolean;
  /** To be remembered beyond the conversation. */
  readonly memory: boolean;
}

const NOTHING: Allowance = { companion: false, proactive: false, memory: false };
const EVERYTHING: Allowance = { companion: true, proactive: true, memory: true };

/** @param mustBeVerified a rule wants proof of everybody (a switch of the rules file). */
export function allowanceOf(state: AgeState, mustBeVerified = false): Allowance {
  switch (state) {
    case "VERIFIED_ADULT":
      return EVERYTHING;
    case "CLAIMED_ADULT":
      return mustBeVerified ? NOTHING : EVERYTHING;
    case "UNKNOWN":
      return mustBeVerified ? NOTHING : { companion: true, proactive: false, memory: false };
    case "LIKELY_MINOR":
    case "KNOWN_MINOR":
    case "CHILD":
      return NOTHING;
    default:
      return state satisfies never;
  }
}
