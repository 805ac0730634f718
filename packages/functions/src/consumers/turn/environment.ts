import * as z from "zod/mini";
import { conversationEnvironment } from "../../runtime/conversation.ts";
import { text, url } from "../../runtime/environment.ts";
import { quotaLimits } from "../../runtime/quota-limits.ts";
import { replyModels } from "../../runtime/reply-models.ts";
import { sellingEnvironment } from "../../runtime/selling.ts";

export const environmentSchema = z.object({
  ...conversationEnvironment,
  ...sellingEnvironment,
  ANTHROPIC_BASE_URL: url,
  REPLY_MODELS: replyModels,
  CLASSIFIER_MODEL: text,
  OPENAI_BASE_URL: url,
  UPSTASH_REDIS_REST_URL: url,
  PRIVACY_QUEUE_URL: url,
  MEMORY_QUEUE_URL: url,
  PUBLIC_URL: url,
  QUOTAS: quotaLimits,
  LANGFUSE_BASE_URL: z.optional(url),
  LANGFUSE_CONTENT: z.enum(["masked", "shown"]),
});
