import type { Account } from "./account.ts";
import type { Subscription } from "./objects.ts";
import type { Parameters } from "./parameters.ts";
import { daySeconds } from "./periods.ts";
import { invalid, missing } from "./refusals.ts";
import { nowSeconds } from "./time.ts";

export const createParameters = [
  ...["billing_mode", "collection_method", "customer", "default_payment_method", "description", "discounts", "items"],
  ...["metadata", "off_session", "payment_behavior", "payment_settings", "proration_behavior", "trial_end"],
  ...["trial_period_days", "trial_settings"],
];

/** A subscription without a page: with a card that the customer has already, or one of the vendor's named ones. */
export function createSubscription({ world, cards, subscriptions }: Account, parameters: Parameters): Subscription {
  const { store } = world;
  const customer = store.liveCustomer(parameters.required("customer"), "customer");
  const items = parameters.records("items");
  const [item] = items;
  if (!item) throw missing("items");
  if (items.length > 1) throw invalid("This simulation has subscriptions to one thing only.", "items");
  const price = store.prices.get(item.required("price"), "items[0][price]");
  const methodId = parameters.text("default_payment_method");
  const method = methodId === undefined ? undefined : cards.resolve(methodId, "default_payment_method");
  if (method) cards.attach(method, customer.id);
  const trialEnd = trialEndOf(parameters, nowSeconds(world));
  if (trialEnd === null && !method && customer.invoice_settings.default_payment_method === null) {
    throw invalid(
      "This customer has no attached payment source or default payment method.",
      undefined,
      "resource_missing",
    );
  }
  const promotionId = parameters.records("discounts")[0]?.text("promotion_code");
  const promotion = promotionId === undefined ? undefined : store.promotionCodes.get(promotionId, "discounts");
  return subscriptions.begin(
    {
      ...{ customer: customer.id, price, quantity: item.integer("quantity") ?? 1, trialEnd },
      metadata: parameters.metadata("metadata"),
      missingPaymentMethod:
        parameters.record("trial_settings")?.record("end_behavior")?.text("missing_payment_method") ?? "create_invoice",
      billingMode: parameters.record("billing_mode")?.text("type") ?? "flexible",
      paymentMethod: method?.id ?? null,
      status: trialEnd === null ? "incomplete" : "trialing",
    },
    promotion && { coupon: promotion.promotion.coupon, promotionCode: promotion.id, checkoutSession: null },
  );
}

function trialEndOf(parameters: Parameters, now: number): number | null {
  const days = parameters.integer("trial_period_days");
  if (days !== undefined) return now + days * daySeconds;
  const end = parameters.text("trial_end") === "now" ? undefined : parameters.integer("trial_end");
  if (end !== undefined && end <= now) throw invalid("`trial_end` has to be in the future.", "trial_end");
  return end ?? null;
}
