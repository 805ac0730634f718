import type { Fact, FactOf } from "./fact.ts";
import type { Ledger } from "./ledger.ts";

/** Something that must hold whatever happens. */
export interface Invariant {
  readonly code: string;
  /** What holds, in one sentence. */
  readonly sentence: string;
  /**
   * Asked at every fact of a kind, with everything that is known after it.
   * @returns what is wrong, or undefined.
   */
  readonly on: { readonly [Kind in Fact["kind"]]?: (fact: FactOf<Kind>, ledger: Ledger) => string | undefined };
}

export interface Violation {
  readonly code: string;
  readonly sentence: string;
  readonly detail: string;
  readonly atMs: number;
}
