import type { News } from "@jules/core/billing/books";
import * as z from "zod/mini";
import { instantField, memberIdField } from "./fields.ts";

const id = z.string().check(z.regex(/^[\w-]{1,255}$/));

/** That something happened at Stripe: ids, and nothing of what stands in the event. */
export const BillingNewsMessage = z.object({
  v: z.literal(1),
  id,
  type: z.string().check(z.regex(/^[a-z0-9_.]{1,100}$/)),
  createdAt: instantField,
  object: id,
  member: z.optional(memberIdField),
});

export type BillingNewsMessage = z.infer<typeof BillingNewsMessage>;

export function toMessage({ member, ...news }: News): BillingNewsMessage {
  return { v: 1, ...news, ...(member && { member }) };
}

export function toNews({ v: _version, member, ...news }: BillingNewsMessage): News {
  return { ...news, member };
}
