import type { Instant, MemberId, PhoneNumber } from "../kernel/index.ts";
import type { ErasureReason } from "./erasures.ts";

/** What is to be done about somebody's data. */
export type PrivacyTask =
  /** Was answered already; only the log of requests is left to write. */
  | { readonly kind: "access" }
  | { readonly kind: "export" }
  | { readonly kind: "forget"; readonly about: string }
  /** What they said last before they asked, and what was answered to it: everything from that moment on. */
  | { readonly kind: "forget-last"; readonly from: Instant }
  | { readonly kind: "erase"; readonly because: ErasureReason };

export interface PrivacyOrder {
  /** What the member is told and the ledger keeps. Made from its cause, so that an order that is given twice is one. */
  readonly reference: string;
  readonly member: MemberId;
  readonly task: PrivacyTask;
  readonly askedAt: Instant;
  /** Where they hear what became of it; undefined where nothing is said. */
  readonly answer: { readonly to: PhoneNumber; readonly language: "en" | "es" } | undefined;
}

/** How much is kept of a member, as far as it was counted. */
export interface Tally {
  readonly texts: number;
  readonly replies: number;
  /** There are more of both. */
  readonly isMore: boolean;
}

/** Takes orders about members' data. What they take is done elsewhere: nobody who talks to a member waits for it. */
export interface PrivacyDesk {
  /** @throws Failure `queue.refused` when it could not be taken. The same order again is none. */
  submit(order: PrivacyOrder): Promise<void>;
  /** Counts what is kept of a member; costs the same however much there is. */
  tally(member: MemberId): Promise<Tally>;
}
