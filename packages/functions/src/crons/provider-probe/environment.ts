import * as z from "zod/mini";
import { text, url } from "../../runtime/environment.ts";
import { replyModels } from "../../runtime/reply-models.ts";

export const environmentSchema = z.object({
  STAGE: text,
  SECRETS_PATH: text,
  REPLY_MODELS: replyModels,
  ANTHROPIC_BASE_URL: url,
  OPENAI_BASE_URL: url,
});
