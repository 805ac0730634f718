import { type Instant, millisecondsOf, type PhoneNumber } from "../kernel/index.ts";
import { type TimeZone, timeZonesOf } from "../numbering/index.ts";
import type { Preferences } from "../preferences/index.ts";
import type { Limits } from "../rules/index.ts";

/**
 * Of a number of no place that we know: 11:00 to 20:00 in New York is at least 8:00 and at most 20:00 in every zone from
 * there to the Pacific.
 */
const SOMEWHERE = { zone: "America/New_York", from: 11, to: 20 } as const;

/**
 * Whether it is an hour at which somebody may be texted first: by all the clocks that may be theirs, those of their area
 * code and the one they stated (47 CFR 64.1200(c)(1); Fla. Stat. 501.059, Okla. 15-775C, Ore. HB 3865: until 8 p.m.).
 */
export function mayTextFirstAt(
  number: PhoneNumber,
  at: Instant,
  { proactiveHours: { from, to } }: Pick<Limits, "proactiveHours">,
  statedZone?: TimeZone,
): boolean {
  const zones = timeZonesOf(number);
  const windows = [...zones, ...(statedZone ? [statedZone] : [])].map((zone) => ({ zone, from, to }));
  if (zones.length === 0 && !statedZone) {
    const { zone } = SOMEWHERE;
    windows.push({ zone, from: Math.max(from, SOMEWHERE.from), to: Math.min(to, SOMEWHERE.to) });
  }
  return windows.every((window) => {
    const hour = hourIn(window.zone, at);
    return hour >= window.from && hour < window.to;
  });
}

/** What somebody wants of the hours in which they are texted first. */
export type QuietWishes = Pick<Preferences, "quietHours" | "timeZone">;

/** The clocks of whoever has a number of no place that we know, and says none. */
const ANYWHERE: readonly TimeZone[] = ["America/New_York", "America/Chicago", "America/Denver", "America/Los_Angeles"];

/**
 * Whether it is an hour in which somebody wants no text that we begin: on the clock that they say is theirs, or else on any
 * that may be. It only ever forbids more than the law does.
 */
export function isQuietAt(number: PhoneNumber, at: Instant, { quietHours, timeZone }: QuietWishes): boolean {
  if (!quietHours) return false;
  const { from, to } = quietHours;
  const ofNumber = timeZonesOf(number);
  const zones = timeZone ? [timeZone] : ofNumber.length > 0 ? ofNumber : ANYWHERE;
  return zones.some((zone) => {
    const time = timeIn(zone, at);
    return from < to ? time >= from && time < to : time >= from || time < to;
  });
}

/** To make one takes longer than to ask it a thousand times. */
const formats = new Map<string, Intl.DateTimeFormat>();

function hourIn(timeZone: string, at: Instant): number {
  return Number(timeIn(timeZone, at).slice(0, 2));
}

/** `HH:MM`. */
function timeIn(timeZone: string, at: Instant): string {
  let format = formats.get(timeZone);
  if (!format) {
    format = new Intl.DateTimeFormat("en-GB", { timeZone, hour: "2-digit", minute: "2-digit", hourCycle: "h23" });
    formats.set(timeZone, format);
  }
  return format.format(millisecondsOf(at));
}
