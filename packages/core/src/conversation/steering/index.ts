export { isSteered, type Steering, steer } from "./steering.ts";
