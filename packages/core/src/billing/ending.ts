import { Failure, instantPlus } from "../kernel/index.ts";
import type { BillingCount } from "./counts.ts";
import { NEARLY_MS } from "./meaning.ts";
import type { Payment, Payments } from "./payments.ts";
import { isRunning, type Subscription } from "./subscription.ts";

export interface Ending {
  readonly payments: Pick<Payments, "endAtPeriodEnd" | "isCollecting" | "lastPayment" | "refund" | "endNow">;
  readonly counted: (what: BillingCount) => void;
}

/**
 * Ends a subscription at once, and gives back what was paid for it last where that is due. It stays among those that run
 * until all of that is done, so that whoever dies on the way does it again; and nothing is taken meanwhile. What Stripe refuses,
 * because an invoice is being paid at the moment for example, keeps nothing else from being done.
 * @throws Failure as the payments do, a refusal when all the rest is done: again later.
 */
export async function endAndGiveBack(
  { payments, counted }: Ending,
  subscription: Subscription,
  isDue: (paid: Payment) => boolean,
): Promise<void> {
  const ending = maySoonBePaid(subscription) ? payments.endAtPeriodEnd(subscription, true) : undefined;
  const refusals = [await refusalOf(ending)];
  await giveBackIfDue({ payments, counted }, subscription, isDue);
  refusals.push(await refusalOf(payments.endNow(subscription.id)));
  const refusal = refusals.find((each) => each !== undefined);
  if (!refusal) return;
  counted("invoice-unstopped");
  throw refusal;
}

/**
 * Gives back what is paid for a subscription after its end: an invoice that was being paid then could not be stopped. What was
 * taken between the look at what was paid and the end counts as after it.
 */
export async function giveBackPaidAfter(ending: Ending, subscription: Subscription): Promise<void> {
  const { endsAt } = subscription;
  if (endsAt === undefined) return;
  await giveBackIfDue(ending, subscription, ({ paidAt }) => paidAt > instantPlus(endsAt, -NEARLY_MS));
}

async function giveBackIfDue(
  { payments, counted }: Ending,
  { id }: Subscription,
  isDue: (paid: Payment) => boolean,
): Promise<void> {
  const paid = await payments.lastPayment(id);
  if (paid && paid.refundedMinor < paid.minor && isDue(paid)) await giveBack({ payments, counted }, paid);
}

/** @throws what it throws that is no refusal. */
async function refusalOf(asked: Promise<unknown> | undefined): Promise<Failure | undefined> {
  try {
    await asked;
    return undefined;
  } catch (error) {
    if (!(error instanceof Failure) || error.code !== "payments.refused") throw error;
    return error;
  }
}

function maySoonBePaid(subscription: Subscription): boolean {
  const { status, endsAt, isCollectionPaused } = subscription;
  if (!isRunning(subscription)) return false;
  if (endsAt !== undefined && isCollectionPaused) return false;
  return status !== "paused" && status !== "unpaid";
}

/** What cannot be given back, because it is disputed for example, is for somebody to look at; the rest goes on. */
async function giveBack({ payments, counted }: Ending, paid: Payment): Promise<void> {
  if (await refusalOf(payments.refund(paid))) counted("refund-failed");
}
