export { createGuardedExtractor } from "./guarded-extractor.ts";
export { createGuardedModerator } from "./guarded-moderator.ts";
export {
  ENDING_MODELS,
  KNOWN_MODELS,
  type ModelChoice,
  type ModelName,
  type ProviderName,
  parseReplyModels,
  type Tokens,
  usageOf,
} from "./models.ts";
export { type NoAnswer, providerFailure, readFailure } from "./provider-failure.ts";
export { type ChainedModel, createReplyChain, type ReplyChainSettings } from "./reply-chain.ts";
export { type AdviserName, createSecondLook, type SecondLookSettings } from "./second-look.ts";
export type { Addition, SharedState } from "./shared-state.ts";
export { wholeSentences } from "./whole-sentences.ts";
