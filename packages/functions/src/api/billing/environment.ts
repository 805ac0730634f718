import * as z from "zod/mini";
import { booksEnvironment } from "../../runtime/books.ts";
import { url } from "../../runtime/environment.ts";
import { quotaLimits } from "../../runtime/quota-limits.ts";

export const environmentSchema = z.object({
  ...booksEnvironment,
  PUBLIC_URL: url,
  SELLS: z.enum(["yes", "no"]),
  /** What the terms say of the limits of the service: the same as the turn has. */
  QUOTAS: quotaLimits,
});
