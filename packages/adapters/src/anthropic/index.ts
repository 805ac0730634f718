export { createAnthropicReplyModel } from "./reply-model.ts";
