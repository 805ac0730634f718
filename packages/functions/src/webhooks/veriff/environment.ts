import * as z from "zod/mini";
import { passMark, text, url } from "../../runtime/environment.ts";

export const environmentSchema = z.object({
  STAGE: text,
  SECRETS_PATH: text,
  AGE_VERIFICATION_QUEUE_URL: url,
  ESTIMATED_AGE_PASS_MARK: passMark,
});
