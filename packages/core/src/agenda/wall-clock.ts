import { type Instant, instant, millisecondsOf } from "../kernel/index.ts";
import type { TimeZone } from "../numbering/index.ts";

/** A date and a time of day on somebody's own clock, `YYYY-MM-DDTHH:MM`. Of one zone they sort as they come. */
export type LocalTime = string & { readonly __brand: "LocalTime" };

const MINUTE_MS = 60_000;
const DAY_MS = 24 * 60 * MINUTE_MS;

/** To make one takes longer than to ask it a thousand times. */
const formats = new Map<string, Intl.DateTimeFormat>();

/** What a clock of the zone shows at a moment. */
export function localTimeOf(at: Instant, timeZone: TimeZone): LocalTime {
  let format = formats.get(timeZone);
  if (!format) {
    format = new Intl.DateTimeFormat("en-CA", {
      ...{ timeZone, calendar: "iso8601", numberingSystem: "latn", hourCycle: "h23" },
      ...{ year: "numeric", month: "2-digit", day: "2-digit", hour: "2-digit", minute: "2-digit" },
    });
    formats.set(timeZone, format);
  }
  const parts = Object.fromEntries(format.formatToParts(millisecondsOf(at)).map(({ type, value }) => [type, value]));
  return `${parts.year}-${parts.month}-${parts.day}T${parts.hour}:${parts.minute}` as LocalTime;
}

/** By how much the zone's clocks are ahead of UTC at a moment. */
function offsetMs(at: number, timeZone: TimeZone): number {
  const minute = Math.floor(at / MINUTE_MS) * MINUTE_MS;
  return asUtc(localTimeOf(instant(minute), timeZone)) - minute;
}

function asUtc(local: LocalTime): number {
  return /^\d{4}-\d\d-\d\dT\d\d:\d\d$/.test(local) ? Date.parse(`${local}:00Z`) : Number.NaN;
}

function fromUtc(at: number): LocalTime {
  return new Date(at).toISOString().slice(0, "2026-11-26T09:00".length) as LocalTime;
}

/**
 * The moments at which the zone's clocks show this, in order: one, or two while they are set back. Of a time that they jump
 * over it is the first minute after the jump.
 * @throws RangeError when it is no date.
 */
export function instantsOf(local: LocalTime, timeZone: TimeZone): readonly [Instant, ...Instant[]] {
  const wanted = asUtc(local);
  if (Number.isNaN(wanted)) throw new RangeError("no local time");
  const before = offsetMs(wanted - DAY_MS, timeZone);
  const after = offsetMs(wanted + DAY_MS, timeZone);
  const shown = [...new Set([wanted - before, wanted - after])]
    .filter((at) => at + offsetMs(at, timeZone) === wanted)
    .sort((one, other) => one - other)
    .map(instant);
  const [first, ...rest] = shown;
  return first ? [first, ...rest] : [jumpBetween(wanted - after, wanted - before, timeZone)];
}

/** The first minute of the new offset. */
function jumpBetween(from: number, to: number, timeZone: TimeZone): Instant {
  let [low, high] = [from, to];
  const after = offsetMs(high, timeZone);
  while (high - low > MINUTE_MS) {
    const middle = low + Math.floor((high - low) / 2 / MINUTE_MS) * MINUTE_MS;
    if (offsetMs(middle, timeZone) === after) high = middle;
    else low = middle;
  }
  return instant(high);
}

/** The first of them. */
export function instantOf(local: LocalTime, timeZone: TimeZone): Instant {
  return instantsOf(local, timeZone)[0];
}

/** So many days later on the calendar, at the same time of day. */
export function plusDays(local: LocalTime, days: number): LocalTime {
  return fromUtc(asUtc(local) + days * DAY_MS);
}

/** On the same day, at another time. */
export function atTime(local: LocalTime, time: string): LocalTime {
  return `${local.slice(0, "2026-11-26".length)}T${time}` as LocalTime;
}

/** 0 is Sunday. */
export function weekdayOf(local: LocalTime): number {
  return new Date(asUtc(local)).getUTCDay();
}
