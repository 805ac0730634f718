import { type Instant, instantPlus } from "../kernel/index.ts";

/** Nobody is older, so a date that says so is a mistake of whoever read the document. */
const OLDEST_YEARS = 120;

/**
 * American Samoa, UTC-11: the last place of the United States in which a day begins. By its calendar nobody counts as a
 * day older than they are, wherever in the country they are, and there is no daylight-saving time to think of.
 */
const LATEST_ZONE_MS = -11 * 60 * 60_000;

/** The calendar date, YYYY-MM-DD, that has begun everywhere in the country. */
function dateEverywhere(at: Instant): string {
  return instantPlus(at, LATEST_ZONE_MS).slice(0, "2026-11-20".length);
}

/** The calendar year that has begun everywhere in the country. */
export function yearEverywhere(at: Instant): number {
  return Number(dateEverywhere(at).slice(0, 4));
}

/**
 * The age, in whole years, of somebody born on a calendar date (YYYY-MM-DD); by the calendar of the place where a day
 * begins last. Who was born on 29 February is a year older on 1 March where there is no such day.
 * Undefined for what is no date, for one that is still to come, and for one more than 120 years ago.
 */
export function ageOn(dateOfBirth: string, at: Instant): number | undefined {
  const born = partsOf(dateOfBirth);
  const today = partsOf(dateEverywhere(at));
  if (!born || !today || dateOfBirth > dateEverywhere(at)) return undefined;
  const hadBirthday = dateOfBirth.slice(5) <= dateEverywhere(at).slice(5);
  const years = today.year - born.year - (hadBirthday ? 0 : 1);
  return years > OLDEST_YEARS ? undefined : years;
}

function partsOf(date: string): { readonly year: number } | undefined {
  const [, year = "", month = "", day = ""] = /^(\d{4})-(\d{2})-(\d{2})$/.exec(date) ?? [];
  if (!year || Number(month) < 1 || Number(month) > 12) return undefined;
  // The last day of the month is the day before the next one.
  const days = new Date(Date.UTC(Number(year), Number(month), 0)).getUTCDate();
  return Number(day) >= 1 && Number(day) <= days ? { year: Number(year) } : undefined;
}
