import { setImmediate, setTimeout } from "node:timers/promises";

/** Whatever can be busy, seen in two ways. */
export interface Busy {
  /** Something is being done right now and will end without the clock moving. */
  readonly isWorking: () => boolean;
  /** Something is being done, or will be in a moment. */
  readonly isBusy: () => boolean;
}

const checkEveryMs = 2;

/** Resolves when nobody works: what is left waits for the clock. */
export async function untilNobodyWorks(parts: readonly Busy[]): Promise<void> {
  // What a timer has just started shows only after the callbacks that are already waiting.
  await setImmediate();
  while (parts.some((part) => part.isWorking())) await setTimeout(checkEveryMs);
}

/** Resolves with whether everything was done within `timeoutMs` of real time. */
export async function untilAllDone(parts: readonly Busy[], timeoutMs: number): Promise<boolean> {
  const deadline = performance.now() + timeoutMs;
  await setImmediate();
  while (parts.some((part) => part.isBusy())) {
    if (performance.now() >= deadline) return false;
    await setTimeout(checkEveryMs);
  }
  return true;
}
