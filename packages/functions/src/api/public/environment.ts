import * as z from "zod/mini";
import { text } from "../../runtime/environment.ts";

export const environmentSchema = z.object({ STAGE: text, COUNTERS_TABLE: text, BANDWIDTH_NUMBERS: text });
