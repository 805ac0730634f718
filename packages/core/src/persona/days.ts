import type { Day } from "../memory/index.ts";
import type { LocalTime } from "../numbering/index.ts";

const MONTHS = [
  ...["January", "February", "March", "April", "May", "June", "July"],
  ...["August", "September", "October", "November", "December"],
];
const WEEKDAYS = ["Sunday", "Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday"];
const DAY_MS = 86_400_000;
/** How near a day is told in days. */
const NEAR_DAYS = 30;

/** `Thursday, November 26, 2026, 3:14 PM` */
export function inWords(time: LocalTime): string {
  const { year, month, date, hour, minute } = time;
  const clock = `${hour % 12 || 12}:${String(minute).padStart(2, "0")} ${hour < 12 ? "AM" : "PM"}`;
  return `${weekdayOf(dayNumber(time))}, ${MONTHS[month - 1]} ${date}, ${year}, ${clock}`;
}

/** `Nov 26`, with its year where that is another than today's. */
export function dateInWords(
  { year, month, date }: Pick<LocalTime, "year" | "month" | "date">,
  today: LocalTime,
): string {
  const inYear = year === today.year ? "" : `, ${year}`;
  return `${MONTHS[month - 1]?.slice(0, 3)} ${date}${inYear}`;
}

/** `Thursday, Dec 3, in 7 days`; undefined of what is no day. */
export function dayInWords(day: Day, today: LocalTime): string | undefined {
  const [, year, month, date] = /^(\d{4})-(\d\d)-(\d\d)$/.exec(day)?.map(Number) ?? [];
  if (!year || !month || !date || month > 12) return undefined;
  const number = dayNumber({ year, month, date });
  const far = number - dayNumber(today);
  const near = Math.abs(far) <= NEAR_DAYS ? `, ${daysAway(far)}` : "";
  return `${weekdayOf(number)}, ${dateInWords({ year, month, date }, today)}${near}`;
}

function daysAway(days: number): string {
  if (days === 0) return "today";
  if (days === 1) return "tomorrow";
  if (days === -1) return "yesterday";
  return days > 0 ? `in ${days} days` : `${-days} days ago`;
}

function dayNumber({ year, month, date }: Pick<LocalTime, "year" | "month" | "date">): number {
  return Date.UTC(year, month - 1, date) / DAY_MS;
}

/** Day 0 was a Thursday. */
function weekdayOf(number: number): string {
  return WEEKDAYS[(((number + 4) % 7) + 7) % 7] ?? "";
}
