import type { Scheduler } from "../events/index.ts";
import { type Busy, untilNobodyWorks } from "./idleness.ts";
import type { KeptClock } from "./kept-clock.ts";

/**
 * Moves the clock, one jump after the other, and answers when what fell due has been done and what expired is gone.
 */
export function jumps(
  clock: KeptClock,
  scheduler: Scheduler,
  parts: readonly Busy[],
  expire: () => Promise<void>,
): (ms: number) => Promise<void> {
  let previous: Promise<void> = Promise.resolve();
  async function jump(ms: number): Promise<void> {
    await clock.moving(ms);
    try {
      await scheduler.advance(ms, () => untilNobodyWorks(parts));
    } finally {
      await clock.moved();
    }
    await expire();
    await untilNobodyWorks(parts);
  }
  return (ms) => {
    const next = previous.catch(() => {}).then(() => jump(ms));
    previous = next;
    return next;
  };
}
