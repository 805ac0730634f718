import { Failure } from "@jules/core/kernel";
import * as z from "zod/mini";

/** What an error of the SDK has, as far as we look: its text quotes what was sent, and may name who pays. */
const SdkError = z.object({
  type: z.string().check(z.startsWith("Stripe")),
  statusCode: z.catch(z.optional(z.number()), undefined),
  code: z.catch(z.optional(z.string().check(z.regex(/^[a-z0-9_]{1,60}$/))), undefined),
  /** Of a connection: the error below it. */
  detail: z.catch(z.optional(z.object({ code: z.string().check(z.regex(/^[A-Z_]{1,40}$/)) })), undefined),
});

/** Too many, a lock, a timeout: the same may be taken a moment later. */
const LATER: ReadonlySet<number> = new Set([408, 409, 425, 429]);
/** A key that is wrong, or may not do this, is an operator's to mend; what was asked stays right. */
const ABOUT_THE_KEY: ReadonlySet<number> = new Set([401, 403]);
const LATER_CODES: ReadonlySet<string> = new Set(["rate_limit", "lock_timeout", "idempotency_key_in_use"]);

/**
 * The failure that an error of the SDK stands for: `payments.unavailable` when there was no answer, or the same may be taken
 * later, otherwise `payments.refused`; Stripe's code or the status is its detail, and nothing else of the answer is in it.
 * Anything else that was thrown is a mistake of ours, and stays what it is.
 */
export function failureOf(error: unknown): unknown {
  const sdkError = SdkError.safeParse(error);
  if (!sdkError.success) return error;
  const { statusCode: status, code, detail } = sdkError.data;
  if (status === undefined) {
    return failed("unavailable", detail?.code === "ETIMEDOUT" ? "timed-out" : "no-answer");
  }
  const isLater = status >= 500 || LATER.has(status) || ABOUT_THE_KEY.has(status) || LATER_CODES.has(code ?? "");
  return failed(isLater ? "unavailable" : "refused", code ?? `http-${status}`);
}

/** An answer that is not what the document says. */
export function unreadable(): Failure {
  return failed("unreadable");
}

/** Whether Stripe said that it does not know what it was asked about. */
export function isMissing({ code, detail }: Failure): boolean {
  return code === "payments.refused" && (detail === "resource_missing" || detail === "http-404");
}

/** What Stripe will never take: as a rule because it became something else meanwhile. */
export function isRefused(error: unknown): error is Failure {
  return error instanceof Failure && error.code === "payments.refused";
}

export function isRefusedAs(error: unknown, code: string): boolean {
  return error instanceof Failure && error.code === "payments.refused" && error.detail === code;
}

function failed(reason: "unavailable" | "refused" | "unreadable", detail?: string): Failure {
  return new Failure(`payments.${reason}`, "Stripe did not do it", detail === undefined ? {} : { detail });
}
