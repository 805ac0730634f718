export { createLateOpenAiReplyModel } from "./late-reply-model.ts";
export { createOpenAiModeration } from "./moderation.ts";
