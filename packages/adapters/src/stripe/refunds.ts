import type { Payments } from "@jules/core/billing";
import * as z from "zod/mini";
import { chargeOf, isIntent } from "./charges.ts";
import type { StripeApi } from "./client.ts";
import { isRefusedAs } from "./failures.ts";
import { keys } from "./keys.ts";

const Refund = z.object({ amount: z.int() });

/**
 * Gives money back until as much is given back as the payment, as it was read, and the amount come to: never more than is left, and
 * nothing where that was done already, however long ago.
 */
export function refundAt(api: StripeApi): Payments["refund"] {
  return async ({ id, minor: paid, refundedMinor, currency }, minor) => {
    const left = paid - refundedMinor;
    const wanted = Math.max(0, Math.min(minor ?? left, left));
    const answer = { minor: wanted, currency };
    if (wanted === 0) return answer;
    const { amount_refunded: refunded } = await chargeOf(api, id);
    const amount = refundedMinor + wanted - refunded;
    if (amount <= 0) return answer;
    try {
      await api.ask(Refund, (stripe) =>
        stripe.refunds.create(
          { ...(isIntent(id) ? { payment_intent: id } : { charge: id }), amount },
          { idempotencyKey: keys.refund(id, refunded, amount) },
        ),
      );
    } catch (error) {
      // Somebody else gave all of it back, between the two calls.
      if (!isRefusedAs(error, "charge_already_refunded")) throw error;
    }
    return answer;
  };
}
