import * as z from "zod/mini";
import { passMark, reporting, text, url } from "../../runtime/environment.ts";

export const environmentSchema = z.object({
  ...reporting,
  SECRETS_PATH: text,
  AGE_VERIFICATION_QUEUE_URL: url,
  ESTIMATED_AGE_PASS_MARK: passMark,
});
