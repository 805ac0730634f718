/** What kind of danger a text speaks of. */
export type CrisisCategory = "suicide" | "self-harm" | "violence" | "abuse";

/**
 * none: ordinary talk; concern: veiled or passive, wants care and a question; high: a present wish, intent or plan, or
 * harm disclosed; imminent: under way, or means in hand, or a time within the day.
 */
export type CrisisTier = "none" | "concern" | "high" | "imminent";

/** From the least to the most grave. */
export const TIERS = ["none", "concern", "high", "imminent"] as const satisfies readonly CrisisTier[];

/** What else a text tells that decides which help fits. */
export type CrisisSignal =
  /** Poisoning or another medical emergency. */
  | "overdose"
  | "eating-disorder"
  /** Somebody else than the writer is in danger. */
  | "someone-else"
  /** A child is harmed, or writes. */
  | "child"
  | "sexual-assault"
  /** A husband, wife, partner, boyfriend, girlfriend or former one does the harm. */
  | "partner"
  /** A good-bye, last wishes, things given away. */
  | "farewell"
  /** "jk", "just kidding", "forget it": lowers nothing inside an episode. */
  | "retraction"
  | "veteran"
  | "lgbtq";

/** act: the verdict stands alone; watch: a second look is asked for, and without one it counts as concern. */
export type CrisisVerdict = "clear" | "watch" | "act";

export interface Assessment {
  /** `none` unless the verdict is `act`. */
  readonly tier: CrisisTier;
  readonly verdict: CrisisVerdict;
  readonly categories: readonly CrisisCategory[];
  readonly signals: readonly CrisisSignal[];
  /** Rises with risk, in [0, 1]. Never shown to the person it is about. */
  readonly score: number;
  /** Names of what spoke for the verdict. Codes; never words of the text. */
  readonly evidence: readonly string[];
  readonly language: "en" | "es";
}

/** High and imminent get their fixed reply before anything else happens with the text. */
export function needsReplyAtOnce({ tier }: Pick<Assessment, "tier">): boolean {
  return isAtLeast(tier, "high");
}

export function isAtLeast(tier: CrisisTier, least: CrisisTier): boolean {
  return TIERS.indexOf(tier) >= TIERS.indexOf(least);
}

/** What was made of a text, or as grave as what was made of a part of it by itself, if that is graver. */
export function asGraveAs(text: Assessment, part: Assessment): Assessment {
  const rank = ({ tier, verdict }: Assessment) => [TIERS.indexOf(tier), VERDICTS.indexOf(verdict)] as const;
  const [[tier, verdict], [tierOfPart, verdictOfPart]] = [rank(text), rank(part)];
  if (tierOfPart < tier || (tierOfPart === tier && verdictOfPart <= verdict)) return text;
  return { ...part, signals: [...new Set([...text.signals, ...part.signals])], language: text.language };
}

const VERDICTS: readonly CrisisVerdict[] = ["clear", "watch", "act"];

export function graver(one: CrisisTier, other: CrisisTier): CrisisTier {
  return isAtLeast(one, other) ? one : other;
}
