import * as z from "zod/mini";
import type { StripeApi } from "./client.ts";
import { id, reference } from "./fields.ts";

const Charge = z.object({ id, amount_refunded: z.int().check(z.minimum(0)) });
const Intent = z.object({ latest_charge: reference });

/** The charge that took the money, by the id of its payment intent or its own. */
export async function chargeOf(api: StripeApi, payment: string): Promise<z.output<typeof Charge>> {
  const charge = isIntent(payment)
    ? (await api.ask(Intent, (stripe) => stripe.paymentIntents.retrieve(payment))).latest_charge
    : payment;
  return api.ask(Charge, (stripe) => stripe.charges.retrieve(charge));
}

/** Whether an id is one of a payment intent. */
export function isIntent(payment: string): boolean {
  return payment.startsWith("pi_");
}
