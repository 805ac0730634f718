import type { NewsSubject, Payments, SubjectKind } from "@jules/core/billing";
import * as z from "zod/mini";
import type { StripeApi } from "./client.ts";
import { customer, optionalCustomer, optionalMoment, optionalReference } from "./fields.ts";

const status = z.pipe(
  z.catch(z.optional(z.string()), undefined),
  z.transform((value): string | undefined => value),
);
const OfSomebody = z.object({ customer: optionalCustomer, status });
const Paid = z.object({ customer: optionalCustomer, created: optionalMoment });
const OfCharge = z.object({ charge: optionalReference, payment_intent: optionalReference, status });
const CustomerBody = z.object({ id: customer, deleted: z.optional(z.boolean()) });

/** Whose an object is that an event was about, and how it stands. */
export function subjectAt(api: StripeApi): Payments["subject"] {
  /** What is about a charge names no customer. */
  async function ofCharge(found: z.output<typeof OfCharge> | undefined): Promise<NewsSubject | undefined> {
    if (!found) return undefined;
    const { charge, payment_intent: intent, status } = found;
    const paid = charge
      ? await api.find(Paid, (stripe) => stripe.charges.retrieve(charge))
      : intent && (await api.find(Paid, (stripe) => stripe.paymentIntents.retrieve(intent)));
    return paid ? { customer: paid.customer, status, chargedAt: paid.created } : { customer: undefined, status };
  }

  return async (kind: SubjectKind, id: string): Promise<NewsSubject | undefined> => {
    switch (kind) {
      case "customer": {
        const found = await api.find(CustomerBody, (stripe) => stripe.customers.retrieve(id));
        return found && { customer: found.id, status: found.deleted ? "deleted" : undefined };
      }
      case "subscription":
        return api.find(OfSomebody, (stripe) => stripe.subscriptions.retrieve(id));
      case "invoice":
        return api.find(OfSomebody, (stripe) => stripe.invoices.retrieve(id));
      case "checkout":
        return api.find(OfSomebody, (stripe) => stripe.checkout.sessions.retrieve(id));
      case "charge":
        return api.find(OfSomebody, (stripe) => stripe.charges.retrieve(id));
      case "refund":
        return ofCharge(await api.find(OfCharge, (stripe) => stripe.refunds.retrieve(id)));
      case "dispute":
        return ofCharge(await api.find(OfCharge, (stripe) => stripe.disputes.retrieve(id)));
      case "fraud-warning":
        return ofCharge(await api.find(OfCharge, (stripe) => stripe.radar.earlyFraudWarnings.retrieve(id)));
      default:
        return kind satisfies never;
    }
  };
}
