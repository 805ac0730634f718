import { isRunning } from "../billing/index.ts";
import type { Wish } from "../consent/index.ts";
import type { Member } from "../member/index.ts";
import type { ReceivedText } from "../messaging/index.ts";

/** Loaded with the first text that may be for it: few are. */
const asking = () => import("../billing/asking/index.ts");

/**
 * Whether somebody who pays asks, in words that by themselves would end our texts, that their plan ends, and certainly nothing
 * else: the turn answers that, and the texts go on. In doubt it is a revocation, which ends the plan as well; so it is where
 * no turn would answer, into a group or days later. The bare words mean silence to everybody.
 * @param hearing what knows such words; without it nothing is held up, and the words are the revocation they always were.
 */
export async function endsOnlyTheirPlan(
  { consent, billing }: Pick<Member, "consent" | "billing">,
  text: Pick<ReceivedText, "body" | "group">,
  wish: Pick<Wish, "cause">,
  tooOld: boolean,
  hearing: () => Promise<{ readonly endsOnlyPlan: (text: string) => boolean }> = asking,
): Promise<boolean> {
  const pays = billing.subscription !== undefined && isRunning(billing.subscription);
  if (!pays || wish.cause === "keyword" || consent.state !== "ACTIVE" || text.group || tooOld) return false;
  try {
    return (await hearing()).endsOnlyPlan(text.body);
  } catch {
    return false;
  }
}
