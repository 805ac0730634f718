import { outboundIdIn } from "@jules/core/conversation";
import { type Instant, instantPlus, type PhoneNumber, parseInstant, phoneNumber } from "@jules/core/kernel";
import * as z from "zod/mini";
import { InboundMessage } from "../../queues/inbound.ts";
import { StatusMessage } from "../../queues/statuses.ts";
import type { IgnoredReason } from "../../runtime/log-lines.ts";

/** What one element of a callback comes to. */
export type Reading<Message> = { readonly message: Message } | { readonly ignored: IgnoredReason };

export interface OurSide {
  readonly applicationId: string;
  readonly ownNumbers: readonly PhoneNumber[];
}

/** The fields that are read; everything else may come and go (Bandwidth Messaging v2, callbacks). */
const Event = z.object({
  type: z.string(),
  time: z.optional(z.string()),
  to: z.optional(z.string()),
  errorCode: z.optional(z.nullable(z.number())),
  message: z.object({
    id: z.string(),
    applicationId: z.string(),
    direction: z.string(),
    time: z.string(),
    owner: z.optional(z.string()),
    from: z.string(),
    to: z.union([z.array(z.string()), z.string()]),
    text: z.optional(z.nullable(z.string())),
    media: z.optional(z.nullable(z.array(z.string()))),
    tag: z.optional(z.nullable(z.string())),
  }),
});
type Event = z.infer<typeof Event>;

/** The elements of a callback body: it is an array as a rule, and a single object in one of the vendor's own specs. */
export function elementsOf(body: unknown): readonly unknown[] {
  return Array.isArray(body) ? body : [body];
}

/** Reads an element of the inbound route: a text from a person to one of our numbers. */
export function readInbound(element: unknown, ours: OurSide, receivedAt: Instant): Reading<InboundMessage> {
  const event = read(element, ours, "in");
  if ("ignored" in event) return event;
  if (event.type !== "message-received") return { ignored: "event-type" };
  const { message } = event;
  const to = ours.ownNumbers.find((own) => own === event.to || own === message.owner);
  if (!to) return { ignored: "own-number" };
  const from = phoneNumber(message.from);
  if (!from || ours.ownNumbers.includes(from)) return { ignored: "sender" };
  const result = InboundMessage.safeParse({
    v: 1,
    id: message.id,
    from,
    to,
    body: message.text ?? "",
    media: message.media ?? [],
    // A text whose time cannot be read is a text all the same.
    saidAt: plausible(parseInstant(message.time), receivedAt) ?? receivedAt,
    receivedAt,
    group: Array.isArray(message.to) && message.to.length > 1,
  });
  return result.success ? { message: result.data } : { ignored: "shape" };
}

/** Reads an element of the status route: what became of a text of ours. */
export function readStatus(element: unknown, ours: OurSide, receivedAt: Instant): Reading<StatusMessage> {
  const event = read(element, ours, "out");
  if ("ignored" in event) return event;
  const type = StatusMessage.shape.type.safeParse(event.type);
  if (!type.success) return { ignored: "event-type" };
  const outbound = outboundIdIn(event.message.tag ?? "");
  if (!outbound) return { ignored: "tag" };
  const at = plausible(parseInstant(event.time ?? event.message.time), receivedAt);
  if (!at) return { ignored: "shape" };
  const errorCode = event.errorCode ?? undefined;
  const { id: carrierId } = event.message;
  return { message: { v: 1, outbound, type: type.data, carrierId, at, ...(errorCode !== undefined && { errorCode }) } };
}

/** What both routes ask: is this about us, and does it go the right way? Status events taken for texts would loop. */
function read(element: unknown, ours: OurSide, direction: "in" | "out"): Event | { readonly ignored: IgnoredReason } {
  const result = Event.safeParse(element);
  if (!result.success) return { ignored: "shape" };
  if (result.data.message.applicationId !== ours.applicationId) return { ignored: "application" };
  if (result.data.message.direction !== direction) return { ignored: "direction" };
  return result.data;
}

/** The carrier brings a callback for 24 hours; an hour more for clocks that differ. */
const OLDEST_CALLBACK_MS = 25 * 60 * 60_000;

/**
 * The carrier's time, as long as it can be true. The order of STOP and START hangs on it, so a clock that runs wild there
 * (ahead of ours, or days behind) must not decide it.
 */
function plausible(carriersTime: Instant | undefined, receivedAt: Instant): Instant | undefined {
  if (carriersTime === undefined || carriersTime > receivedAt) return carriersTime && receivedAt;
  return carriersTime < instantPlus(receivedAt, -OLDEST_CALLBACK_MS) ? receivedAt : carriersTime;
}
