import type { CustomerId, Payments } from "@jules/core/billing";
import { Failure } from "@jules/core/kernel";
import * as z from "zod/mini";
import { changesAt } from "./changes.ts";
import { createStripeApi, type StripeSettings } from "./client.ts";
import { customersAt } from "./customers.ts";
import { isMissing } from "./failures.ts";
import { customerReference, id, secondsOf } from "./fields.ts";
import { createInvoices } from "./invoices.ts";
import { pagesAt } from "./pages.ts";
import { createPriceList } from "./prices.ts";
import { refundAt } from "./refunds.ts";
import { subjectAt } from "./subjects.ts";
import { isOurs, SubscriptionBody, subscriptionOf } from "./subscriptions.ts";

/** All that can happen to a subscription; a list in the request takes no wildcard. */
const CHANGES = [
  "created",
  "updated",
  "deleted",
  "paused",
  "resumed",
  "pending_update_applied",
  "pending_update_expired",
];

const Change = z.object({ id, data: z.object({ object: z.object({ customer: customerReference }) }) });

/**
 * Stripe as who takes the money, by its SDK, which is loaded with the first question. Every answer is read as the document of the
 * pinned version has it. Of members it is told their opaque id and nothing else.
 */
export function createStripePayments(settings: StripeSettings): Payments {
  const api = createStripeApi(settings);
  const priceList = createPriceList(api);
  const { lastPayment, isCollecting } = createInvoices(api);
  const products = async () => (await priceList()).products;

  return {
    ...customersAt(api),
    ...pagesAt(api),
    ...changesAt(api),
    prices: async () => (await priceList()).prices,
    ...{ lastPayment, isCollecting },
    refund: refundAt(api),
    subject: subjectAt(api),

    async subscriptionsOf(customer) {
      const ours: SubscriptionBody[] = [];
      const pages = api.list(SubscriptionBody, (stripe, from) =>
        stripe.subscriptions.list({ customer, status: "all", ...from }),
      );
      try {
        for await (const page of pages) {
          for (const each of page) if (await isOurs(each, products)) ours.push(each);
        }
      } catch (error) {
        // Of a customer that is gone there are none.
        if (error instanceof Failure && isMissing(error)) return [];
        throw error;
      }
      // The newest come first; of two that began in the same second the id decides, so that it is always the same one.
      return ours.toSorted(byAge).map(subscriptionOf);
    },

    async *changedBetween(from, to) {
      const told = new Set<CustomerId>();
      const types = CHANGES.map((change) => `customer.subscription.${change}`);
      const created = { gte: secondsOf(from), lt: secondsOf(to) };
      for await (const page of api.list(Change, (stripe, at) => stripe.events.list({ types, created, ...at }))) {
        for (const { data } of page) {
          const { customer } = data.object;
          if (told.has(customer)) continue;
          told.add(customer);
          yield customer;
        }
      }
    },
  };
}

function byAge(one: SubscriptionBody, other: SubscriptionBody): number {
  if (one.created !== other.created) return one.created < other.created ? -1 : 1;
  return one.id < other.id ? -1 : 1;
}
