import * as z from "zod/mini";
import { ownNumbers, reporting, text, url } from "../../runtime/environment.ts";

export const environmentSchema = z.object({
  ...reporting,
  SECRETS_PATH: text,
  INBOUND_QUEUE_URL: url,
  STATUS_QUEUE_URL: url,
  BANDWIDTH_APPLICATION_ID: text,
  BANDWIDTH_NUMBERS: ownNumbers,
});
