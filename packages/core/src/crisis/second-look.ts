import { type Assessment, type CrisisCategory, type CrisisTier, graver } from "./assessment.ts";

/** What a second look makes of a text. */
export interface SecondOpinion {
  readonly tier: CrisisTier;
  readonly categories: readonly CrisisCategory[];
}

export interface SecondLook {
  /**
   * @param texts the last few of the member, oldest first; the last is the one in question.
   * @returns undefined when there is no answer in time. Never throws.
   */
  look(texts: readonly string[], timeoutMs: number): Promise<SecondOpinion | undefined>;
}

/** A second look may raise a tier and add categories; it never lowers a verdict that stands alone. */
export function raisedBy(assessment: Assessment, opinion: SecondOpinion | undefined): Assessment {
  if (assessment.verdict === "clear") return assessment;
  if (!opinion) return assessment.verdict === "watch" ? { ...assessment, verdict: "act", tier: "concern" } : assessment;
  const tier = graver(assessment.tier, opinion.tier);
  if (tier === "none") return { ...assessment, verdict: "clear" };
  const categories = [...new Set([...assessment.categories, ...opinion.categories])];
  return { ...assessment, verdict: "act", tier, categories };
}
