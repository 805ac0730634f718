import * as z from "zod/mini";
import { reporting, text, url } from "../../runtime/environment.ts";

export const environmentSchema = z.object({ ...reporting, MEMBERS_TABLE: text, TURNS_QUEUE_URL: url });
