import type { MessageSender, OutgoingText, SendOutcome } from "@jules/core/messaging";

export interface RecordingSender extends MessageSender {
  /** Texts the carrier accepted, in order. */
  readonly accepted: OutgoingText[];
  /** Texts handed over, whatever came of them. */
  readonly attempts: OutgoingText[];
  /** How often it was made ready. */
  preparations(): number;
  /** Makes the next preparations take this turn of events. */
  prepareWith(...events: (() => Promise<void>)[]): void;
  /** What the next sends meet; afterwards, acceptance again. `accepted-unheard`: accepted, but the answer is lost. */
  next(...outcomes: (SendOutcome | "accepted-unheard" | (() => Promise<SendOutcome>))[]): void;
}

export function recordingSender(): RecordingSender {
  const accepted: OutgoingText[] = [];
  const attempts: OutgoingText[] = [];
  const script: (SendOutcome | "accepted-unheard" | (() => Promise<SendOutcome>))[] = [];
  const events: (() => Promise<void>)[] = [];
  let preparations = 0;
  return {
    preparations: () => preparations,
    prepareWith: (...given) => void events.push(...given),
    async prepare() {
      preparations += 1;
      await events.shift()?.();
    },
    accepted,
    attempts,
    next: (...outcomes) => void script.push(...outcomes),
    async send(text) {
      attempts.push(text);
      const scripted = script.shift() ?? { kind: "accepted", carrierId: `carrier-${attempts.length}`, segments: 1 };
      const outcome = typeof scripted === "function" ? await scripted() : scripted;
      if (outcome === "accepted-unheard") {
        accepted.push(text);
        return { kind: "unknown", reason: "no-answer" };
      }
      if (outcome.kind === "accepted") accepted.push(text);
      return outcome;
    },
  };
}
