import type { Verdict } from "@jules/core/age";
import * as z from "zod/mini";
import { instantField } from "./fields.ts";

const threshold = z.number();

/** What a verification found out; nothing that was read, so nothing personal lies in the queue or beside it. */
export const VerdictMessage = z.object({
  v: z.literal(1),
  session: z.string(),
  attempt: z.optional(z.string()),
  status: z.enum(["approved", "declined", "resubmission", "expired", "abandoned", "review", "other"]),
  decidedAt: instantField,
  reference: z.optional(z.string()),
  finding: z.optional(
    z.union([
      z.object({
        kind: z.enum(["adult", "minor", "child"]),
        method: z.enum(["document", "estimation"]),
        threshold,
      }),
      z.object({ kind: z.literal("needs-document"), threshold }),
      z.object({ kind: z.enum(["no-date", "impossible-date"]) }),
    ]),
  ),
});

export type VerdictMessage = z.infer<typeof VerdictMessage>;

export function toMessage(verdict: Verdict): VerdictMessage {
  return { v: 1, ...verdict };
}

export function toVerdict({ v: _version, attempt, reference, finding, ...rest }: VerdictMessage): Verdict {
  return { ...rest, attempt, reference, finding };
}
