import { join } from "node:path";
import { LocalClock } from "../clock/index.ts";
import { readKept, writeKept } from "../kept/index.ts";

/** A clock that goes on, after a restart, from where it was moved to: the data is from then. */
export interface KeptClock {
  readonly clock: LocalClock;
  /** To be called before the clock is moved by that much. */
  moving(ms: number): Promise<void>;
  /** To be called when it has been moved, however far it came. */
  moved(): Promise<void>;
}

interface KeptOffset {
  readonly aheadMs: number;
}

/**
 * Opens the clock of a data folder. It is never behind real time. Where time is not the stack's own, it is real time,
 * whatever was kept.
 */
export async function openClock(dataDirectory: string, ownsTime: boolean): Promise<KeptClock> {
  const file = join(dataDirectory, "clock.json");
  const kept = ownsTime ? await readKept(file, isKeptOffset) : undefined;
  const clock = new LocalClock(Math.max(0, kept?.aheadMs ?? 0));
  const keep = (aheadMs: number) => writeKept(file, { aheadMs } satisfies KeptOffset);
  return {
    clock,
    // What happens on the way is written with the time it has; a stack that is killed there must not go back before it.
    moving: (ms) => keep(clock.offsetMs + ms),
    moved: () => keep(clock.offsetMs),
  };
}

function isKeptOffset(value: unknown): value is KeptOffset {
  return typeof value === "object" && value !== null && "aheadMs" in value && Number.isFinite(value.aheadMs);
}
