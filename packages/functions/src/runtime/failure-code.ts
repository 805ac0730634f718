import { Failure } from "@jules/core/kernel";

/** A code that may be logged. The only way to make one is from an error, whose message stays behind. */
export type FailureCode = string & { readonly __brand: "FailureCode" };

/** The code of a failure of ours, or the class of any other error. */
export function failureCode(error: unknown): FailureCode {
  return asCode(error instanceof Failure ? error.code : error instanceof Error ? error.name : "unknown");
}

/** The code, and the nearest detail among the error and its causes; the code of the cause where nobody gave one. */
export function failureOf(error: unknown): { readonly failure: FailureCode; readonly detail?: FailureCode } {
  const detail = detailOf(error);
  return { failure: failureCode(error), ...(detail !== undefined && { detail: asCode(detail) }) };
}

function detailOf(error: unknown): string | undefined {
  if (!(error instanceof Error)) return undefined;
  if (error instanceof Failure && error.detail !== undefined) return error.detail;
  return error.cause === undefined ? undefined : (detailOf(error.cause) ?? failureCode(error.cause));
}

function asCode(value: string): FailureCode {
  return (/^[A-Za-z0-9._-]{1,64}$/.test(value) ? value : "unknown") as FailureCode;
}
