export interface Timer {
  cancel(): void;
}

/** Where a simulator takes its time from, so that a caller can move it. Milliseconds throughout. */
export interface Clock {
  now(): number;
  schedule(delayMs: number, run: () => void): Timer;
}

/** The machine's own time. Its timers never keep the process alive. */
export const realClock: Clock = {
  now: () => Date.now(),
  schedule(delayMs, run) {
    const timer = setTimeout(run, delayMs);
    timer.unref();
    return { cancel: () => clearTimeout(timer) };
  },
};
