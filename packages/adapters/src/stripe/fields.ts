import { customerId, subscriptionId } from "@jules/core/billing";
import { type Instant, instant, type MemberId, memberId } from "@jules/core/kernel";
import * as z from "zod/mini";

/** Our member's id in the metadata of what we made: all that Stripe learns of whose it is. */
export const MEMBER_KEY = "member";

/** A moment, which Stripe has in seconds since the epoch. */
export const moment = z.pipe(
  z.int().check(z.minimum(0)),
  z.transform((seconds): Instant => instant(seconds * 1_000)),
);

/** Undefined where Stripe has null, or leaves it out. */
export const optionalMoment = z.pipe(
  z.optional(z.nullable(moment)),
  z.transform((value): Instant | undefined => value ?? undefined),
);

export const id = z.string().check(z.regex(/^[\w-]{1,255}$/));

/** An id, or the object that it is of. */
export const reference = z.pipe(
  z.union([id, z.object({ id })]),
  z.transform((value): string => (typeof value === "string" ? value : value.id)),
);

export const optionalReference = z.pipe(
  z.optional(z.nullable(reference)),
  z.transform((value): string | undefined => value ?? undefined),
);

const opaque = z.string().check(z.regex(/^[\w-]{1,100}$/));

export const customer = z.pipe(opaque, z.transform(customerId));
export const subscription = z.pipe(opaque, z.transform(subscriptionId));

export const customerReference = z.pipe(
  z.union([customer, z.object({ id: customer })]),
  z.transform((value) => (typeof value === "string" ? value : value.id)),
);

export const optionalCustomer = z.pipe(
  z.optional(z.nullable(customerReference)),
  z.transform((value) => value ?? undefined),
);

export const metadata = z.catch(z.record(z.string(), z.string()), {});

/** Whose something is, as we wrote it; undefined for what we did not make. */
export function memberIn(written: Readonly<Record<string, string>>): MemberId | undefined {
  try {
    return memberId(written[MEMBER_KEY] ?? "");
  } catch {
    return undefined;
  }
}

/** A moment as Stripe takes it. */
export function secondsOf(at: Instant): number {
  return Math.floor(Date.parse(at) / 1_000);
}
