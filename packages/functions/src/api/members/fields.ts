import { type Instant, millisecondsOf, type PhoneNumber, parseInstant, phoneNumber } from "@jules/core/kernel";
import * as z from "zod/mini";

/** What a caller sends, as JSON: every field says in its message what it wants. */
export const number = z.pipe(
  z.string("must be a telephone number in E.164, e.g. +14155550123"),
  z.transform((value: string, context): PhoneNumber => {
    const parsed = phoneNumber(value);
    if (parsed) return parsed;
    context.issues.push({ code: "custom", message: "must be a telephone number in E.164", input: value });
    return z.NEVER;
  }),
);

export const moment = z.pipe(
  z.string("must be a moment in ISO 8601"),
  z.transform((value: string, context): Instant => {
    const parsed = parseInstant(value);
    if (parsed) return parsed;
    context.issues.push({ code: "custom", message: "must be a moment in ISO 8601", input: value });
    return z.NEVER;
  }),
);

/** A clock of somebody else's may be this much ahead of ours. */
const AHEAD_MS = 60_000;

/** Whether something was said already at `now`. Which moment that is, only a request knows. */
export function isPast(moment: Instant, now: Instant): boolean {
  return millisecondsOf(moment) <= millisecondsOf(now) + AHEAD_MS;
}

export const language = z.optional(z.enum(["en", "es"], "must be en or es"));
