import type { DeliveryStatus } from "@jules/core/conversation";
import { instantPlus } from "@jules/core/kernel";
import { carrierError } from "@jules/core/messaging";
import * as z from "zod/mini";
import { instantField, outboundIdField } from "./fields.ts";

/** The carrier's word about a text of ours. */
export const StatusMessage = z.object({
  v: z.literal(1),
  outbound: outboundIdField,
  type: z.enum(["message-sending", "message-sent", "message-delivered", "message-failed", "message-read"]),
  errorCode: z.optional(z.number()),
  /** The carrier's id of the text, as it gave it when it accepted it. */
  carrierId: z._default(z.string(), ""),
  at: instantField,
});

export type StatusMessage = z.infer<typeof StatusMessage>;

/** Bandwidth's code for an error that it could not map. */
const UNMAPPED = 9999;

export function toDeliveryStatus(message: StatusMessage): DeliveryStatus {
  switch (message.type) {
    case "message-sending":
    case "message-sent":
      return { kind: "on-its-way" };
    case "message-delivered":
    case "message-read":
      return { kind: "delivered" };
    case "message-failed": {
      const { errorCode = UNMAPPED } = message;
      const { class: errorClass, retries, retryAfterMs } = carrierError(errorCode);
      if (errorClass === "unknown") return { kind: "doubtful", errorCode };
      if (errorClass === "media") return { kind: "failed-with-media", errorCode };
      if (retries === 0) return { kind: "failed", errorCode };
      return { kind: "failed-for-now", errorCode, retries, retryAt: instantPlus(message.at, retryAfterMs) };
    }
    default:
      return message.type satisfies never;
  }
}
