export type { PromptMode } from "./crisis-guidance.ts";
export {
  type Attempt,
  DECLINED_REPLY,
  type Exchange,
  type Prompt,
  prompt,
  type ReplyModel,
  type ReplyOutcome,
} from "./prompt.ts";
