import type { BillingOrders, PlacedOrder } from "@jules/core/billing";
import type { CarriedOut } from "@jules/core/billing/books";
import { type Clock, type Instant, instantPlus, type MemberId, millisecondsOf } from "@jules/core/kernel";
import type { Context } from "aws-lambda";
import { failureOf } from "../../runtime/failure-code.ts";
import { logged } from "../../runtime/invocations.ts";
import type { Reporter } from "../../runtime/reporter.ts";

export interface Dependencies {
  readonly reporter: Reporter;
  readonly clock: Clock;
  readonly orders: Pick<BillingOrders, "due" | "of" | "postpone">;
  readonly carryOut: (order: PlacedOrder) => Promise<CarriedOut>;
}

/** moot: it was carried out meanwhile; waiting: the run did not get to it. */
type Result = CarriedOut | "moot" | "failed" | "waiting";

/** Members who are looked at side by side; Stripe takes a hundred questions a second from all that we run. */
const AT_A_TIME = 4;
/** A handful of questions to Stripe and as many to the tables. What is left is due at the next run. */
const CARRYING_MS = 25_000;

const LEAST_WAIT_MS = 60_000;
const MOST_WAIT_MS = 60 * 60_000;

/**
 * Carries out the orders about subscriptions that are due. A member has one order at most, so that no two of one member are
 * carried out side by side. What fails is tried again, after 1, 2, 4, … 60 minutes, until it is done.
 */
export function createHandler({ reporter, clock, orders, carryOut }: Dependencies) {
  /** @returns with it, how old one that failed is. */
  async function attendTo(member: MemberId): Promise<{ readonly result: Result; readonly ageMs: number }> {
    let order: PlacedOrder | undefined;
    try {
      order = await orders.of(member);
      return { result: order ? await carryOut(order) : "moot", ageMs: 0 };
    } catch (error) {
      reporter.caught(error);
      // Whose it was may be who is a child, or who wants no more texts.
      reporter.warn("billing-order.failed", failureOf(error), { BillingOrdersFailed: 1 });
      return { result: "failed", ageMs: order ? await postponed(order) : 0 };
    }
  }

  async function postponed(order: PlacedOrder): Promise<number> {
    const now = clock.now();
    const failingMs = millisecondsOf(now) - millisecondsOf(order.failingSince ?? now);
    const waitMs = Math.min(failingMs + LEAST_WAIT_MS, MOST_WAIT_MS);
    try {
      await orders.postpone(order, now, instantPlus(now, waitMs));
    } catch (error) {
      // Then it is due in a minute again.
      reporter.caught(error);
    }
    return ageOf(order, now);
  }

  /** Of one that the run did not get to. */
  async function ageOfWaiting(member: MemberId): Promise<number> {
    try {
      const order = await orders.of(member);
      return order ? ageOf(order, clock.now()) : 0;
    } catch (error) {
      reporter.caught(error);
      return 0;
    }
  }

  return logged(reporter, async (_event: unknown, context: Context) => {
    const counts = emptyCounts();
    let longestMs = 0;
    const startedAt: Instant = clock.now();
    for await (const due of orders.due(startedAt)) {
      for (let next = 0; next < due.length; next += AT_A_TIME) {
        const some = due.slice(next, next + AT_A_TIME);
        if (context.getRemainingTimeInMillis() < CARRYING_MS) {
          // They come in the order in which they fell due.
          const [first] = some;
          if (counts.waiting === 0 && first) longestMs = Math.max(longestMs, await ageOfWaiting(first));
          counts.waiting += some.length;
          continue;
        }
        for (const { result, ageMs } of await Promise.all(some.map(attendTo))) {
          counts[result] += 1;
          longestMs = Math.max(longestMs, ageMs);
        }
      }
    }
    const ageSeconds = Math.floor(longestMs / 1_000);
    reporter.report("billing-orders.done", { ...counts, ageSeconds }, { BillingOrderAgeSeconds: ageSeconds });
  });
}

/** Since it could not be done; or since it was given, where nobody has come to the end of a try yet. */
function ageOf({ failingSince, orderedAt }: PlacedOrder, now: Instant): number {
  return millisecondsOf(now) - millisecondsOf(failingSince ?? orderedAt);
}

function emptyCounts(): Record<Result, number> {
  return { ended: 0, ending: 0, nothing: 0, gone: 0, moot: 0, failed: 0, waiting: 0 };
}
