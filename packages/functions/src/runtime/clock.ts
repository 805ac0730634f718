import { type Clock, instant } from "@jules/core/kernel";

/** The one place where a function reads the system's time. */
export const systemClock: Clock = { now: () => instant(Date.now()) };
