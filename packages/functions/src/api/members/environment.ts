import * as z from "zod/mini";
import { conversationEnvironment } from "../../runtime/conversation.ts";
import { ownNumbers, url } from "../../runtime/environment.ts";
import { paymentsEnvironment } from "../../runtime/payments.ts";

export const environmentSchema = z.object({
  ...conversationEnvironment,
  BANDWIDTH_NUMBERS: ownNumbers,
  PRIVACY_QUEUE_URL: url,
  ...paymentsEnvironment,
  PUBLIC_URL: url,
  SELLS: z.enum(["yes", "no"]),
});
