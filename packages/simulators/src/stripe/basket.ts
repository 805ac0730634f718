import type { PaymentMethod, Price, PromotionCode } from "./objects.ts";
import type { Parameters } from "./parameters.ts";
import { daySeconds } from "./periods.ts";
import { invalid, missing } from "./refusals.ts";
import type { Store } from "./store.ts";

/** What is sold in a session, and what has been done on its page. */
export interface Basket {
  readonly price: Price;
  readonly quantity: number;
  readonly trial: Trial | null;
  readonly metadata: Record<string, string>;
  readonly missingPaymentMethod: string;
  readonly billingMode: string;
  readonly needsCard: boolean;
  readonly asksTerms: boolean;
  promotion: PromotionCode | undefined;
  coupon: string | undefined;
  /** A card that waits for the customer to confirm it. */
  confirming: { readonly email: string; readonly card: PaymentMethod } | undefined;
}

type Trial = { readonly end: number } | { readonly days: number };

const shortestTrialSeconds = 2 * daySeconds;

/** What a request to create a session wants to sell; refuses what cannot be sold. */
export function basketFrom(store: Store, parameters: Parameters, now: number): Basket {
  const items = parameters.records("line_items");
  const [item] = items;
  if (!item) throw missing("line_items");
  if (items.length > 1) throw invalid("This simulation sells one thing at a time.", "line_items");
  const price = store.prices.get(item.required("price"), "line_items[0][price]");
  const data = parameters.record("subscription_data");
  data?.allow([
    ...["application_fee_percent", "billing_cycle_anchor", "billing_mode", "default_tax_rates", "description"],
    ...["invoice_settings", "metadata", "on_behalf_of", "proration_behavior", "transfer_data", "trial_end"],
    ...["trial_period_days", "trial_settings", "pending_invoice_item_interval"],
  ]);
  const discounts = parameters.records("discounts");
  if (discounts.length > 0 && parameters.has("allow_promotion_codes")) {
    throw invalid("You may only specify one of these parameters: allow_promotion_codes, discounts.");
  }
  const promotionId = discounts[0]?.text("promotion_code");
  const promotion =
    promotionId === undefined ? undefined : store.promotionCodes.get(promotionId, "discounts[0][promotion_code]");
  return {
    price,
    quantity: item.integer("quantity") ?? 1,
    trial: trialOf(data, now),
    metadata: data?.metadata("metadata") ?? {},
    missingPaymentMethod:
      data?.record("trial_settings")?.record("end_behavior")?.text("missing_payment_method") ?? "create_invoice",
    billingMode: data?.record("billing_mode")?.text("type") ?? "flexible",
    needsCard: parameters.choice("payment_method_collection", ["always", "if_required"]) !== "if_required",
    asksTerms: parameters.record("consent_collection")?.text("terms_of_service") === "required",
    promotion,
    coupon: promotion?.promotion.coupon ?? discounts[0]?.text("coupon"),
    confirming: undefined,
  };
}

function trialOf(data: Parameters | undefined, now: number): Trial | null {
  const end = data?.integer("trial_end");
  const days = data?.integer("trial_period_days");
  if (end !== undefined && days !== undefined) {
    throw invalid("You may only specify one of these parameters: trial_end, trial_period_days.");
  }
  if (end !== undefined && end < now + shortestTrialSeconds) {
    const message = "The `trial_end` date has to be at least 2 days in the future.";
    throw invalid(message, "subscription_data[trial_end]");
  }
  if (days !== undefined && days < 1) {
    throw invalid("`trial_period_days` must be at least 1.", "subscription_data[trial_period_days]");
  }
  if (end !== undefined) return { end };
  return days === undefined ? null : { days };
}
