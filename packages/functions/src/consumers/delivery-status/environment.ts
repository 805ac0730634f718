import * as z from "zod/mini";
import { text } from "../../runtime/environment.ts";

export const environmentSchema = z.object({ STAGE: text, MEMBERS_TABLE: text, LEDGER_TABLE: text });
