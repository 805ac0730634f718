import type { FixedText } from "../disclosure/index.ts";
import type { Country } from "../numbering/index.ts";
import type { Assessment } from "./assessment.ts";

/**
 * Help for who writes from a number that we do not text with. Our templates name lines of the United States, which cannot be
 * reached from everywhere: Canada has a 988 of its own, of every other country nothing is said that we do not know.
 */
const TEXTS = {
  "abroad-canada": {
    version: 1,
    en: "I'm glad you told me. I'm an AI and can't call anyone for you, but a person can be there: in Canada, call or text 988. In immediate danger, call 911 now.",
    es: "Qu\u00E9 bueno que me lo dijiste. Soy una IA y no puedo llamar a nadie por ti, pero hay personas que ayudan: en Canad\u00E1, llama o escribe al 988 (ingl\u00E9s y franc\u00E9s). En peligro inmediato, llama al 911.",
  },
  "abroad-elsewhere": {
    version: 1,
    en: "I'm glad you told me. I'm an AI and can't call anyone for you. Please call your local emergency number now, or go to a person near you whom you trust. You don't have to be alone with this.",
    es: "Qu\u00E9 bueno que me lo dijiste. Soy una IA y no puedo llamar a nadie por ti. Llama ahora al n\u00FAmero de emergencias de tu pa\u00EDs, o ve con una persona de confianza que est\u00E9 cerca. No tienes que estar a solas con esto.",
  },
} as const;

/** @param country where the number is, as far as we know; undefined outside of the North American numbering plan. */
export function crisisReplyAbroad(country: Country | undefined, language: Assessment["language"]): FixedText {
  const name = country === "CA" ? "abroad-canada" : "abroad-elsewhere";
  const { version, [language]: body } = TEXTS[name];
  return { code: `crisis.${name}.${language}`, version, body };
}
