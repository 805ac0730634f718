import { type SmsEncoding, smsEncoding } from "./sms-encoding.ts";

/** A text of ours, as the simulated carrier has it. */
export interface CarrierText {
  readonly id: string;
  readonly to: string;
  readonly text: string;
  readonly media: readonly string[];
  readonly segments: number;
  /** ISO 8601. */
  readonly acceptedAt: string;
  readonly state: "accepted" | "sending" | "delivered" | "failed";
  readonly errorCode?: number;
}

/** One bubble on the phone. */
export interface ConversationText {
  readonly id: string;
  /** As the system sees it: inbound is what the person texts, outbound what Jules answers. */
  readonly direction: "inbound" | "outbound";
  readonly text: string;
  readonly mediaCount: number;
  /** Where what came with a text of Jules' can be had. */
  readonly media: readonly string[];
  /** ISO 8601, on the stack's clock. */
  readonly at: string;
  /** An inbound text stays accepted: a phone is not told more. */
  readonly state: CarrierText["state"];
  readonly errorCode: number | null;
  readonly segments: number;
  /** Null for a text with media, which is no SMS. */
  readonly encoding: SmsEncoding | null;
}

/** A text of Jules', as the phone shows it. */
export function fromCarrier(accepted: CarrierText): ConversationText {
  const { id, text, media, acceptedAt, state, errorCode, segments } = accepted;
  return {
    id,
    direction: "outbound",
    text,
    mediaCount: media.length,
    media,
    at: acceptedAt,
    state,
    errorCode: errorCode ?? null,
    segments,
    encoding: media.length > 0 ? null : smsEncoding(text),
  };
}
