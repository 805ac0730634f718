import * as z from "zod/mini";
import { text, url } from "../../runtime/environment.ts";

export const environmentSchema = z.object({
  STAGE: text,
  SECRETS_PATH: text,
  MEMBERS_TABLE: text,
  MEMBER_KEYS_TABLE: text,
  KMS_KEY_ID: text,
  TURNS_QUEUE_URL: url,
  BANDWIDTH_API_URL: url,
  BANDWIDTH_TOKEN_URL: url,
  BANDWIDTH_ACCOUNT_ID: text,
  BANDWIDTH_APPLICATION_ID: text,
});
