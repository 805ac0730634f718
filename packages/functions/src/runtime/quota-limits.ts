import { limitsFrom } from "@jules/core/quotas";
import * as z from "zod/mini";

/** The limits of the service, where a stage sets its own: `member.hour.texts=60`. */
export const quotaLimits = z.pipe(
  z.optional(z.string()),
  z.transform((value, context) => {
    const limits = limitsFrom(value);
    if (!("problems" in limits)) return limits;
    context.issues.push({ code: "custom", message: limits.problems.join("; "), input: value });
    return z.NEVER;
  }),
);
