import type { Metadata, Price, Subscription } from "./objects.ts";
import { intervalsAfter } from "./periods.ts";
import { newId } from "./store.ts";
import { nowSeconds } from "./time.ts";
import type { World } from "./world.ts";

/** What a subscription begins with. */
export interface Beginning {
  readonly customer: string;
  readonly price: Price;
  readonly quantity: number;
  readonly metadata: Metadata;
  /** In seconds; null without a trial. */
  readonly trialEnd: number | null;
  /** What happens when a trial ends and there is no card: `cancel`, `create_invoice` or `pause`. */
  readonly missingPaymentMethod: string;
  readonly billingMode: string;
  readonly paymentMethod: string | null;
  readonly status: "trialing" | "active" | "incomplete";
}

/** A new subscription with its one item. */
export function subscriptionOf(world: World, beginning: Beginning): Subscription {
  const { customer, price, quantity, metadata, trialEnd, billingMode } = beginning;
  const now = nowSeconds(world);
  const id = newId("sub");
  const periodEnd = trialEnd ?? intervalsAfter(now, price.recurring, 1);
  return {
    id,
    object: "subscription",
    application: null,
    application_fee_percent: null,
    automatic_tax: { disabled_reason: null, enabled: false, liability: null },
    billing_cycle_anchor: trialEnd ?? now,
    billing_cycle_anchor_config: null,
    billing_mode: {
      flexible: billingMode === "flexible" ? { proration_discounts: "included" } : null,
      type: billingMode,
    },
    billing_schedules: [],
    billing_thresholds: null,
    cancel_at: null,
    cancel_at_period_end: false,
    canceled_at: null,
    cancellation_details: { comment: null, feedback: null, feedback_option: null, reason: null },
    collection_method: "charge_automatically",
    created: now,
    currency: price.currency,
    customer,
    customer_account: null,
    days_until_due: null,
    default_payment_method: beginning.paymentMethod,
    default_source: null,
    default_tax_rates: [],
    description: null,
    discounts: [],
    ended_at: null,
    invoice_settings: {
      account_tax_ids: null,
      custom_fields: null,
      description: null,
      footer: null,
      issuer: { type: "self" },
    },
    items: {
      object: "list",
      data: [
        {
          id: newId("si", 14),
          object: "subscription_item",
          billing_thresholds: null,
          created: now,
          current_period_end: periodEnd,
          current_period_start: now,
          current_trial: null,
          discounts: [],
          metadata: {},
          plan: planOf(price),
          price,
          quantity,
          subscription: id,
          tax_rates: [],
        },
      ],
      has_more: false,
      url: `/v1/subscription_items?subscription=${id}`,
    },
    latest_invoice: null,
    livemode: world.isLive,
    managed_payments: { enabled: false },
    metadata,
    next_pending_invoice_item_invoice: null,
    on_behalf_of: null,
    pause_collection: null,
    payment_settings: {
      payment_method_options: null,
      payment_method_types: null,
      save_default_payment_method: "off",
    },
    pending_invoice_item_interval: null,
    pending_setup_intent: null,
    pending_update: null,
    schedule: null,
    start_date: now,
    status: beginning.status,
    test_clock: null,
    transfer_data: null,
    trial_end: trialEnd,
    trial_settings: {
      end_behavior: { billing_cycle_anchor: null, missing_payment_method: beginning.missingPaymentMethod },
    },
    trial_start: trialEnd === null ? null : now,
  };
}

/** The older form of a price, which items still have. */
export function planOf({ id, active, currency, product, unit_amount, recurring }: Price): object {
  return { id, object: "plan", active, amount: unit_amount, currency, ...recurring, product };
}
