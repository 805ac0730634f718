import * as z from "zod/mini";
import { conversationEnvironment } from "../../runtime/conversation.ts";
import { text, url } from "../../runtime/environment.ts";

export const environmentSchema = z.object({
  ...conversationEnvironment,
  MEDIA_BUCKET: text,
  PRIVACY_QUEUE_URL: url,
  PUBLIC_URL: url,
  VERIFF_API_URL: url,
});
