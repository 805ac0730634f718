import type { Clock, Timer } from "../clock.ts";
import type { Timers } from "../timers.ts";

interface Timekeeping {
  readonly clock: Clock;
  readonly timers: Timers;
}

/** Seconds since the epoch, as all of the vendor's times are. */
export function nowSeconds({ clock }: Pick<Timekeeping, "clock">): number {
  return Math.floor(clock.now() / 1000);
}

/** A timer of Node's cannot wait for longer than 24 days. */
const longestWaitMs = 20 * 86_400_000;

/** Runs at a moment, given in seconds, however far away; at once when it is past. */
export function at(world: Timekeeping, moment: number, run: () => void): Timer {
  const { clock, timers } = world;
  let current: Timer;
  const wait = () => {
    const leftMs = moment * 1000 - clock.now();
    current = leftMs > longestWaitMs ? timers.after(longestWaitMs, wait) : timers.after(Math.max(0, leftMs), run);
  };
  wait();
  return { cancel: () => current.cancel() };
}
