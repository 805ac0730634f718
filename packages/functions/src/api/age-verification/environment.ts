import * as z from "zod/mini";
import { reporting, text } from "../../runtime/environment.ts";
import { verifyingEnvironment } from "../../runtime/verifying.ts";

export const environmentSchema = z.object({
  ...verifyingEnvironment,
  ...reporting,
  SECRETS_PATH: text,
  MEMBER_KEYS_TABLE: text,
  LEDGER_TABLE: text,
  KMS_KEY_ID: text,
});
