import { type Instant, millisecondsOf } from "@jules/core/kernel";
import type { Timeline } from "../engine/index.ts";

/** When the sweeper runs: every minute. One that would find nothing does nothing, and is left out. */
export interface Sweeps {
  /** An item is due from then on, or not any more. */
  isDue(item: string, at: Instant | undefined): void;
}

const MINUTE_MS = 60_000;

export function createSweeps(settings: {
  readonly timeline: Timeline;
  readonly now: () => Instant;
  /** @param minute since the epoch. */
  readonly sweep: (minute: number) => void;
}): Sweeps {
  const { timeline, now, sweep } = settings;
  const dueAt = new Map<string, Instant>();
  let next = Number.POSITIVE_INFINITY;

  function sweepFrom(atMs: number): void {
    const minute = Math.ceil(Math.max(atMs, timeline.nowMs + 1) / MINUTE_MS);
    if (minute >= next) return;
    next = minute;
    timeline.at(minute * MINUTE_MS, () => {
      // An earlier one was asked for since.
      if (next !== minute) return;
      next = Number.POSITIVE_INFINITY;
      const moments = [...dueAt.values()];
      if (moments.some((at) => at <= now())) sweep(minute);
      for (const at of moments) sweepFrom(millisecondsOf(at));
    });
  }

  return {
    isDue(item, at) {
      if (at === undefined) {
        dueAt.delete(item);
      } else {
        dueAt.set(item, at);
        sweepFrom(millisecondsOf(at));
      }
    },
  };
}
