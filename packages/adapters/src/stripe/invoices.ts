import type { Payment, SubscriptionId } from "@jules/core/billing";
import type { Failure } from "@jules/core/kernel";
import * as z from "zod/mini";
import { chargeOf } from "./charges.ts";
import type { StripeApi } from "./client.ts";
import { isRefused } from "./failures.ts";
import { customerReference, id, moment, optionalMoment, optionalReference } from "./fields.ts";
import { keys } from "./keys.ts";

const Invoice = z.object({ id, status: z.string(), auto_advance: z.catch(z.optional(z.boolean()), undefined) });

/** Since API version 2025-03-31 an invoice names no charge: how it was paid stands in its payments. */
const InvoicePayment = z.object({
  amount_paid: z.optional(z.nullable(z.int())),
  status: z.string(),
  created: moment,
  status_transitions: z.optional(z.nullable(z.object({ paid_at: optionalMoment }))),
  payment: z.object({ payment_intent: optionalReference, charge: optionalReference }),
});

const PaidInvoice = z.object({
  id,
  customer: customerReference,
  currency: z.string().check(z.regex(/^[a-z]{3}$/)),
  payments: z.object({ data: z.array(InvoicePayment) }),
});

export interface Stopped {
  readonly changed: number;
  readonly refusal: Failure | undefined;
}

/** The invoices of a subscription. */
export function createInvoices(api: StripeApi) {
  async function stopOne({ id, status, auto_advance }: z.output<typeof Invoice>): Promise<boolean> {
    const isDraft = status === "draft";
    // A draft cannot be voided, and one of a subscription not deleted; left alone it would become an invoice within the hour.
    if (isDraft && auto_advance === false) return false;
    const idempotencyKey = keys.setting(isDraft ? "leave" : "void", id, {}, api.now());
    try {
      await api.ask(Invoice, (stripe) =>
        isDraft
          ? stripe.invoices.update(id, { auto_advance: false }, { idempotencyKey })
          : stripe.invoices.voidInvoice(id, {}, { idempotencyKey }),
      );
    } catch (error) {
      if (!isRefused(error)) throw error;
      const now = await api.ask(Invoice, (stripe) => stripe.invoices.retrieve(id));
      // It was paid or voided meanwhile; what became of a draft is stopped as what it is now.
      if (now.status === status) throw error;
      if (now.status === "open") return stopOne(now);
    }
    return true;
  }

  /** Drafts first: one may become an open invoice between the two lists, but none becomes a draft again. */
  async function* unpaid(subscription: SubscriptionId) {
    for (const status of ["draft", "open"] as const) {
      yield* api.list(Invoice, (stripe, from) => stripe.invoices.list({ subscription, status, ...from }));
    }
  }

  return {
    /** Whether one of them is still to be taken; a draft that is left alone never is. */
    async isCollecting(subscription: SubscriptionId): Promise<boolean> {
      for await (const page of unpaid(subscription)) {
        if (page.some(({ status, auto_advance }) => status === "open" || auto_advance !== false)) return true;
      }
      return false;
    },

    /**
     * Nothing more is collected of what was invoiced. One that Stripe will not stop, because it is being paid for example, holds
     * up none of the others.
     * @returns how many invoices that changed, and why one was not stopped.
     */
    async stop(subscription: SubscriptionId): Promise<Stopped> {
      let changed = 0;
      let refusal: Failure | undefined;
      for await (const page of unpaid(subscription)) {
        for (const invoice of page) {
          try {
            if (await stopOne(invoice)) changed += 1;
          } catch (error) {
            if (!isRefused(error)) throw error;
            refusal ??= error;
          }
        }
      }
      return { changed, refusal };
    },

    /** What was paid last; undefined where nothing was, or nothing that can be given back through Stripe. */
    async lastPayment(subscription: SubscriptionId): Promise<Payment | undefined> {
      const pages = api.list(PaidInvoice, (stripe, from) =>
        stripe.invoices.list({ subscription, status: "paid", expand: ["data.payments"], ...from }),
      );
      // The newest come first. What a trial or a credit left to pay is nothing, and has no payment.
      for await (const page of pages) {
        for (const { customer, currency, payments } of page) {
          const [last] = payments.data.flatMap(takenIn).toSorted((one, other) => (one.paidAt < other.paidAt ? 1 : -1));
          if (!last) continue;
          const { amount_refunded: refundedMinor } = await chargeOf(api, last.id);
          return { ...last, customer, currency, refundedMinor };
        }
      }
      return undefined;
    },
  };
}

/** What was taken through Stripe; what was paid past it cannot be given back through it. */
function takenIn({ status, amount_paid, created, status_transitions, payment }: z.output<typeof InvoicePayment>) {
  const id = payment.payment_intent ?? payment.charge;
  const minor = amount_paid ?? 0;
  if (status !== "paid" || id === undefined || minor <= 0) return [];
  return [{ id, minor, paidAt: status_transitions?.paid_at ?? created }];
}
