import type { Language } from "../disclosure/index.ts";

/** Words that one language has all the time and the other never. */
const COMMON: Readonly<Record<Language, ReadonlySet<string>>> = {
  en: new Set(
    "the and you your it's is are was that this what how with for of to my we don't i'm i'll have did when not".split(
      " ",
    ),
  ),
  es: new Set(
    "que el la los las de del y en un una por con para te tu tus es est\u00E1 estoy qu\u00E9 c\u00F3mo m\u00E1s muy pero se lo mi al eso".split(
      " ",
    ),
  ),
};

/**
 * The language that a text is written in, by its most common words and by the marks that only Spanish opens with. Undefined where
 * neither is told by it.
 */
export function spokenLanguage(text: string): Language | undefined {
  if (/[\u00BF\u00A1]/.test(text)) return "es";
  const words = text.toLowerCase().split(/[^\p{L}']+/u);
  const count = (language: Language) => words.filter((word) => COMMON[language].has(word)).length;
  const lead = count("es") - count("en");
  if (lead === 0) return undefined;
  return lead > 0 ? "es" : "en";
}
