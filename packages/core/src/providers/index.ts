export { createGuardedExtractor } from "./guarded-extractor.ts";
export { createGuardedReplyModel } from "./guarded-reply-model.ts";
export { type AdviserName, createSecondLook, type SecondLookSettings } from "./second-look.ts";
export type { SharedState } from "./shared-state.ts";
