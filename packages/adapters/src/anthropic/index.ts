export { createAnthropicClassifier } from "./classifier.ts";
export { createAnthropicReplyModel } from "./reply-model.ts";
