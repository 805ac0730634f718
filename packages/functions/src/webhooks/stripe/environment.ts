import * as z from "zod/mini";
import { reporting, text, url } from "../../runtime/environment.ts";

export const environmentSchema = z.object({
  ...reporting,
  SECRETS_PATH: text,
  BILLING_QUEUE_URL: url,
  /** Whether this stage takes money that is real. */
  LIVEMODE: z.enum(["yes", "no"]),
});
