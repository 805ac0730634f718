export type { PromptMode } from "./crisis-guidance.ts";
export { DECLINED_REPLIES, declinedReply } from "./declined.ts";
export { EXAMPLES, type Example, PERSONA_VERSION, PROMPT_CANARY } from "./jules/index.ts";
export { type MoreForNotes, notesOf } from "./notes.ts";
export {
  type Attempt,
  type Exchange,
  type Prompt,
  prompt,
  type ReplyModel,
  type ReplyOutcome,
  type Usage,
} from "./prompt.ts";
