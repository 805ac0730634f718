import type { WindowName } from "./limits.ts";

const LENGTHS_MS: Readonly<Record<WindowName, number>> = { hour: 60 * 60_000, day: 24 * 60 * 60_000 };

/** A window of time that everybody's clock agrees on: it begins with a full hour or day, in UTC. */
export interface Window {
  readonly name: WindowName;
  /** In milliseconds since the epoch. */
  readonly startsAt: number;
  readonly endsAt: number;
}

export function windowAt(name: WindowName, now: number): Window {
  const lengthMs = LENGTHS_MS[name];
  const startsAt = Math.floor(now / lengthMs) * lengthMs;
  return { name, startsAt, endsAt: startsAt + lengthMs };
}

/** For how long sums of a window are kept: what an answer took may be known a while after its end. */
export function keptMs({ endsAt }: Window, now: number): number {
  return Math.max(0, endsAt - now) + 10 * 60_000;
}
