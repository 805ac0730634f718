import type { Assessment, SecondOpinion } from "@jules/core/crisis";

/** What people say here when they are in danger. How well real words are heard is the detector's own measure. */
export const SIGNS = {
  crisis: ["i want to kill myself", "I took all the pills", "my boyfriend hits me", "I want to die tonight"],
  concern: ["so tired of everything lately", "nobody would miss me"],
  graveOnSecondLook: ["i gave my guitar away"],
  harmlessOnSecondLook: ["long walk home over the bridge"],
} as const;

const NOTHING: Assessment = {
  ...{ tier: "none", verdict: "clear", categories: [], signals: [] },
  ...{ score: 0, evidence: [], language: "en" },
};

/** The crisis check, for these people. */
export function checkOf(text: string): Assessment {
  const says = (signs: readonly string[]) => signs.some((sign) => text.includes(sign));
  if (says(SIGNS.crisis)) return { ...NOTHING, tier: "high", verdict: "act", categories: ["suicide"] };
  if (says(SIGNS.concern)) return { ...NOTHING, tier: "concern", verdict: "act", categories: ["suicide"] };
  if (says(SIGNS.graveOnSecondLook) || says(SIGNS.harmlessOnSecondLook)) return { ...NOTHING, verdict: "watch" };
  return NOTHING;
}

/** What a second look finds in the last of these texts, when it finds out at all. */
export function opinionOf(texts: readonly string[]): SecondOpinion {
  const last = texts.at(-1) ?? "";
  if (SIGNS.graveOnSecondLook.some((sign) => last.includes(sign))) return { tier: "high", categories: ["suicide"] };
  return { tier: "none", categories: [] };
}
