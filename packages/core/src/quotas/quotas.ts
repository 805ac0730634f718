import type { Instant, MemberId, PhoneNumber } from "../kernel/index.ts";

/** What is about to be answered. */
export interface Use {
  readonly member: MemberId;
  readonly number: PhoneNumber;
  /** The texts' words, which a loop of two machines repeats. */
  readonly bodies: readonly string[];
  readonly at: Instant;
}

/** What an answer took. */
export interface Spent extends Pick<Use, "member" | "number" | "at"> {
  readonly tokens: number;
  readonly costMicroUsd: number;
}

/**
 * over: a limit is reached, of this member, of all numbers that begin alike, or of the whole service; loop: a machine seems
 * to answer us. `isNew` for the first time in its window, when the member is told.
 */
export type QuotaVerdict =
  | { readonly kind: "free" }
  | {
      readonly kind: "over";
      readonly of: "member" | "prefix" | "service";
      readonly window: "hour" | "day";
      readonly isNew: boolean;
    }
  | { readonly kind: "loop"; readonly isNew: boolean };

/** How much of the service is used, and by whom. Help in a crisis is never asked about. */
export interface Quotas {
  /** Counts a use, before anything is spent on it. Never throws: what cannot be counted together is counted alone. */
  take(use: Use): Promise<QuotaVerdict>;
  /** Adds what it took. Never throws. */
  spend(spent: Spent): Promise<void>;
}
