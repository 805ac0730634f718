export { createOpenAiJudge, createOpenAiModeration } from "./moderation.ts";
