import type { Clock, Timer } from "./clock.ts";

interface Entry {
  readonly dueAt: number;
  readonly run: () => void;
}

/** A clock for tests: it stands still until it is advanced. */
export class ManualClock implements Clock {
  readonly #entries = new Set<Entry>();
  #now: number;

  constructor(start: string) {
    this.#now = Date.parse(start);
  }

  now(): number {
    return this.#now;
  }

  schedule(delayMs: number, run: () => void): Timer {
    const entry = { dueAt: this.#now + delayMs, run };
    this.#entries.add(entry);
    return { cancel: () => void this.#entries.delete(entry) };
  }

  /** Runs what falls due on the way, in order, and waits for `settle` after each timer. */
  async advance(ms: number, settle: () => Promise<void>): Promise<void> {
    const target = this.#now + ms;
    await settle();
    for (let next = this.#earliest(); next && next.dueAt <= target; next = this.#earliest()) {
      this.#now = next.dueAt;
      this.#entries.delete(next);
      next.run();
      await settle();
    }
    this.#now = target;
  }

  #earliest(): Entry | undefined {
    return [...this.#entries].sort((one, other) => one.dueAt - other.dueAt)[0];
  }
}
