import type { Instant } from "../kernel/index.ts";

/** That somebody asked for our texts outside of a text: what they read, what they did, and from where. */
export interface OptInProof {
  /** The words they agreed to, as they stood there. */
  readonly text: { readonly code: string; readonly version: number; readonly body: string };
  readonly medium: "web" | "phone" | "paper";
  /** What they did, for example that they ticked a box and pressed a button. */
  readonly action: string;
  readonly at: Instant;
  readonly url?: string | undefined;
  readonly ip?: string | undefined;
  readonly userAgent?: string | undefined;
}
