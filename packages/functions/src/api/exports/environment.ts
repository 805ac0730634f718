import * as z from "zod/mini";
import { reporting, text, url } from "../../runtime/environment.ts";

export const environmentSchema = z.object({
  ...reporting,
  SECRETS_PATH: text,
  MEMBERS_TABLE: text,
  MEDIA_BUCKET: text,
  PUBLIC_URL: url,
});
