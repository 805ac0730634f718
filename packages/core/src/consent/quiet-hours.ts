import { type Instant, millisecondsOf, type PhoneNumber } from "../kernel/index.ts";
import { type TimeZone, timeZonesOf } from "../numbering/index.ts";
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

/** To make one takes longer than to ask it a thousand times. */
const formats = new Map<string, Intl.DateTimeFormat>();

function hourIn(timeZone: string, at: Instant): number {
  let format = formats.get(timeZone);
  if (!format) {
    format = new Intl.DateTimeFormat("en-US", { timeZone, hour: "numeric", hourCycle: "h23" });
    formats.set(timeZone, format);
  }
  return Number(format.format(millisecondsOf(at)));
}
