export {
  type Attempt,
  DECLINED_REPLY,
  type Exchange,
  type Prompt,
  type PromptMode,
  prompt,
  type ReplyModel,
  type ReplyOutcome,
} from "./prompt.ts";
