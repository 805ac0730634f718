import type { LocalClock, Timer } from "../clock/index.ts";
import type { Busy } from "./idleness.ts";

/** DynamoDB takes up to two days to delete what has expired; here it is looked for once a day. */
const intervalMs = 24 * 3_600_000;

export interface Expiry extends Disposable, Busy {
  /** Deletes now what has expired. */
  expire(): Promise<void>;
}

/** Deletes items whose time to live has passed, by the clock. */
export function startExpiry(clock: LocalClock, expireItems: (now: number) => Promise<unknown>): Expiry {
  let running = 0;
  let timer: Timer;
  const expire = async () => {
    running++;
    try {
      await expireItems(clock.now());
    } finally {
      running--;
    }
  };
  const arm = () => {
    timer = clock.schedule(intervalMs, () => {
      arm();
      // What could not be deleted now is found again by the next round.
      expire().catch(() => {});
    });
  };
  arm();
  return {
    expire,
    isWorking: () => running > 0,
    isBusy: () => running > 0,
    [Symbol.dispose]: () => timer.cancel(),
  };
}
