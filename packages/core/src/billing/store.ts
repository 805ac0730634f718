import type { Instant, MemberId } from "../kernel/index.ts";
import type { Billing } from "./subscription.ts";

/** Keeps what is known of what members pay, beside their consent: who reads the one has the other. */
export interface BillingStore {
  /**
   * Puts this in the place of what had `version`, one version up. What was fetched from Stripe after that version was read is
   * newer than all that was written before, so that no order of events can put an older state over a newer one.
   * @returns false when somebody wrote meanwhile, or the member is gone: then everything is read and fetched anew.
   */
  write(member: MemberId, version: number, billing: Omit<Billing, "version">): Promise<boolean>;
  /** Whether this event was heard to its end in the last 35 days. */
  wasHeard(event: string): Promise<boolean>;
  noteHeard(event: string, at: Instant): Promise<void>;
  /** Up to when Stripe's changes have been compared with what we know. */
  comparedUntil(): Promise<Instant | undefined>;
  noteCompared(until: Instant): Promise<void>;
}
