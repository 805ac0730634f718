/** The vendor's kinds of error. */
type RefusalType = "invalid_request_error" | "idempotency_error" | "card_error" | "api_error" | "rate_limit_error";

export interface RefusalDetails {
  readonly type?: RefusalType;
  readonly code?: string;
  readonly param?: string;
  readonly decline_code?: string;
  /** Further fields of the error, such as `payment_intent`. */
  readonly [more: string]: unknown;
}

/** What ends a request with an error in the vendor's form. */
export class Refusal extends Error {
  readonly status: number;
  readonly details: RefusalDetails;
  /** Whether the endpoint had begun its work: only then is the answer kept under the idempotency key. */
  readonly began: boolean;

  constructor(status: number, message: string, details: RefusalDetails = {}, began = false) {
    super(message);
    this.status = status;
    this.details = details;
    this.began = began;
  }
}

/** The body of an error. */
export function refusalBody({ message, details }: Refusal): object {
  return { error: { type: "invalid_request_error", ...details, message } };
}

export function invalid(message: string, param?: string, code?: string): Refusal {
  return new Refusal(400, message, { ...(code !== undefined && { code }), ...(param !== undefined && { param }) });
}

export function missing(param: string): Refusal {
  return invalid(`Missing required param: ${param}.`, param, "parameter_missing");
}

export function unknownParameters(names: readonly string[]): Refusal {
  const text =
    names.length === 1 ? `Received unknown parameter: ${names[0]}` : `Received unknown parameters: ${names.join(", ")}`;
  return invalid(text, names[0], "parameter_unknown");
}

/** 404 for an id in the path, 400 for one in a parameter. */
export function noSuch(what: string, id: string, param = "id"): Refusal {
  return new Refusal(param === "id" ? 404 : 400, `No such ${what}: '${id}'`, { code: "resource_missing", param });
}

/** An answer by its HTTP status alone, as a script has it. */
export function refusalOf(status: number, details: RefusalDetails = {}): Refusal {
  const [type, message]: [RefusalType, string] =
    status === 429
      ? ["rate_limit_error", "Request rate limit exceeded."]
      : status >= 500
        ? ["api_error", "An unknown error occurred."]
        : status === 402
          ? ["card_error", "Your card was declined."]
          : ["invalid_request_error", "Scripted by the simulation."];
  const code = status === 429 ? "rate_limit" : status === 402 ? "card_declined" : undefined;
  return new Refusal(status, message, { type, ...(code !== undefined && { code }), ...details });
}
