import * as z from "zod/mini";
import { text } from "../../runtime/environment.ts";
import { verifyingEnvironment } from "../../runtime/verifying.ts";

export const environmentSchema = z.object({
  ...verifyingEnvironment,
  STAGE: text,
  SECRETS_PATH: text,
  MEMBER_KEYS_TABLE: text,
  LEDGER_TABLE: text,
  KMS_KEY_ID: text,
});
