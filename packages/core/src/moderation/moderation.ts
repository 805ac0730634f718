import type { Failure } from "../kernel/index.ts";

/** Whose words are judged. */
export type Side = "member" | "jules";

/** What words can be beyond; a danger that somebody is in is no such thing, and the crisis path's business. */
export type ModerationCategory =
  | "sexual"
  | "sexual/minors"
  | "illicit"
  | "illicit/violent"
  | "hate"
  | "hate/threatening"
  | "harassment"
  | "harassment/threatening"
  | "self-harm/instructions"
  | "violence"
  | "violence/graphic";

/** flagged: with the vendor's categories; unknown: nobody could say, and the deterministic guards decide alone. */
export type Judgement =
  | { readonly kind: "clear" | "unknown" }
  | { readonly kind: "flagged"; readonly categories: readonly ModerationCategory[] };

/** A second pair of eyes on what is said. It never throws: without it the guards decide. */
export interface Moderator {
  judge(text: string, side: Side, timeoutMs: number): Promise<Judgement>;
}

/** A service that judges words. */
export interface Judge {
  /**
   * @returns what it thinks, or why it does not, never as an exception: `moderation.unavailable` when it has no answer in
   * time. It is well when it said what nobody can read (`moderation.unreadable`) or will never take this request
   * (`moderation.rejected`), and has nothing to do with it when we could not even ask (`moderation.failed`).
   */
  judge(text: string, side: Side, timeoutMs: number): Promise<Judgement | Failure>;
}
