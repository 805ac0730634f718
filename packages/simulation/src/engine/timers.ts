import { syncBuiltinESMExports } from "node:module";
import timers from "node:timers";

type Schedule = (expire: () => void, delayMs: number) => void;

const realTimeout = timers.setTimeout;
let active: Schedule | undefined;

/**
 * Runs `start`; a timer of `node:timers` that is set meanwhile, before the first await, goes to `schedule` and not to
 * the machine's clock. The one that matters is the middleware's around every function, which gives an invocation up
 * shortly before Lambda would.
 */
export function withTimers<Result>(schedule: Schedule, start: () => Result): Result {
  active = schedule;
  try {
    return start();
  } finally {
    active = undefined;
  }
}

/** Node's way to instrument its own modules: whoever imported `setTimeout` from `node:timers` gets this one. */
function virtualTimeout(expire: (...given: unknown[]) => void, delayMs?: number, ...given: unknown[]): NodeJS.Timeout {
  if (!active) return realTimeout(expire, delayMs, ...given);
  active(() => expire(...given), delayMs ?? 0);
  // The real `clearTimeout` takes anything; who schedules knows by itself when an invocation is over.
  return {} as NodeJS.Timeout;
}

timers.setTimeout = Object.assign(virtualTimeout, realTimeout);
syncBuiltinESMExports();
