export { createRedisSharedState } from "./shared-state.ts";
