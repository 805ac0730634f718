import type { TimeZone } from "../numbering/index.ts";

/** A time of day on the member's own clock, `HH:MM` from `00:00` to `23:59`. */
export type TimeOfDay = string & { readonly __brand: "TimeOfDay" };

/** How a member wants to be spoken to. Everything is optional: nothing is asked for. */
export interface Preferences {
  /** What they want to be called. */
  readonly name?: string | undefined;
  readonly tone?: "gentle" | "direct" | "playful" | "brief" | undefined;
  /** Whether Jules may use emoji; as the member does, if not said. */
  readonly emoji?: boolean | undefined;
  /** Topics that Jules does not bring up. */
  readonly avoid: readonly string[];
  /** When they want to be asked how they are. */
  readonly checkInAt?: TimeOfDay | undefined;
  /** The day of the week on which alone; 0 is Sunday. */
  readonly checkInOn?: 0 | 1 | 2 | 3 | 4 | 5 | 6 | undefined;
  /** Hours in which Jules does not text first; from late to early passes midnight. */
  readonly quietHours?: { readonly from: TimeOfDay; readonly to: TimeOfDay } | undefined;
  /** The language of what Jules says outside of a crisis; the language of the last text, if not said. */
  readonly language?: "en" | "es" | undefined;
  /** Where they say they live; the area code tells it, if not said. */
  readonly timeZone?: TimeZone | undefined;
}

export const NO_PREFERENCES: Preferences = { avoid: [] };
