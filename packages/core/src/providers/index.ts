export { createGuardedReplyModel } from "./guarded-reply-model.ts";
export type { SharedState } from "./shared-state.ts";
