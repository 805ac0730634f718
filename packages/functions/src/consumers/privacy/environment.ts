import * as z from "zod/mini";
import { conversationEnvironment } from "../../runtime/conversation.ts";
import { text, url } from "../../runtime/environment.ts";
import { paymentsEnvironment } from "../../runtime/payments.ts";

export const environmentSchema = z.object({
  ...conversationEnvironment,
  ...paymentsEnvironment,
  MEDIA_BUCKET: text,
  PRIVACY_QUEUE_URL: url,
  PUBLIC_URL: url,
  VERIFF_API_URL: url,
});
