export { isSteered, steer } from "./steer.ts";
export type { Steering } from "./steering.ts";
