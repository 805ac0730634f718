export { createDigest, type Digest } from "./digest.ts";
export { beFrugal } from "./frugality.ts";
export { createRandom, drawOf, hashOf, type Random } from "./random.ts";
export { createTimeline, type Timeline } from "./timeline.ts";
export { withTimers } from "./timers.ts";
