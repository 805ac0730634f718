export { DECLINED_REPLY, type Exchange, type Prompt, prompt, type ReplyModel, type ReplyOutcome } from "./prompt.ts";
