export { createRedisSharedState } from "./shared-state.ts";
export { createRedisWindows } from "./windows.ts";
