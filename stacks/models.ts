/**
 * The models that may answer members; the functions have the same list (`core/providers/models.ts`), which a test holds
 * equal. A deployment with another one fails here, before a member notices.
 */
export const KNOWN_MODELS: readonly string[] = [
  "anthropic/claude-haiku-5-5",
  "anthropic/claude-sonnet-5-5",
  "openai/gpt-6-luna",
  "openai/gpt-5.6-luna",
  "openai/gpt-5.4-mini",
];

/** Who answers, who does when they do not, and who does when those neither do. */
export const DEFAULT_MODELS = "anthropic/claude-haiku-5-5,openai/gpt-6-luna,openai/gpt-5.4-mini";
