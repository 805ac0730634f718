import type { Instant, MemberId } from "../kernel/index.ts";

/** What a link opens: the way to prove one's age, a copy of one's own data, or one's subscription. */
export type LinkPurpose = "verify" | "export" | "billing";

/** A member and until when their link counts. */
export interface OpenedLink {
  readonly member: MemberId;
  readonly expiresAt: Instant;
}

/** Links that a text of ours carries to who reads it. Short, signed, and nothing about anybody can be read from one. */
export interface Links {
  /** @returns the whole URL. `expiresAt` counts in whole seconds. */
  issue(purpose: LinkPurpose, member: MemberId, expiresAt: Instant): string;
  /** Undefined for a token that we did not sign for this purpose, and for one that has expired at `at`. */
  read(purpose: LinkPurpose, token: string, at: Instant): OpenedLink | undefined;
}
