import { type Instant, millisecondsOf } from "@jules/core/kernel";
import type { Timeline } from "../engine/index.ts";

/** When a cron runs: every so many minutes. One that would find nothing does nothing, and is left out. */
export interface Sweeps {
  /** An item is due from then on, or not any more. */
  isDue(item: string, at: Instant | undefined): void;
}

export function createSweeps(settings: {
  readonly timeline: Timeline;
  readonly now: () => Instant;
  readonly everyMs: number;
  /** @param nth of its runs since the epoch. */
  readonly sweep: (nth: number) => void;
}): Sweeps {
  const { timeline, now, everyMs, sweep } = settings;
  const dueAt = new Map<string, Instant>();
  let next = Number.POSITIVE_INFINITY;

  function sweepFrom(atMs: number): void {
    const nth = Math.ceil(Math.max(atMs, timeline.nowMs + 1) / everyMs);
    if (nth >= next) return;
    next = nth;
    timeline.at(nth * everyMs, () => {
      // An earlier one was asked for since.
      if (next !== nth) return;
      next = Number.POSITIVE_INFINITY;
      const moments = [...dueAt.values()];
      if (moments.some((at) => at <= now())) sweep(nth);
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
