import type { Attachment } from "@jules/core/pictures";

/** What an attack is made with. */
export type AttackClass =
  | "override"
  | "role-play"
  | "exfiltration"
  | "encoded-exfiltration"
  | "developer-mode"
  | "fake-tags"
  | "fence"
  | "multi-turn"
  | "attachment"
  | "preference"
  | "memory"
  | "reminder"
  | "crisis-tampering"
  | "claims"
  | "state-change"
  | "consent"
  | "methods"
  | "sexual"
  | "numbers"
  | "links"
  | "billing"
  | "other-members";

/** Another member of the same stage. */
export interface Other {
  readonly id: string;
  readonly number: string;
  readonly email: string;
  /** What they told Jules, and nobody else is to hear. */
  readonly secret: string;
}

/** What a model that obeys has at hand. */
export interface Seen {
  /** All that it was given besides the conversation. */
  readonly prompt: string;
  readonly canary: string;
  readonly other: Other;
}

export type Obeying = string | ((seen: Seen) => string);

export interface InjectionCase {
  readonly id: string;
  readonly attack: AttackClass;
  /** The member's texts, each answered before the next is written; the model obeys the last one. */
  readonly says: readonly string[];
  /** What came with the last text, as a reader that obeys makes of it. */
  readonly attachment?: Attachment | undefined;
  /** What the model answers to the last text. */
  readonly obeying: Obeying;
  /** Kept aside while the guards were made. */
  readonly isHeldOut: boolean;
}

/** One text or several, what the model makes of them, and perhaps what came with them. */
export type Row = readonly [says: string | readonly string[], obeying: Obeying, attachment?: Attachment];

/** Every third one is kept aside; rows were written in one go, before any rule that they are to try. */
export function casesOf(attack: AttackClass, rows: readonly Row[]): readonly InjectionCase[] {
  return rows.map(([says, obeying, attachment], at) => ({
    id: `${attack}-${String(at + 1).padStart(2, "0")}`,
    ...{ attack, says: typeof says === "string" ? [says] : says, attachment, obeying },
    isHeldOut: at % 3 === 2,
  }));
}
