import type { DeliveryStatus } from "@jules/core/conversation";
import * as z from "zod/mini";
import { instantField, outboundIdField } from "./fields.ts";

/** The carrier's word about a text of ours. */
export const StatusMessage = z.object({
  v: z.literal(1),
  outbound: outboundIdField,
  type: z.enum(["message-sending", "message-sent", "message-delivered", "message-failed", "message-read"]),
  errorCode: z.optional(z.number()),
  at: instantField,
});

export type StatusMessage = z.infer<typeof StatusMessage>;

/** No receipt in two hours, and an error the carrier could not map: neither says that the text did not arrive. */
const DOUBTFUL_CODES: ReadonlySet<number> = new Set([9902, 9999]);

export function toDeliveryStatus(message: StatusMessage): DeliveryStatus {
  switch (message.type) {
    case "message-sending":
    case "message-sent":
      return { kind: "on-its-way" };
    case "message-delivered":
    case "message-read":
      return { kind: "delivered" };
    case "message-failed": {
      const { errorCode = 9999 } = message;
      return DOUBTFUL_CODES.has(errorCode) ? { kind: "doubtful", errorCode } : { kind: "failed", errorCode };
    }
    default:
      return message.type satisfies never;
  }
}
