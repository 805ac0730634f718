import { type Clock, type Instant, instant } from "@jules/core/kernel";

/** A clock that stands still until it is moved. */
export interface ManualClock extends Clock {
  advance(milliseconds: number): void;
}

export function manualClock(start = "2026-11-20T17:00:00.000Z"): ManualClock {
  let now = Date.parse(start);
  return {
    now: (): Instant => instant(now),
    advance(milliseconds) {
      now += milliseconds;
    },
  };
}
