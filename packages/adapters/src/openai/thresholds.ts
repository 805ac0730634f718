import { type CrisisCategory, graver, type SecondOpinion } from "@jules/core/crisis";

/** From which score on, in [0, 1], a category of the endpoint speaks of which danger, and how grave it is. */
interface Reading {
  readonly category: CrisisCategory;
  readonly concernFrom: number;
  /** Absent where a score cannot tell a wish from a story. */
  readonly highFrom?: number;
}

/**
 * The endpoint's categories that say something about a person in danger. None is `imminent`: it knows neither time nor means.
 *
 * The scores are those of `omni-moderation-2024-09-26`; OpenAI may calibrate a later model differently, which is why a
 * dated one is asked. Intent is read as suicide, since the category does not tell it from self-harm and the graver
 * answer has the same numbers in it. `violence` does not tell who does it to whom.
 */
export const READINGS = {
  "self-harm/intent": { category: "suicide", concernFrom: 0.3, highFrom: 0.8 },
  "self-harm/instructions": { category: "suicide", concernFrom: 0.3, highFrom: 0.8 },
  "self-harm": { category: "self-harm", concernFrom: 0.4 },
  "harassment/threatening": { category: "violence", concernFrom: 0.6 },
  violence: { category: "violence", concernFrom: 0.8 },
  "sexual/minors": { category: "abuse", concernFrom: 0.5 },
} as const satisfies Readonly<Record<string, Reading>>;

export type ReadCategory = keyof typeof READINGS;

/** What the scores of one text amount to. */
export function opinionFrom(scores: Readonly<Record<ReadCategory, number>>): SecondOpinion {
  let tier: SecondOpinion["tier"] = "none";
  const categories = new Set<CrisisCategory>();
  for (const [name, reading] of Object.entries<Reading>(READINGS)) {
    const score = scores[name as ReadCategory];
    if (score < reading.concernFrom) continue;
    categories.add(reading.category);
    tier = graver(tier, score >= (reading.highFrom ?? Number.POSITIVE_INFINITY) ? "high" : "concern");
  }
  return { tier, categories: [...categories] };
}
