/** The vendor's codes, each with its HTTP status and, in our words, what is wrong. */
const refusals = {
  1102: [400, "Mandatory parameters are missing from the request."],
  1104: [400, "The request has invalid parameters."],
  1302: [400, "Only HTTPS return URLs are allowed."],
  1304: [400, "Session is not in a completed status."],
  1500: [400, "vendorData is longer than 1000 characters."],
  1501: [400, "vendorData must be a string."],
  1801: [401, "A mandatory header is missing from the request."],
  1802: [401, "The API key is not a UUID."],
  1803: [401, "There is no integration with this API key."],
  1804: [401, "The integration is not active."],
  1812: [401, "The signature is not a SHA256 hash."],
  1818: [401, "The signature is not the HMAC of the id."],
  1819: [401, "The signature is not the HMAC of the body."],
} as const satisfies Readonly<Record<number, readonly [number, string]>>;

export type RefusalCode = keyof typeof refusals;

export interface Refusal {
  readonly status: number;
  readonly body: { readonly status: "fail"; readonly code?: string; readonly message: string };
}

export function refuse(code: RefusalCode): Refusal {
  const [status, message] = refusals[code];
  return { status, body: { status: "fail", code: String(code), message } };
}

/** A refusal by an HTTP status or by one of the vendor's codes. */
export function refuseWith(statusOrCode: number): Refusal {
  return isCode(statusOrCode) ? refuse(statusOrCode) : refuseWithStatus(statusOrCode);
}

function isCode(number: number): number is RefusalCode {
  return Object.hasOwn(refusals, number);
}

/** A refusal without one of the vendor's codes. */
export function refuseWithStatus(status: number): Refusal {
  const message = status === 404 ? "Not found" : status === 429 ? "Too many requests" : "Scripted by the simulation";
  return { status, body: { status: "fail", message } };
}
