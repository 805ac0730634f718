import * as z from "zod/mini";
import { conversationEnvironment } from "../../runtime/conversation.ts";
import { ownNumbers, url } from "../../runtime/environment.ts";

export const environmentSchema = z.object({
  ...conversationEnvironment,
  BANDWIDTH_NUMBERS: ownNumbers,
  PRIVACY_QUEUE_URL: url,
});
