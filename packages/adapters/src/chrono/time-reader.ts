import { instantsOf, type LocalTime, localTimeOf, type NamedTime } from "@jules/core/agenda";
import { type Instant, instant, millisecondsOf } from "@jules/core/kernel";
import type { TimeZone } from "@jules/core/numbering";
import type { Chrono, ParsedResult } from "chrono-node";
import { phrased, recurring } from "./phrasing.ts";

const GRAMMARS: Readonly<Record<"en" | "es", () => Promise<{ readonly casual: Chrono }>>> = {
  en: () => import("chrono-node/en"),
  es: () => import("chrono-node/es"),
};

const MINUTE_MS = 60_000;

/** The time that a text names, by chrono's grammar of its language; forward wherever a date may be read in both directions. */
export async function readTime(
  text: string,
  language: "en" | "es",
  now: Instant,
  timeZone: TimeZone,
): Promise<NamedTime | undefined> {
  const said = phrased(text, language);
  const again = recurring(said, language);
  if (again === "unknown") return undefined;
  const { casual } = await GRAMMARS[language]();
  const words = again?.text ?? said;
  const shown = localTimeOf(now, timeZone);
  const timezone = (Date.parse(`${shown}:00Z`) - Math.floor(millisecondsOf(now) / MINUTE_MS) * MINUTE_MS) / MINUTE_MS;
  const results = casual.parse(words, { instant: new Date(now), timezone }, { forwardDate: true });
  const timed = results.find(({ start }) => start.isCertain("hour"));
  const dated = results.find(({ start }) => hasDay(start)) ?? results[0];
  const result = timed ?? dated;
  if (!result) return again && { ...named(again.time, shown), every: again.every, rest: words };
  const rest = without(words, [timed, dated]);
  const every = again && { every: again.every };
  const { start } = result;
  if (timed?.start.isCertain("timezoneOffset")) {
    const at = instant(start.date());
    return { local: localTimeOf(at, timeZone), rest, ...(again ? every : { at }) };
  }
  const day = dayOf(dated && hasDay(dated.start) ? dated.start : start);
  if (!timed) {
    const time = again?.time ?? partOfDay(result);
    return { local: local(day, time ?? "09:00"), rest, ...every, ...(time === undefined && { isDayOnly: true }) };
  }
  return { local: settled(day, timed, dated, now, timeZone), rest, ...every };
}

type Components = ParsedResult["start"];

function hasDay(start: Components): boolean {
  return start.isCertain("day") || start.isCertain("weekday");
}

function named(time: string | undefined, shown: LocalTime): Pick<NamedTime, "local" | "isDayOnly"> {
  const day = shown.slice(0, "2026-11-26".length);
  return { local: local(day, time ?? "09:00"), ...(time === undefined && { isDayOnly: true as const }) };
}

function dayOf(start: Components): string {
  const [year, month, day] = [start.get("year"), start.get("month"), start.get("day")];
  return [String(year).padStart(4, "0"), ...[month, day].map((part) => String(part).padStart(2, "0"))].join("-");
}

function local(day: string, time: string): LocalTime {
  return `${day}T${time}` as LocalTime;
}

/** What is meant by a part of the day; the grammar's own are outside of the hours in which anybody may be texted. */
function partOfDay({ start, text }: ParsedResult): string | undefined {
  if (/morning|ma\u00F1ana por la ma/i.test(text)) return "09:00";
  if (/noon|mediod/i.test(text) && start.get("hour") === 12) return "12:00";
  if (/afternoon|tarde/i.test(text)) return "15:00";
  return /evening|night|noche/i.test(text) ? "19:00" : undefined;
}

/** Without a day it is today or tomorrow; without a half of the day, the one between 8:00 and 20:00. */
function settled(
  day: string,
  { start, text }: ParsedResult,
  dated: ParsedResult | undefined,
  now: Instant,
  timeZone: TimeZone,
): LocalTime {
  const hour = start.get("hour") ?? 0;
  const minutes = String(start.get("minute") ?? 0).padStart(2, "0");
  const isSaid = start.isCertain("meridiem") || hour > 12 || hour === 0 || /\b0\d:/.test(text) || hasPart(text);
  const at = (on: string, hours: number) => local(on, `${String(hours).padStart(2, "0")}:${minutes}`);
  const meant = isSaid || hour >= 8 ? hour : hour + 12;
  const isAhead = (time: LocalTime) => instantsOf(time, timeZone).some((moment) => moment > now);
  const today = localTimeOf(now, timeZone).slice(0, "2026-11-26".length);
  const isNamed = dated !== undefined && hasDay(dated.start);
  if (!isNamed) return isAhead(at(today, meant)) ? at(today, meant) : at(dayAfter(today), meant);
  const isThisWeekday = !dated.start.isCertain("day") && dated.start.get("weekday") === weekdayOf(today);
  if (isThisWeekday && !/next|pr(?:\u00F3|o)xim/i.test(dated.text)) {
    return isAhead(at(today, meant)) ? at(today, meant) : at(dayAfter(today, 7), meant);
  }
  // "Today at 9", said in the afternoon.
  if (day === today && !isSaid && hour < 12 && !isAhead(at(day, meant)) && isAhead(at(day, hour + 12))) {
    return at(day, hour + 12);
  }
  return at(day, meant);
}

function hasPart(text: string): boolean {
  return /morning|afternoon|evening|night|noon|midnight/i.test(text);
}

function weekdayOf(day: string): number {
  return new Date(`${day}T00:00:00Z`).getUTCDay();
}

function dayAfter(day: string, days = 1): string {
  return new Date(Date.parse(`${day}T00:00:00Z`) + days * 24 * 60 * MINUTE_MS).toISOString().slice(0, 10);
}

/** The text without these parts of it. */
function without(text: string, results: readonly (ParsedResult | undefined)[]): string {
  const parts = [...new Set(results)].filter((result) => result !== undefined);
  return parts
    .sort((one, other) => other.index - one.index)
    .reduce((left, { index, text: part }) => `${left.slice(0, index)} ${left.slice(index + part.length)}`, text);
}
