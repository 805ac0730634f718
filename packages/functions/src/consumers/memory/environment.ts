import * as z from "zod/mini";
import { reporting, text, url } from "../../runtime/environment.ts";
import { sellingEnvironment } from "../../runtime/selling.ts";

export const environmentSchema = z.object({
  ...reporting,
  ...sellingEnvironment,
  SECRETS_PATH: text,
  MEMBERS_TABLE: text,
  MEMBER_KEYS_TABLE: text,
  LEDGER_TABLE: text,
  KMS_KEY_ID: text,
  MEMORY_QUEUE_URL: url,
  ANTHROPIC_BASE_URL: url,
  EXTRACTOR_MODEL: text,
  UPSTASH_REDIS_REST_URL: url,
});
