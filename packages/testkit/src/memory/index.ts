export { createMemoryConversations, type MemoryConversations } from "./conversations.ts";
export { createMemoryMembers, type MemoryMembers } from "./members.ts";
export { type ScriptedModel, scriptedModel } from "./model.ts";
export { type RecordingSender, recordingSender } from "./sender.ts";
