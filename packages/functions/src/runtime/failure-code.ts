import { Failure } from "@jules/core/kernel";

/** A code that may be logged. The only way to make one is from an error, whose message stays behind. */
export type FailureCode = string & { readonly __brand: "FailureCode" };

/** The code of a failure of ours, or the class of any other error. */
export function failureCode(error: unknown): FailureCode {
  const code = error instanceof Failure ? error.code : error instanceof Error ? error.name : "unknown";
  return (/^[A-Za-z0-9._-]{1,64}$/.test(code) ? code : "unknown") as FailureCode;
}
