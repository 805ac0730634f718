/** What kind of danger a text speaks of. */
export type CrisisCategory = "suicide" | "self-harm" | "violence" | "abuse";

/**
 * none: ordinary talk; concern: veiled or passive, wants care and a question; high: a present wish, intent or plan, or
 * harm disclosed; imminent: under way, or means in hand, or a time within the day.
 */
export type CrisisTier = "none" | "concern" | "high" | "imminent";

export interface Assessment {
  readonly tier: CrisisTier;
  readonly categories: readonly CrisisCategory[];
  /** Names of the rules that spoke. Codes, so that they may be logged; never words of the text. */
  readonly evidence: readonly string[];
  readonly language: "en" | "es";
}

/** High and imminent get their fixed reply before anything else happens with the text. */
export function needsReplyAtOnce(assessment: Assessment): boolean {
  switch (assessment.tier) {
    case "imminent":
    case "high":
      return true;
    case "concern":
    case "none":
      return false;
    default:
      return assessment.tier satisfies never;
  }
}
