import * as z from "zod/mini";
import { text, url } from "../../runtime/environment.ts";

export const environmentSchema = z.object({ STAGE: text, MEMBERS_TABLE: text, TURNS_QUEUE_URL: url });
