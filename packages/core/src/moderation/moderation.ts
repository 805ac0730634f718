/** Whose words are judged. */
export type Side = "member" | "jules";

/** flagged: with the vendor's categories; unknown: nobody could say, and the deterministic guards decide alone. */
export type Judgement =
  | { readonly kind: "clear" | "unknown" }
  | { readonly kind: "flagged"; readonly categories: readonly string[] };

/** A second pair of eyes on what is said. It never throws: without it the guards decide. */
export interface Moderator {
  judge(text: string, side: Side, timeoutMs: number): Promise<Judgement>;
}
