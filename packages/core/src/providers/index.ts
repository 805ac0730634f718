export { createGuardedReplyModel } from "./guarded-reply-model.ts";
export { type AdviserName, createSecondLook, type SecondLookSettings } from "./second-look.ts";
export type { Addition, SharedState } from "./shared-state.ts";
