import type { Clock } from "../kernel/index.ts";
import { type Ending, endAndGiveBack, giveBackPaidAfter } from "./ending.ts";
import { hasEndedLately } from "./folding.ts";
import type { Customer, Payments } from "./payments.ts";
import { isRunning } from "./subscription.ts";

/**
 * Ends all that runs for a customer whom we made of a member who is gone by now, or has another one: it would take money for
 * nothing, and nobody could end it. What was paid for it last is given back, also where that comes after its end. Nothing is done
 * to a customer whom we did not make.
 * @returns whether anything ran. @see endAndGiveBack
 */
export async function endStrays(
  ending: Ending & { readonly payments: Pick<Payments, "subscriptionsOf">; readonly clock: Clock },
  { id, member, isDeleted }: Customer,
): Promise<boolean> {
  if (isDeleted || member === undefined) return false;
  const all = await ending.payments.subscriptionsOf(id);
  const endedLately = all.filter((each) => hasEndedLately(each, ending.clock.now()));
  for (const stray of endedLately) await giveBackPaidAfter(ending, stray);
  const running = all.filter(isRunning);
  for (const stray of running) await endAndGiveBack(ending, stray, () => true);
  return running.length > 0;
}
