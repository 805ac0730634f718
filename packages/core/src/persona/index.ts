export {
  type Attempt,
  DECLINED_REPLY,
  type Exchange,
  type Prompt,
  prompt,
  type ReplyModel,
  type ReplyOutcome,
} from "./prompt.ts";
