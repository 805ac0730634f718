import { type AgeState, allowanceOf } from "../age/index.ts";
import { type Instant, millisecondsOf } from "../kernel/index.ts";

/** A conversation is read for what to remember about so often while it goes on: an ordinary turn makes no call more. */
const RUNG_AGAIN_MS = 15 * 60_000;

interface Rung {
  readonly contact: { readonly rungAt?: Instant | undefined };
  readonly age: { readonly state: AgeState };
}

/** Whether a reply that leaves now is to ring for what was said to be read. */
export function isBellDue({ contact: { rungAt }, age }: Rung, at: Instant): boolean {
  if (!allowanceOf(age.state).memory) return false;
  return rungAt === undefined || millisecondsOf(at) - millisecondsOf(rungAt) >= RUNG_AGAIN_MS;
}
