export { type ScriptedModel, scriptedModel } from "./model.ts";
export { type RecordingSender, recordingSender } from "./sender.ts";
export { createMemorySharedState, type MemorySharedState } from "./shared-state.ts";
