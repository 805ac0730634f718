import type { Clock } from "../clock.ts";
import type { Script } from "../script.ts";
import type { Timers } from "../timers.ts";
import type { Events } from "./events.ts";
import type { StripeFault } from "./faults.ts";
import type { Store } from "./store.ts";

/** What every part of the simulation is made of. */
export interface World {
  readonly clock: Clock;
  readonly timers: Timers;
  readonly script: Script<StripeFault>;
  readonly store: Store;
  readonly events: Events;
  readonly isLive: boolean;
  /** Where the hosted pages are, without a path. */
  readonly host: () => string;
}
