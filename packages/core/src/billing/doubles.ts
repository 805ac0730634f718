import { type Ending, endAndGiveBack } from "./ending.ts";
import type { Subscription } from "./subscription.ts";

/** Ends a subscription that runs beside the one that counts, and gives back what was paid for it; @see endAndGiveBack. */
export async function endDouble(ending: Ending, double: Subscription): Promise<void> {
  await endAndGiveBack(ending, double, () => true);
  ending.counted("double-subscription");
}
