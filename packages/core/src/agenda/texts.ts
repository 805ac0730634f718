import type { Instant } from "../kernel/index.ts";
import type { TimeZone } from "../numbering/index.ts";
import { type TimeOfDay, timeInWords, zoneName } from "../preferences/index.ts";
import type { Entry } from "./agenda.ts";
import { localTimeOf, weekdayOf } from "./wall-clock.ts";

type Language = "en" | "es";

const DAYS = {
  en: ["Sun", "Mon", "Tue", "Wed", "Thu", "Fri", "Sat"],
  es: ["domingo", "lunes", "martes", "mi\u00E9rcoles", "jueves", "viernes", "s\u00E1bado"],
} as const;
const WHOLE_DAYS = ["Sunday", "Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday"] as const;
const MONTHS = {
  en: ["Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec"],
  es: [
    ...["enero", "febrero", "marzo", "abril", "mayo", "junio"],
    ...["julio", "agosto", "septiembre", "octubre", "noviembre", "diciembre"],
  ],
} as const;

/** A moment with its day, its time and its zone: "Fri, Nov 27 at 9:00 AM Pacific". Own tables: the platform's words change. */
export function inWords(at: Instant, timeZone: TimeZone, language: Language): string {
  const local = localTimeOf(at, timeZone);
  const day = DAYS[language][weekdayOf(local)];
  const month = MONTHS[language][Number(local.slice(5, 7)) - 1];
  const date = Number(local.slice(8, 10));
  const time = timeInWords(local.slice(-"09:00".length) as TimeOfDay, language);
  const zone = zoneName(timeZone, language);
  return language === "es"
    ? `el ${day} ${date} de ${month} a las ${time} (hora ${zone})`
    : `${day}, ${month} ${date} at ${time} ${zone}`;
}

/** How often something comes: "every day at 8:00 AM Pacific". */
export function everyInWords({ every, dueAt }: Pick<Entry, "every" | "dueAt">, language: Language): string {
  if (!every) return "";
  const time = timeInWords(every.at, language);
  const zone = zoneName(every.timeZone, language);
  const weekday = weekdayOf(localTimeOf(dueAt, every.timeZone));
  if (language === "es") {
    const days = every.days === "day" ? "todos los d\u00EDas" : `los ${pluralDay(weekday)}`;
    return `${days} a las ${time} (hora ${zone})`;
  }
  return `every ${every.days === "day" ? "day" : WHOLE_DAYS[weekday]} at ${time} ${zone}`;
}

function pluralDay(weekday: number): string {
  const day = DAYS.es[weekday] ?? "";
  return day.endsWith("s") ? day : `${day}s`;
}
