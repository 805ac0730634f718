import * as z from "zod/mini";
import { conversationEnvironment } from "../../runtime/conversation.ts";
import { url } from "../../runtime/environment.ts";
import { replyModels } from "../../runtime/reply-models.ts";
import { sellingEnvironment } from "../../runtime/selling.ts";

export const environmentSchema = z.object({
  ...conversationEnvironment,
  ...sellingEnvironment,
  REPLY_MODELS: replyModels,
  ANTHROPIC_BASE_URL: url,
  OPENAI_BASE_URL: url,
  UPSTASH_REDIS_REST_URL: url,
});
