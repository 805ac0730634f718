import * as z from "zod/mini";
import { reporting, text, url } from "../../runtime/environment.ts";
import { replyModels } from "../../runtime/reply-models.ts";

export const environmentSchema = z.object({
  ...reporting,
  SECRETS_PATH: text,
  REPLY_MODELS: replyModels,
  ANTHROPIC_BASE_URL: url,
  OPENAI_BASE_URL: url,
});
