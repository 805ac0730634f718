export { createOpenAiModeration } from "./moderation.ts";
