/** A moment as ISO 8601 in UTC with milliseconds, so that the order of the strings is the order of the moments. */
export type Instant = string & { readonly __brand: "Instant" };

/** Where the domain gets the time from. Handlers receive one; nothing reads the system clock by itself. */
export interface Clock {
  now(): Instant;
}

/**
 * Brings a date, epoch milliseconds or any ISO 8601 string to an `Instant`. Finer fractions are cut to milliseconds:
 * carriers send seconds, milliseconds and microseconds side by side.
 * @throws RangeError when the value is no date.
 */
export function instant(value: Date | number | string): Instant {
  return new Date(value).toISOString() as Instant;
}

/** The moment if `value` is a date in any ISO 8601 form, otherwise undefined. */
export function parseInstant(value: string): Instant | undefined {
  return Number.isNaN(Date.parse(value)) ? undefined : instant(value);
}

export function instantPlus(moment: Instant, milliseconds: number): Instant {
  return instant(Date.parse(moment) + milliseconds);
}

/** Milliseconds since the epoch. */
export function millisecondsOf(moment: Instant): number {
  return Date.parse(moment);
}
