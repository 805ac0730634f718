import * as z from "zod/mini";
import { conversationEnvironment } from "../../runtime/conversation.ts";
import { countries } from "../../runtime/countries.ts";
import { ownNumbers, url } from "../../runtime/environment.ts";

export const environmentSchema = z.object({
  ...conversationEnvironment,
  BANDWIDTH_NUMBERS: ownNumbers,
  UPSTASH_REDIS_REST_URL: url,
  PUBLIC_URL: url,
  COUNTRIES: countries,
});
