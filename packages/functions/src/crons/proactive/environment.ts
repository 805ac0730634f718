import * as z from "zod/mini";
import { conversationEnvironment } from "../../runtime/conversation.ts";
import { text, url } from "../../runtime/environment.ts";

export const environmentSchema = z.object({
  ...conversationEnvironment,
  ANTHROPIC_BASE_URL: url,
  REPLY_MODEL: text,
  UPSTASH_REDIS_REST_URL: url,
});
