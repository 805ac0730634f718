import { instantPlus } from "../kernel/index.ts";
import type { Member } from "../member/index.ts";
import { type Given, orderAfterAge, type PlacedOrder } from "./orders.ts";
import { silenceOf } from "./silence.ts";
import type { Subscription } from "./subscription.ts";

/** Stripe counts in whole seconds, by a clock of its own: what lies so near to an order is taken as the member would have it. */
export const NEARLY_MS = 5_000;

/**
 * What of an order is about a subscription. What somebody begins to pay for afterwards is not what it was about: an order of
 * what they had before, which still waits, neither ends it nor stands for one that does. With whom nobody talks is to have
 * none since then, who may be a minor none, and who is being erased none at all, whenever it began.
 */
export function meantBy(
  { given }: Pick<PlacedOrder, "given">,
  { createdAt }: Pick<Subscription, "createdAt">,
  member: Pick<Member, "age" | "consent" | "reassignedAt">,
): readonly Given[] {
  const silentSince = silenceOf(member);
  const mayBeMinor = orderAfterAge(member.age.state) !== undefined;
  return given.filter(({ because, orderedAt }) => {
    const isOfSilence = silentSince !== undefined && orderedAt >= silentSince;
    const isOfAge = mayBeMinor && because === "child";
    return createdAt <= instantPlus(orderedAt, NEARLY_MS) || because === "erased" || isOfSilence || isOfAge;
  });
}
