export { runWorld, START_MS, type WorldResult, type WorldSettings } from "./world.ts";
