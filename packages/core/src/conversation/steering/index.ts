export { noteSaidOfAge } from "./by-age.ts";
export { inTurn, isSteered, steer } from "./steer.ts";
export type { Steering } from "./steering.ts";
