import * as z from "zod/mini";
import { reporting, text } from "../../runtime/environment.ts";

export const environmentSchema = z.object({ ...reporting, MEMBERS_TABLE: text, LEDGER_TABLE: text });
