import type { FixedText } from "../disclosure/index.ts";
import type { Country } from "../numbering/index.ts";
import { type Assessment, isAtLeast } from "./assessment.ts";

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
  "abroad-canada-concern": {
    version: 1,
    en: "I'm an AI and can't text with numbers outside the US, but I read this. If things are hard right now, you don't have to be alone with it: in Canada, call or text 988 any time. In danger, call 911.",
    es: "Soy una IA y no puedo escribirme con n\u00FAmeros de fuera de EE. UU., pero le\u00ED esto. Si las cosas est\u00E1n dif\u00EDciles, no tienes que estar a solas con eso: en Canad\u00E1, llama o escribe al 988 (ingl\u00E9s y franc\u00E9s). En peligro, llama al 911.",
  },
  "abroad-elsewhere-concern": {
    version: 1,
    en: "I'm an AI and can't text with numbers outside the US, but I read this. If things are hard right now, please talk to a person near you whom you trust. In danger, call your local emergency number.",
    es: "Soy una IA y no puedo escribirme con n\u00FAmeros de fuera de EE. UU., pero le\u00ED esto. Si las cosas est\u00E1n dif\u00EDciles, habla con una persona de confianza que est\u00E9 cerca. En peligro, llama al n\u00FAmero de emergencias de tu pa\u00EDs.",
  },
} as const;

/** @param country where the number is, as far as we know; undefined outside of the North American numbering plan. */
export function crisisReplyAbroad(
  country: Country | undefined,
  { tier, language }: Pick<Assessment, "tier" | "language">,
): FixedText {
  const place = country === "CA" ? "abroad-canada" : "abroad-elsewhere";
  const name = isAtLeast(tier, "high") ? place : (`${place}-concern` as const);
  const { version, [language]: body } = TEXTS[name];
  return { code: `crisis.${name}.${language}`, version, body };
}
