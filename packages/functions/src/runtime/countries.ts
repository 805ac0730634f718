import { servedFrom } from "@jules/core/numbering";
import * as z from "zod/mini";
import { text } from "./environment.ts";

/** Whom we text with: `US,CA,+52`. */
export const countries = z.pipe(
  text,
  z.transform((value, context) => {
    const served = servedFrom(value);
    if (served) return served;
    const message = "must be US, another country of its numbering plan, or a calling code with +, separated by commas";
    context.issues.push({ code: "custom", message, input: value });
    return z.NEVER;
  }),
);
