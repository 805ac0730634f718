import * as z from "zod/mini";
import { reporting, text, url } from "../../runtime/environment.ts";

export const environmentSchema = z.object({
  ...reporting,
  SECRETS_PATH: text,
  MEMBERS_TABLE: text,
  MEMBER_KEYS_TABLE: text,
  LEDGER_TABLE: text,
  KMS_KEY_ID: text,
  PRIVACY_QUEUE_URL: url,
  VERIFF_API_URL: url,
});
