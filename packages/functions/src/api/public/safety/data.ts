import { CRISIS_TEMPLATES, TIERS } from "@jules/core/crisis";
import type { SafetyProtocol } from "@jules/core/safety";
import type { YearCount } from "./counts.ts";

/**
 * The page as data, for whoever checks or archives it. The texts are there in every language.
 * @param counts undefined when they cannot be read now.
 */
export function safetyData(protocol: SafetyProtocol, counts: readonly YearCount[] | undefined) {
  const { version, language, wording, beside, resources, contact } = protocol;
  return {
    protocol: {
      version,
      language,
      title: wording.title,
      summary: wording.summary,
      tiers: TIERS.map((tier) => ({
        tier,
        meaning: wording.tiers.rows[tier].meaning,
        answer: wording.tiers.rows[tier].answer,
      })),
      sections: [wording.detection, wording.answers, wording.never, wording.limits, wording.minors, wording.privacy],
    },
    texts: CRISIS_TEMPLATES.map(({ code, version: ofText, language: inLanguage, case: name, step, body }) => ({
      ...{ code, version: ofText, language: inLanguage, case: name, step: step ?? null, body },
    })),
    textsToEverybody: beside.map(({ code, version: ofText, language: inLanguage, body }) => ({
      ...{ code, version: ofText, language: inLanguage, body },
    })),
    referralNotifications: counts
      ? { available: true, timeZone: "UTC-08:00", years: counts }
      : { available: false, timeZone: "UTC-08:00", years: [] },
    resources,
    contact,
  };
}
