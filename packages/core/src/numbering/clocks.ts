import { type Instant, millisecondsOf } from "../kernel/index.ts";
import type { TimeZone } from "./states.ts";

/** A moment on the clocks of a place. */
export interface LocalTime {
  readonly year: number;
  /** From 1. */
  readonly month: number;
  readonly date: number;
  readonly hour: number;
  readonly minute: number;
}

interface Clocks {
  /** Ahead of UTC in winter. */
  readonly hours: number;
  /** Whether they go forward on the second Sunday of March and back on the first of November (15 U.S.C. 260a). */
  readonly areMoved: boolean;
}

const CLOCKS: Readonly<Record<TimeZone | "UTC", Clocks>> = {
  "America/New_York": { hours: -5, areMoved: true },
  "America/Chicago": { hours: -6, areMoved: true },
  "America/Denver": { hours: -7, areMoved: true },
  "America/Phoenix": { hours: -7, areMoved: false },
  "America/Los_Angeles": { hours: -8, areMoved: true },
  "America/Anchorage": { hours: -9, areMoved: true },
  "America/Puerto_Rico": { hours: -4, areMoved: false },
  "Pacific/Honolulu": { hours: -10, areMoved: false },
  "Pacific/Pago_Pago": { hours: -11, areMoved: false },
  "Pacific/Guam": { hours: 10, areMoved: false },
  UTC: { hours: 0, areMoved: false },
};

const HOUR_MS = 3_600_000;
const DAY_MS = 24 * HOUR_MS;

/**
 * What the clocks of a place show, from 2007 on. Reckoned: the first `Intl.DateTimeFormat` of a sandbox takes longer than
 * all else that is done on the way to a reply. A test holds it against `Intl`.
 */
export function localTime(at: Instant, zone: TimeZone | "UTC"): LocalTime {
  const { hours, areMoved } = CLOCKS[zone];
  const inWinter = millisecondsOf(at) + hours * HOUR_MS;
  const shown = new Date(areMoved && isSummer(inWinter) ? inWinter + HOUR_MS : inWinter);
  return {
    year: shown.getUTCFullYear(),
    month: shown.getUTCMonth() + 1,
    date: shown.getUTCDate(),
    hour: shown.getUTCHours(),
    minute: shown.getUTCMinutes(),
  };
}

/** At two in the morning both times; by winter's clocks that is one in November. */
function isSummer(inWinter: number): boolean {
  const year = new Date(inWinter).getUTCFullYear();
  const begins = sundayFrom(Date.UTC(year, 2, 8)) + 2 * HOUR_MS;
  const ends = sundayFrom(Date.UTC(year, 10, 1)) + HOUR_MS;
  return inWinter >= begins && inWinter < ends;
}

/** The first Sunday from a day on. */
function sundayFrom(day: number): number {
  return day + ((7 - new Date(day).getUTCDay()) % 7) * DAY_MS;
}
