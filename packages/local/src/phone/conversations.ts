import { type CarrierText, type ConversationText, fromCarrier } from "./conversation-text.ts";
import type { AttachedFile } from "./input.ts";
import type { Memory } from "./memory.ts";
import { countSegments, smsEncoding } from "./sms-encoding.ts";

/** The part of the simulated carrier that a phone needs. */
export interface Carrier {
  /** A phone sends a text to one of our numbers; resolves when the carrier has it. */
  receiveText(text: {
    readonly from: string;
    readonly to: string;
    readonly text: string;
    readonly media?: readonly AttachedFile[];
  }): Promise<{ id: string }>;
  /** Texts of ours, oldest first; all, or those to one phone. */
  outbox(to?: string): readonly CarrierText[];
  /** Answers how to stop listening. */
  on(event: "text.accepted" | "delivery.changed", listener: (text: CarrierText) => void): () => void;
}

export interface ConversationsOptions {
  readonly carrier: Carrier;
  readonly memory: Memory;
  readonly now: () => number;
  readonly julesNumber: string;
}

/** All conversations. A phone remembers what its carrier forgets. */
export class Conversations {
  readonly #carrier: Carrier;
  readonly #memory: Memory;
  readonly #now: () => number;
  readonly #julesNumber: string;

  constructor({ carrier, memory, now, julesNumber }: ConversationsOptions) {
    this.#carrier = carrier;
    this.#memory = memory;
    this.#now = now;
    this.#julesNumber = julesNumber;
    for (const accepted of carrier.outbox()) this.remember(accepted);
  }

  /** Remembers a text of Jules', or how far it got by now. */
  remember(accepted: CarrierText): ConversationText {
    const text = fromCarrier(accepted);
    this.#memory.put(accepted.to, text);
    return text;
  }

  /** Sends a text from a member's phone. */
  async send(from: string, text: string, files: readonly AttachedFile[]): Promise<ConversationText> {
    // Taken before the carrier has the text, so that no answer can seem to come before it.
    const at = new Date(this.#now()).toISOString();
    const { id } = await this.#carrier.receiveText({
      ...{ from, to: this.#julesNumber, text },
      ...(files.length > 0 && { media: files }),
    });
    const sent: ConversationText = {
      id,
      direction: "inbound",
      text,
      mediaCount: files.length,
      media: [],
      at,
      state: "accepted",
      errorCode: null,
      segments: files.length > 0 ? 1 : countSegments(text),
      encoding: files.length > 0 ? null : smsEncoding(text),
    };
    this.#memory.put(from, sent);
    return sent;
  }

  /** The conversation of one phone with Jules, oldest first. */
  of(number: string): ConversationText[] {
    return this.#memory.of(number).sort((left, right) => Date.parse(left.at) - Date.parse(right.at));
  }

  /** The phones that have texted, or been texted. */
  numbers(): string[] {
    return this.#memory.numbers();
  }
}
