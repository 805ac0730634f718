import type { Language } from "@jules/core/safety";

/**
 * The language that a visitor asks for: `lang` in the address, or else what their browser prefers (RFC 9110, 12.5.4), or
 * else English.
 */
export function languageOf(asked: string | undefined, acceptLanguage: string | undefined): Language {
  if (asked === "en" || asked === "es") return asked;
  const preferred = (acceptLanguage ?? "")
    .split(",")
    .map((range) => /^\s*(en|es)\b[^;]*(?:;\s*q=([\d.]+))?\s*$/i.exec(range))
    .filter((match) => match !== null)
    .map(([, language = "", quality = "1"]) => ({ language: language.toLowerCase(), quality: Number(quality) }))
    .sort((one, other) => other.quality - one.quality);
  return preferred[0]?.language === "es" && preferred[0].quality > 0 ? "es" : "en";
}
