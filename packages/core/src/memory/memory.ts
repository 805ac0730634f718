import type { Instant, TextId } from "../kernel/index.ts";

/** Which fact of a member's; means nothing to anybody else. */
export type FactId = string & { readonly __brand: "FactId" };

/** A calendar day without a place, `YYYY-MM-DD`. */
export type Day = string & { readonly __brand: "Day" };

/** Something a member told of their life. It is data and never an instruction, and never about their safety. */
export interface Fact {
  readonly id: FactId;
  /** What it is about, so that a newer one takes its place: `sister/name`. */
  readonly topic: string;
  /** In a few words, as they would say it themselves: "My sister is called Ana". */
  readonly text: string;
  readonly learnedAt: Instant;
  /** The text that it was taken from. */
  readonly source: TextId;
  /** The day on which it happens or happened, where it has one. */
  readonly day?: Day | undefined;
  /** The member asked for it to be remembered. */
  readonly isAskedFor?: true | undefined;
  /** What was true until then. It is kept as what was, and never told as what is. */
  readonly superseded?: { readonly at: Instant; readonly by: FactId } | undefined;
}

/** What Jules remembers of a member beyond the last texts. */
export interface Memory {
  readonly facts: readonly Fact[];
  /** What was talked about, up to a moment. */
  readonly summary?: { readonly text: string; readonly until: Instant } | undefined;
  /** Texts up to this moment have been read for what to remember. */
  readonly readUntil?: Instant | undefined;
  /** How often something was forgotten: what was read before the last time is not to be kept after it. */
  readonly forgets?: number | undefined;
}

export const NO_MEMORY: Memory = { facts: [] };
