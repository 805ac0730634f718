import { countSegments, type SmsEncoding, smsEncoding } from "./sms-encoding.ts";

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

/** The part of the simulated carrier that a phone needs. */
export interface Carrier {
  /** A phone sends a text to one of our numbers; resolves when the carrier has it. */
  receiveText(text: { readonly from: string; readonly to: string; readonly text: string }): Promise<{ id: string }>;
  /** Texts of ours, oldest first; all, or those to one phone. */
  outbox(to?: string): readonly CarrierText[];
  /** Answers how to stop listening. */
  on(event: "text.accepted" | "delivery.changed", listener: (text: CarrierText) => void): () => void;
}

/** One bubble on the phone. */
export interface ConversationText {
  readonly id: string;
  /** As the system sees it: inbound is what the person texts, outbound what Jules answers. */
  readonly direction: "inbound" | "outbound";
  readonly text: string;
  readonly mediaCount: number;
  /** ISO 8601, on the stack's clock. */
  readonly at: string;
  /** An inbound text stays accepted: a phone is not told more. */
  readonly state: CarrierText["state"];
  readonly errorCode: number | null;
  readonly segments: number;
  /** Null for a text with media, which is no SMS. */
  readonly encoding: SmsEncoding | null;
}

/** All conversations: Jules' side is read from the carrier, the person's side is remembered here. */
export class Conversations {
  readonly #carrier: Carrier;
  readonly #now: () => number;
  readonly #julesNumber: string;
  readonly #inbound = new Map<string, ConversationText[]>();

  constructor(carrier: Carrier, now: () => number, julesNumber: string) {
    this.#carrier = carrier;
    this.#now = now;
    this.#julesNumber = julesNumber;
  }

  /** Sends a text from a member's phone. */
  async send(from: string, text: string): Promise<ConversationText> {
    // Taken before the carrier has the text, so that no answer can seem to come before it.
    const at = new Date(this.#now()).toISOString();
    const { id } = await this.#carrier.receiveText({ from, to: this.#julesNumber, text });
    const sent: ConversationText = {
      id,
      direction: "inbound",
      text,
      mediaCount: 0,
      at,
      state: "accepted",
      errorCode: null,
      segments: countSegments(text),
      encoding: smsEncoding(text),
    };
    this.#inbound.set(from, [...(this.#inbound.get(from) ?? []), sent]);
    return sent;
  }

  /** The conversation of one phone with Jules, oldest first. */
  of(number: string): ConversationText[] {
    const texts = [...(this.#inbound.get(number) ?? []), ...this.#carrier.outbox(number).map(fromCarrier)];
    return texts.sort((left, right) => Date.parse(left.at) - Date.parse(right.at));
  }

  /** The phones that have texted, or been texted. */
  numbers(): string[] {
    return [...new Set([...this.#inbound.keys(), ...this.#carrier.outbox().map(({ to }) => to)])];
  }
}

export function fromCarrier(accepted: CarrierText): ConversationText {
  const { id, text, media, acceptedAt, state, errorCode, segments } = accepted;
  return {
    id,
    direction: "outbound",
    text,
    mediaCount: media.length,
    at: acceptedAt,
    state,
    errorCode: errorCode ?? null,
    segments,
    encoding: media.length > 0 ? null : smsEncoding(text),
  };
}
