import type { Price } from "./objects.ts";

export const daySeconds = 86_400;

/**
 * The moment that many intervals after the anchor, all in seconds: months and years by the calendar of UTC, where a day that
 * a month lacks is its last. Counted from the anchor and not from one period to the next, the 31st comes back after February.
 */
export function intervalsAfter(
  anchor: number,
  { interval, interval_count }: Price["recurring"],
  count: number,
): number {
  const steps = interval_count * count;
  switch (interval) {
    case "day":
      return anchor + steps * daySeconds;
    case "week":
      return anchor + steps * 7 * daySeconds;
    case "month":
      return monthsAfter(anchor, steps);
    case "year":
      return monthsAfter(anchor, steps * 12);
    default:
      return interval satisfies never;
  }
}

/** The period of that anchor which a moment falls into. */
export function periodAt(anchor: number, recurring: Price["recurring"], at: number): { start: number; end: number } {
  let count = 0;
  while (intervalsAfter(anchor, recurring, count + 1) <= at) count += 1;
  return { start: intervalsAfter(anchor, recurring, count), end: intervalsAfter(anchor, recurring, count + 1) };
}

export function isSameInterval(one: Price, other: Price): boolean {
  const [first, second] = [one.recurring, other.recurring];
  return first.interval === second.interval && first.interval_count === second.interval_count;
}

function monthsAfter(anchor: number, months: number): number {
  const date = new Date(anchor * 1000);
  const day = date.getUTCDate();
  date.setUTCDate(1);
  date.setUTCMonth(date.getUTCMonth() + months);
  const lastDay = new Date(Date.UTC(date.getUTCFullYear(), date.getUTCMonth() + 1, 0)).getUTCDate();
  date.setUTCDate(Math.min(day, lastDay));
  return Math.floor(date.getTime() / 1000);
}
