import * as z from "zod/mini";

const bytes = z.instanceof(Uint8Array);

const Base = { pk: z.string(), sk: z.string() };

const TextItem = z.object({
  ...Base,
  saidAt: z.string(),
  tier: z.enum(["none", "concern", "high", "imminent"]),
  sealed: bytes,
});

const OutboundItem = z.object({
  ...Base,
  state: z.enum(["READY", "SENDING", "SENT", "DELIVERED", "FAILED", "PARKED"]),
  kind: z.enum(["reply", "introduction", "crisis", "stop-confirmation", "start-confirmation", "help"]),
  answers: z._default(z.array(z.string()), []),
  createdAt: z.string(),
  sendingAt: z.optional(z.string()),
  sealed: z.optional(bytes),
});

export const ConversationItem = z.union([OutboundItem, TextItem]);

export type TextItem = z.infer<typeof TextItem>;
export type OutboundItem = z.infer<typeof OutboundItem>;

/** What is sealed of a text that came in. */
export const SealedText = z.object({ body: z.string(), from: z.string(), media: z.array(z.string()) });

/** What is sealed of a text that goes out. */
export const SealedOutbound = z.object({ body: z.string(), to: z.string() });
