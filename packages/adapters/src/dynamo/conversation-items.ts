import type { Assessment, CrisisSignal } from "@jules/core/crisis";
import * as z from "zod/mini";

const bytes = z.instanceof(Uint8Array);

const Base = { pk: z.string(), sk: z.string() };

const TextItem = z.object({
  ...Base,
  saidAt: z.string(),
  receivedAt: z.string(),
  sealed: bytes,
  openSince: z.optional(z.string()),
  answeredBy: z.optional(z.string()),
  askedInVain: z._default(z.number(), 0),
});

const OutboundItem = z.object({
  ...Base,
  state: z.enum(["READY", "SENDING", "SENT", "DELIVERED", "FAILED", "PARKED"]),
  answers: z._default(z.array(z.string()), []),
  createdAt: z.string(),
  sendingAt: z.optional(z.string()),
  attempts: z._default(z.number(), 0),
  /** The carrier could not deliver what went with it: it goes as words alone. */
  isWithoutMedia: z.optional(z.boolean()),
  /** Fixed texts get theirs when they are settled: which one it is, is nobody's business who cannot open it. */
  sealed: z.optional(bytes),
});

export const ConversationItem = z.union([OutboundItem, TextItem]);

export type TextItem = z.infer<typeof TextItem>;
export type OutboundItem = z.infer<typeof OutboundItem>;

/** What is sealed of a text that came in: its content, and what the crisis check made of it (health data). */
export const SealedText = z.object({
  body: z.string(),
  from: z.string(),
  media: z.array(z.string()),
  seen: z.optional(z.string()),
  assessment: z.object({
    tier: z.enum(["none", "concern", "high", "imminent"]),
    verdict: z.enum(["clear", "watch", "act"]),
    categories: z.array(z.enum(["suicide", "self-harm", "violence", "abuse"])),
    signals: z.array(z.custom<CrisisSignal>((value) => typeof value === "string")),
    score: z.number(),
    evidence: z.array(z.string()),
    language: z.enum(["en", "es"]),
  }) satisfies z.ZodMiniType<Assessment>,
  /** A turn has weighed it since. */
  isWeighed: z._default(z.boolean(), false),
});

/** What is sealed of a text that goes out. */
export const SealedOutbound = z.object({
  kind: z.enum([
    "reply",
    "introduction",
    "crisis",
    "stop-confirmation",
    "start-confirmation",
    "help",
    "holding",
    "care",
    "follow-up",
    "opt-in",
    "clarification",
    "disclosure",
    "periodic",
    "age",
    "privacy",
    "reminder",
    "billing",
    "billing-notice",
    "check-in",
    "limit",
    "verification-code",
  ]),
  body: z.string(),
  media: z.optional(z.array(z.string())),
  to: z.string(),
  expiresAt: z.string(),
  language: z.optional(z.enum(["en", "es"])),
  inCrisis: z.optional(z.boolean()),
  counts: z.optional(
    z.object({
      year: z.number(),
      state: z.string(),
      tier: z.enum(["none", "concern", "high", "imminent"]),
      template: z.string(),
      language: z.enum(["en", "es"]),
    }),
  ),
});
