import type { Instant, MemberId, PhoneNumber, TextId } from "../kernel/index.ts";
import type { LimitOf, WindowName } from "./limits.ts";

/** What is about to be answered. */
export interface Use {
  readonly member: MemberId;
  readonly number: PhoneNumber;
  /** The texts. Those that were counted before, by a turn that failed, count no more. */
  readonly ids: readonly TextId[];
  /** Their words, which a loop of two machines repeats. */
  readonly bodies: readonly string[];
  readonly at: Instant;
  /** How many texts of a day their plan answers; undefined where it sets no limit. */
  readonly textsADay?: number | undefined;
}

/** What an answer took. */
export interface Spent extends Pick<Use, "member" | "number" | "at"> {
  /** How many texts it answers; those beyond what was taken came in meanwhile. */
  readonly texts: number;
  /** Undefined where nobody knows: then what was reckoned counts. */
  readonly tokens: number | undefined;
  readonly costMicroUsd: number | undefined;
}

/**
 * over: a limit is reached, of this member, of their plan, of all numbers that begin alike, or of the whole service; loop: a
 * machine seems to answer us. `isNew` for the first time in its window, when the member is told; it ends at `endsAt`.
 */
export type QuotaVerdict =
  | { readonly kind: "free" }
  | {
      readonly kind: "over";
      readonly of: LimitOf;
      readonly window: WindowName;
      readonly endsAt: Instant;
      readonly isNew: boolean;
    }
  | { readonly kind: "loop"; readonly isNew: boolean };

/** How much of the service is used, and by whom. Help in a crisis is never asked about. */
export interface Quotas {
  /**
   * Counts a use, before anything is spent on it, with what it is reckoned to take. Never throws: what cannot be counted
   * together is counted alone. For the holder of the member's lease.
   */
  take(use: Use): Promise<QuotaVerdict>;
  /**
   * Puts what it took in the place of what was reckoned. What was never taken, as in a crisis, counts for the whole
   * service alone. Never throws.
   */
  spend(spent: Spent): Promise<void>;
}
