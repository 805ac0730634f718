import type { Clock, Timer } from "./clock.ts";

interface Entry {
  readonly dueAt: number;
  readonly timer: Timer;
}

/** The timers of one simulator: they can be counted, and cancelled together when it closes. */
export class Timers {
  readonly #clock: Clock;
  readonly #entries = new Set<Entry>();

  constructor(clock: Clock) {
    this.#clock = clock;
  }

  after(delayMs: number, run: () => void): Timer {
    const timer = this.#clock.schedule(delayMs, () => {
      this.#entries.delete(entry);
      run();
    });
    const entry: Entry = { dueAt: this.#clock.now() + delayMs, timer };
    this.#entries.add(entry);
    return {
      cancel: () => {
        this.#entries.delete(entry);
        timer.cancel();
      },
    };
  }

  dueWithin(ms: number): number {
    const until = this.#clock.now() + ms;
    return [...this.#entries].filter((entry) => entry.dueAt <= until).length;
  }

  cancelAll(): void {
    for (const entry of this.#entries) entry.timer.cancel();
    this.#entries.clear();
  }
}
