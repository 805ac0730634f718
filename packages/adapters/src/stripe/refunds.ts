import type { Payments } from "@jules/core/billing";
import { Failure } from "@jules/core/kernel";
import * as z from "zod/mini";
import type { StripeApi } from "./client.ts";
import { keys } from "./keys.ts";

const Refund = z.object({ amount: z.int(), currency: z.string() });

/** Gives money back, never more than is left of a payment. */
export function refundAt(api: StripeApi): Payments["refund"] {
  return async (payment, minor) => {
    const { id, currency } = payment;
    const left = payment.minor - payment.refundedMinor;
    const back = Math.min(minor ?? left, left);
    const nothing = { minor: 0, currency };
    if (back <= 0) return nothing;
    const of = id.startsWith("pi_") ? { payment_intent: id } : { charge: id };
    try {
      const { amount, currency } = await api.ask(Refund, (stripe) =>
        stripe.refunds.create({ ...of, amount: back }, { idempotencyKey: keys.refund(payment, back) }),
      );
      return { minor: amount, currency };
    } catch (error) {
      // Somebody else gave it back meanwhile: there is nothing more to give.
      if (error instanceof Failure && error.detail === "charge_already_refunded") return nothing;
      throw error;
    }
  };
}
