import type { Answer } from "../http-server.ts";
import type { Operation } from "./faults.ts";
import type { FieldError } from "./send-request.ts";

const validation = { type: "request-validation", description: "Your request could not be accepted." };
const errors: Readonly<Record<number, { readonly type: string; readonly description: string }>> = {
  400: validation,
  401: { type: "unauthorized", description: "Authentication Failed" },
  403: { type: "forbidden", description: "Access Denied" },
  404: { type: "not-found", description: "The media does not exist." },
  415: { type: "unsupported-content-type", description: "The content type must be application/json." },
  429: {
    type: "max-message-queue-size-exceeded",
    description:
      "The SMS queue for your account is full and cannot accept more messages right now. Your allowed rate is 60 messages per minute. The capacity of this queue is 900 messages (15 minutes). Reduce your message sending rate, or contact support to increase your allowed rate.",
  },
};
const internal = { type: "internal-error", description: "The request failed on our side." };
const listRateExceeded = { type: "rate_limit_exceeded", description: "Too many requests from this address." };

/** The API's answer to a request it does not take. Only the message list says when to come back. */
export function refuse(status: number, operation: Operation): Answer {
  if (status === 429 && operation === "list") {
    return { status, headers: { "retry-after": "60" }, body: listRateExceeded };
  }
  return { status, body: errors[status] ?? internal };
}

export function refuseFields(fieldErrors: readonly FieldError[]): Answer {
  return { status: 400, body: { ...validation, fieldErrors } };
}
