import * as z from "zod/mini";
import { reporting, text } from "../../runtime/environment.ts";

export const environmentSchema = z.object({ ...reporting, COUNTERS_TABLE: text, BANDWIDTH_NUMBERS: text });
