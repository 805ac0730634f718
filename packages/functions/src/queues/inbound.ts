import * as z from "zod/mini";
import { instantField, phoneNumberField, textIdField } from "./fields.ts";

/**
 * A text on its way from the webhook to intake: a `ReceivedText`. The queue is encrypted; nothing of this is in
 * attributes or ids.
 */
export const InboundMessage = z.object({
  v: z.literal(1),
  id: textIdField,
  from: phoneNumberField,
  to: phoneNumberField,
  body: z.string(),
  media: z.array(z.string()),
  saidAt: instantField,
  receivedAt: instantField,
  group: z.boolean(),
});

export type InboundMessage = z.infer<typeof InboundMessage>;
