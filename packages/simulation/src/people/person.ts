import type { Instant, PhoneNumber, TextId } from "@jules/core/kernel";

/** What a text is, as the person means it; what Jules makes of it is for the code to find out. */
export type TextKind =
  | "chat"
  | "crisis"
  /** Grave, and not a crisis. */
  | "concern"
  /** Half a sign. */
  | "watch"
  /** Clear words of somebody who is safe, and a yes. */
  | "safe"
  | "yes"
  | "stop"
  /** May mean that no more texts are wanted. */
  | "unclear"
  /** Tells the birth year of an adult, or the age of somebody who is none. */
  | "year"
  | "minor"
  | "start"
  | "help"
  | "reaction"
  | "group"
  | "picture";

/** A text that a person sends. */
export interface PersonText {
  readonly id: TextId;
  /** Stands in the words as `#17`, so that it can be recognised in what the language model is asked. */
  readonly serial: number;
  readonly kind: TextKind;
  readonly from: PhoneNumber;
  readonly to: PhoneNumber;
  readonly body: string;
  /** The carrier's time. */
  readonly saidAt: Instant;
  /** When the webhook takes it, if nothing is late. */
  readonly arrivesAtMs: number;
}

/** Something a person does in one go: a burst of texts, or having their carrier block our number. */
export type Action = {
  readonly atMs: number;
  readonly number: PhoneNumber;
} & (
  | {
      readonly kind: "burst";
      readonly texts: readonly PersonText[];
    }
  | { readonly kind: "block" }
);
