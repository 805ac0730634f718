import * as z from "zod/mini";
import { text, url } from "../../runtime/environment.ts";

export const environmentSchema = z.object({
  STAGE: text,
  SECRETS_PATH: text,
  MEMBERS_TABLE: text,
  MEMBER_KEYS_TABLE: text,
  LEDGER_TABLE: text,
  KMS_KEY_ID: text,
  PRIVACY_QUEUE_URL: url,
  VERIFF_API_URL: url,
});
