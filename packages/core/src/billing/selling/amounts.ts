import type { Instant } from "../../kernel/index.ts";
import { localTime } from "../../numbering/index.ts";
import type { Money } from "../payments.ts";

type Language = "en" | "es";

const MONTHS = {
  en: [
    ...["January", "February", "March", "April", "May", "June"],
    ...["July", "August", "September", "October", "November", "December"],
  ],
  es: [
    ...["enero", "febrero", "marzo", "abril", "mayo", "junio"],
    ...["julio", "agosto", "septiembre", "octubre", "noviembre", "diciembre"],
  ],
} as const;

/** So much money as people write it: "$9.99"; of another currency than the dollar with its code, "9.99 EUR". */
export function amountInWords({ minor, currency }: Money): string {
  const amount = (minor / 100).toFixed(2);
  return currency === "usd" ? `$${amount}` : `${amount} ${currency.toUpperCase()}`;
}

/**
 * A day with its year: "November 29, 2026". By Eastern Time for everybody: a page behind a link need not know where somebody
 * is, and what is to be provable years later must not depend on it.
 */
export function dayInWords(at: Instant, language: Language): string {
  const { year, month, date } = localTime(at, "America/New_York");
  const name = MONTHS[language][month - 1] ?? "";
  return language === "es" ? `${date} de ${name} de ${year}` : `${name} ${date}, ${year}`;
}
