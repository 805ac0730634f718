import * as z from "zod/mini";
import { conversationEnvironment } from "../../runtime/conversation.ts";
import { countries } from "../../runtime/countries.ts";
import { url } from "../../runtime/environment.ts";

export const environmentSchema = z.object({
  ...conversationEnvironment,
  INBOUND_QUEUE_URL: url,
  TURNS_QUEUE_URL: url,
  PRIVACY_QUEUE_URL: url,
  COUNTRIES: countries,
});
