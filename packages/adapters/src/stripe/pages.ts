import type { Payments } from "@jules/core/billing";
import * as z from "zod/mini";
import type { StripeApi } from "./client.ts";
import { isRefused } from "./failures.ts";
import { id, MEMBER_KEY, moment, secondsOf } from "./fields.ts";
import { keys } from "./keys.ts";

const url = z.url({ protocol: /^https?$/ });
const Opened = z.object({ id, url, expires_at: moment });
const Session = z.object({ status: z.string() });
const Portal = z.object({ url });

/** The pages at Stripe on which members pay, and change what they pay with. */
export function pagesAt(api: StripeApi): Pick<Payments, "openCheckout" | "closeCheckout" | "openPortal"> {
  const statusOf = async (session: string) =>
    (await api.find(Session, (stripe) => stripe.checkout.sessions.retrieve(session)))?.status;

  return {
    async openCheckout({ member, customer, price, trialEndsAt, expiresAt, successUrl, cancelUrl, language, attempt }) {
      const opened = await api.ask(Opened, (stripe) =>
        stripe.checkout.sessions.create(
          {
            ...{ mode: "subscription", customer, client_reference_id: member, locale: language },
            line_items: [{ price: price.id, quantity: 1 }],
            // A plan that follows a trial takes its money by itself: nobody begins one without a way to pay it.
            payment_method_collection: "always",
            metadata: { [MEMBER_KEY]: member },
            subscription_data: {
              metadata: { [MEMBER_KEY]: member },
              ...(trialEndsAt !== undefined && { trial_end: secondsOf(trialEndsAt) }),
            },
            expires_at: secondsOf(expiresAt),
            ...{ success_url: successUrl, cancel_url: cancelUrl },
          },
          { idempotencyKey: keys.checkout(attempt) },
        ),
      );
      return { id: opened.id, url: opened.url, expiresAt: opened.expires_at };
    },

    async closeCheckout(session) {
      let status = await statusOf(session);
      if (status === "open") {
        const idempotencyKey = keys.setting("close", session, {}, api.now());
        try {
          await api.ask(Session, (stripe) => stripe.checkout.sessions.expire(session, {}, { idempotencyKey }));
          return true;
        } catch (error) {
          // Somebody paid, or its time ran out, between the two calls.
          if (!isRefused(error)) throw error;
          status = await statusOf(session);
          if (status === "open") throw error;
        }
      }
      return status !== "complete";
    },

    async openPortal(customer, returnUrl, language) {
      return api.ask(Portal, (stripe) =>
        stripe.billingPortal.sessions.create({ customer, return_url: returnUrl, locale: language }),
      );
    },
  };
}
