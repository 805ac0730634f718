import type { AgeCause, AgeState } from "../age/index.ts";
import type { ConsentCause, ConsentScope, ConsentState } from "../consent/index.ts";
import type { Instant, NumberHash } from "../kernel/index.ts";

/** A fixed text as the ledger names it: which one, in which version; the store adds the hash of its words. */
export interface LedgeredText {
  readonly code: string;
  readonly version: number;
  readonly body: string;
}

/** Why a disclosure was made. */
export type DisclosureReason = "first-contact" | "new-interaction" | "interval" | "reminder" | "periodic" | "asked";

/** One thing that must be provable for years. No words of a member, no health data, no address: codes, texts of ours, times. */
export type LedgerEntry =
  | {
      readonly kind: "consent";
      readonly from: ConsentState;
      readonly to: ConsentState;
      readonly scope: ConsentScope;
      readonly cause: ConsentCause;
    }
  /** Somebody asked for our texts on a page of ours: the words they agreed to. */
  | { readonly kind: "opt-in-proof"; readonly text: LedgeredText; readonly medium: "web" | "phone" | "paper" }
  /**
   * Somebody accepted the terms of a subscription before anything was charged: which words, and all that was filled into
   * them, so that they can be written once more.
   */
  | {
      readonly kind: "subscription-terms";
      readonly text: LedgeredText;
      readonly period: "month" | "year";
      readonly minor: number;
      readonly currency: string;
      /** Nothing is charged before. */
      readonly trialEndsAt?: Instant | undefined;
      readonly textsAnHour: number;
      readonly textsADay: number;
    }
  | { readonly kind: "disclosure"; readonly text: LedgeredText; readonly reason: DisclosureReason }
  | {
      readonly kind: "age";
      readonly from: AgeState;
      readonly to: AgeState;
      readonly by: AgeCause;
      readonly method?: "document" | "estimation" | undefined;
      readonly threshold?: number | undefined;
      readonly session?: string | undefined;
    }
  /** A request about somebody's data and what became of it. `reference` is what they were told. */
  | {
      readonly kind: "privacy";
      readonly request: "access" | "export" | "forget" | "erase" | "vendor-deletion";
      readonly step: "asked" | "done";
      readonly reference?: string | undefined;
    };

/** The end of a member's chain, as far as the member knows it. */
export interface LedgerHead {
  /** How many rows there are. */
  readonly sequence: number;
  /** The hash of the last one; empty when there is none. */
  readonly hash: string;
}

export const EMPTY_LEDGER: LedgerHead = { sequence: 0, hash: "" };

/** One row of a chain as it is kept. */
export interface LedgerRow {
  readonly sequence: number;
  readonly at: Instant;
  readonly entry: Readonly<Record<string, unknown>>;
  readonly previousHash: string;
  readonly hash: string;
}

/** Reads the ledger. Nothing can change a row. */
export interface Ledger {
  /** Oldest first. */
  rowsOf(hash: NumberHash): AsyncIterable<LedgerRow>;
}
