import { Failure } from "../kernel/index.ts";
import type { BillingCount } from "./counts.ts";
import type { Payment, Payments } from "./payments.ts";
import type { Subscription } from "./subscription.ts";

export interface Ending {
  readonly payments: Pick<Payments, "endAtPeriodEnd" | "isCollecting" | "lastPayment" | "refund" | "endNow">;
  readonly counted: (what: BillingCount) => void;
}

/**
 * Ends a subscription at once, and gives back what was paid for it last where that is due. It stays among those that run
 * until all of that is done, so that whoever dies on the way does it again; and nothing is taken meanwhile.
 * @throws Failure as the payments do.
 */
export async function endAndGiveBack(
  { payments, counted }: Ending,
  subscription: Subscription,
  isDue: (paid: Payment) => boolean,
): Promise<void> {
  if (maySoonBePaid(subscription)) await payments.endAtPeriodEnd(subscription, true);
  const paid = await payments.lastPayment(subscription.id);
  if (paid && paid.refundedMinor < paid.minor && isDue(paid)) await giveBack({ payments, counted }, paid);
  await payments.endNow(subscription.id);
}

function maySoonBePaid({ status, endsAt, isCollectionPaused }: Subscription): boolean {
  if (endsAt !== undefined && isCollectionPaused) return false;
  return status !== "paused" && status !== "unpaid";
}

/** What cannot be given back, because it is disputed for example, is for somebody to look at; the rest goes on. */
async function giveBack({ payments, counted }: Ending, paid: Payment): Promise<void> {
  try {
    await payments.refund(paid);
  } catch (error) {
    if (!(error instanceof Failure) || error.code !== "payments.refused") throw error;
    counted("refund-failed");
  }
}
