export { PROMPT_CANARY } from "./canary.ts";
export type { PromptMode } from "./crisis-guidance.ts";
export { notesOf } from "./notes.ts";
export {
  type Attempt,
  DECLINED_REPLY,
  type Exchange,
  type Prompt,
  prompt,
  type ReplyModel,
  type ReplyOutcome,
  type Usage,
} from "./prompt.ts";
