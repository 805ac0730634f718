export { createLateOpenAiReplyModel } from "./late-reply-model.ts";
export { createOpenAiJudge, createOpenAiModeration } from "./moderation.ts";
