/**
 * The one clock of the local stack. It runs with real time and can be moved forward; everything that waits
 * (queue visibility, schedules, the carrier's retries) waits on it, so that a jump of three hours makes
 * exactly those things happen that three hours would have made happen, in their order.
 *
 * The offset lives in shared memory: a sandbox (a worker thread) reads the same clock without asking.
 */
export interface Timer {
  cancel(): void;
}

interface Entry {
  readonly dueAt: number;
  readonly order: number;
  readonly run: () => void;
}

export class LocalClock {
  readonly shared = new SharedArrayBuffer(8);
  readonly #offsetMs = new Float64Array(this.shared);
  readonly #entries = new Set<Entry>();
  #nextOrder = 0;
  #wake: NodeJS.Timeout | undefined;
  #held = false;

  /** @param offsetMs by how much it is ahead of real time at first. */
  constructor(offsetMs = 0) {
    this.#offsetMs[0] = offsetMs;
  }

  /** By how much it is ahead of real time. */
  get offsetMs(): number {
    return this.#offsetMs[0] ?? 0;
  }

  /** Milliseconds since the epoch, as the whole local stack sees them. */
  now(): number {
    return Date.now() + this.offsetMs;
  }

  /** Runs `run` once, `delayMs` of this clock from now. Timers never keep the process alive. */
  schedule(delayMs: number, run: () => void): Timer {
    const entry: Entry = { dueAt: this.now() + Math.max(0, delayMs), order: this.#nextOrder++, run };
    this.#entries.add(entry);
    this.#arm();
    return { cancel: () => void this.#entries.delete(entry) };
  }

  /**
   * Moves time forward by `ms`. Stops at every timer on the way, runs it, and waits for `settle` before going on,
   * so that work that a timer starts happens at that timer's time.
   */
  async advance(ms: number, settle: () => Promise<void>): Promise<void> {
    const target = this.now() + ms;
    this.#held = true;
    try {
      await settle();
      for (let next = this.#earliest(); next && next.dueAt <= target; next = this.#earliest()) {
        this.#moveTo(next.dueAt);
        this.#entries.delete(next);
        next.run();
        await settle();
      }
      this.#moveTo(target);
    } finally {
      this.#held = false;
      this.#arm();
    }
  }

  #moveTo(time: number): void {
    const step = time - this.now();
    if (step > 0) this.#offsetMs[0] = this.offsetMs + step;
  }

  #earliest(): Entry | undefined {
    let first: Entry | undefined;
    for (const entry of this.#entries) {
      if (!first || entry.dueAt < first.dueAt || (entry.dueAt === first.dueAt && entry.order < first.order)) {
        first = entry;
      }
    }
    return first;
  }

  #arm(): void {
    clearTimeout(this.#wake);
    const next = this.#earliest();
    if (this.#held || !next) return;
    const waitMs = Math.min(Math.max(0, next.dueAt - this.now()), 2 ** 31 - 1);
    this.#wake = setTimeout(() => this.#runDue(), waitMs);
    this.#wake.unref();
  }

  #runDue(): void {
    for (let next = this.#earliest(); next && next.dueAt <= this.now(); next = this.#earliest()) {
      this.#entries.delete(next);
      next.run();
    }
    this.#arm();
  }
}
