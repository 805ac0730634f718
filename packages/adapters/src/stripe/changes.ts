import type { Payments, Price, Subscription, SubscriptionId } from "@jules/core/billing";
import { type Instant, instant } from "@jules/core/kernel";
import type Stripe from "stripe";
import * as z from "zod/mini";
import type { StripeApi } from "./client.ts";
import { isRefused } from "./failures.ts";
import { secondsOf } from "./fields.ts";
import { createInvoices, type Stopped } from "./invoices.ts";
import { keys, nextMark } from "./keys.ts";
import {
  ENDS_BECAUSE_KEY,
  endsBecause,
  hasEnded,
  isPaused,
  itemOf,
  MARK_KEY,
  PAID_UNTIL_KEY,
  paidUntil,
  SubscriptionBody,
  subscriptionOf,
  willEnd,
} from "./subscriptions.ts";

type Changes = Pick<Payments, "previewChange" | "change" | "pause" | "resume" | "endAtPeriodEnd" | "keep" | "endNow">;

const Preview = z.object({ amount_due: z.int(), total: z.int(), currency: z.string().check(z.regex(/^[a-z]{3}$/)) });

/**
 * The other price from a moment on, the difference settled at once and not with the next renewal: what was previewed is then what
 * is taken. Between a month and a year Stripe does so in any case, as the period begins anew.
 */
const SETTLED_NOW = { proration_behavior: "always_invoice" } as const;

/** What is set on a subscription. It is read first each time: what is so already is not set again, and of one that ended nothing is. */
export function changesAt(api: StripeApi): Changes {
  const invoices = createInvoices(api);
  const read = (id: string) => api.ask(SubscriptionBody, (stripe) => stripe.subscriptions.retrieve(id));

  /** @param setting what is to be sent, or undefined where it is so already. */
  async function set(
    what: string,
    id: string,
    setting: (now: SubscriptionBody) => Stripe.SubscriptionUpdateParams | undefined,
  ): Promise<SubscriptionBody> {
    const now = await read(id);
    const wanted = hasEnded(now) ? undefined : setting(now);
    if (!wanted) return now;
    const mark = nextMark(now.metadata[MARK_KEY], what);
    const parameters = { ...wanted, metadata: { ...(wanted.metadata || {}), [MARK_KEY]: mark } };
    const idempotencyKey = keys.setting(what, id, parameters, api.now());
    return api.ask(SubscriptionBody, (stripe) => stripe.subscriptions.update(id, parameters, { idempotencyKey }));
  }

  async function endNow(id: SubscriptionId): Promise<Subscription> {
    if (!hasEnded(await read(id))) {
      try {
        await api.ask(SubscriptionBody, (stripe) =>
          stripe.subscriptions.cancel(id, { invoice_now: false, prorate: false }),
        );
      } catch (error) {
        // It ended between the two calls: Stripe knows no running one of this id then.
        if (!isRefused(error) || !hasEnded(await read(id))) throw error;
      }
    }
    // Nobody collects these any more, but their pages could still be paid.
    const { refusal } = await invoices.stop(id);
    if (refusal !== undefined) throw refusal;
    return subscriptionOf(await read(id));
  }

  return {
    async previewChange(subscription, to, at) {
      const item = itemOf(await read(subscription));
      const { amount_due, total, currency } = await api.ask(Preview, (stripe) =>
        stripe.invoices.createPreview({
          subscription,
          subscription_details: {
            ...{ items: [{ id: item.id, price: to.id }], ...SETTLED_NOW, proration_date: secondsOf(at) },
          },
        }),
      );
      // Below zero it is kept for the next invoices; what of an earlier one is kept is used up first.
      return { minor: total < 0 ? total : amount_due, currency, at: instant(secondsOf(at) * 1_000) };
    },

    change: async (subscription, to, at) => subscriptionOf(await set("change", subscription, otherPrice(to, at))),

    async pause({ id }) {
      const pausing = await set("pause", id, (now) => (isPaused(now) ? undefined : paused(now)));
      // For what comes Stripe makes no invoice any more; what it made before it would still collect. Also of one that was paused
      // already: whoever paused it may have died here.
      const { changed, refusal } = await invoices.stop(id);
      if (refusal !== undefined) throw refusal;
      return subscriptionOf(changed === 0 ? pausing : await read(id));
    },

    resume: async (id) =>
      subscriptionOf(
        await set("resume", id, (now) => (isPaused(now) ? { ...COLLECTING, metadata: NOT_PAUSED } : undefined)),
      ),

    async endAtPeriodEnd({ id, status }, pausing, because) {
      // Of one whose first payment is open nothing can be set, and nothing is paid for that it could run to the end of.
      if (status === "incomplete") return endNow(id);
      // Pausing is for what comes: an invoice that is late, or was drafted just now, would still be collected. Before, so that
      // whoever dies after the next call has left nothing behind; and after it, for a renewal between the two.
      if (pausing) await invoices.stop(id);
      const ending = await set(pausing ? "end-paused" : "end", id, (now) => {
        const pauses = pausing && !isPaused(now);
        const isWritten = because === undefined || endsBecause(now) === because;
        if (willEnd(now) !== undefined && !pauses && isWritten) return undefined;
        // All in one call, so that nobody who dies here leaves the one without the other.
        return {
          ...(pauses && paused(now)),
          ...(willEnd(now) === undefined && { cancel_at_period_end: true }),
          metadata: { ...(pauses && paused(now).metadata), ...(because && { [ENDS_BECAUSE_KEY]: because }) },
        };
      });
      const { changed, refusal } = pausing ? await invoices.stop(id) : NONE_STOPPED;
      // After what could be set is: to be tried again.
      if (refusal !== undefined) throw refusal;
      return subscriptionOf(changed === 0 ? ending : await read(id));
    },

    keep: async (id) =>
      subscriptionOf(
        await set("keep", id, (now) => {
          if (willEnd(now) === undefined && !isPaused(now)) return undefined;
          return {
            ...(isPaused(now) && { ...COLLECTING, metadata: NOT_PAUSED }),
            // A date that somebody set by hand is no end of the period, and is taken back by its own name.
            ...(now.cancel_at_period_end && { cancel_at_period_end: false }),
            ...(!now.cancel_at_period_end && now.cancel_at !== undefined && { cancel_at: "" as const }),
          };
        }),
      ),

    endNow,
  };
}

const NONE_STOPPED: Stopped = { changed: 0, refusal: undefined };
const COLLECTING = { pause_collection: "" } as const;
const NOT_PAUSED = { [PAID_UNTIL_KEY]: "" } as const;

function paused(now: SubscriptionBody) {
  return { pause_collection: { behavior: "void" }, metadata: { [PAID_UNTIL_KEY]: paidUntil(now) } } as const;
}

/** A plan that a card did not pay for is not changed: then Stripe refuses, and all stays as it was. */
function otherPrice(to: Pick<Price, "id">, at: Instant) {
  return (now: SubscriptionBody): Stripe.SubscriptionUpdateParams | undefined => {
    const item = itemOf(now);
    if (item.price.id === to.id) return undefined;
    return {
      ...{ items: [{ id: item.id, price: to.id }], ...SETTLED_NOW, proration_date: secondsOf(at) },
      payment_behavior: "error_if_incomplete",
    };
  };
}
