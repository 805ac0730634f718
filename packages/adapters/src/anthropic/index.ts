export { createAnthropicClassifier } from "./classifier.ts";
export { createAnthropicMemoryExtractor } from "./memory-extractor.ts";
export { createAnthropicReplyModel } from "./reply-model.ts";
