import * as z from "zod/mini";
import { text, url } from "../../runtime/environment.ts";

export const environmentSchema = z.object({
  STAGE: text,
  SECRETS_PATH: text,
  MEMBERS_TABLE: text,
  MEDIA_BUCKET: text,
  PUBLIC_URL: url,
});
