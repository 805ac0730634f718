export { nameOf } from "./names.ts";
export { createRedisSharedState } from "./shared-state.ts";
export { createRedisWindows } from "./windows.ts";
