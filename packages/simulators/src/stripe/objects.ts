/** The vendor's objects as they stand in an answer, with the fields that the simulation itself uses named. */
export interface Wire {
  readonly id: string;
  readonly object: string;
  [field: string]: unknown;
}

export type Metadata = Record<string, string>;

export interface List<Item extends Wire = Wire> {
  readonly object: "list";
  readonly data: Item[];
  readonly has_more: boolean;
  readonly url: string;
}

export interface Customer extends Wire {
  email: string | null;
  name: string | null;
  phone: string | null;
  metadata: Metadata;
  /** Below zero it is credit that the next invoices use up. */
  balance: number;
  readonly created: number;
  invoice_settings: { default_payment_method: string | null; [more: string]: unknown };
}

export interface Product extends Wire {
  readonly name: string;
}

export type Interval = "day" | "week" | "month" | "year";

export interface Price extends Wire {
  readonly active: boolean;
  readonly currency: string;
  readonly lookup_key: string | null;
  readonly product: string;
  readonly unit_amount: number;
  readonly recurring: { readonly interval: Interval; readonly interval_count: number };
}

export interface Coupon extends Wire {
  readonly percent_off: number;
}

export interface PromotionCode extends Wire {
  readonly code: string;
  readonly active: boolean;
  readonly promotion: { readonly coupon: string; readonly type: "coupon" };
  times_redeemed: number;
}

export interface PaymentMethod extends Wire {
  readonly card: {
    readonly brand: string;
    readonly last4: string;
    readonly exp_month: number;
    readonly exp_year: number;
  };
  customer: string | null;
}

export interface SubscriptionItem extends Wire {
  current_period_start: number;
  current_period_end: number;
  price: Price;
  quantity: number;
}

type SubscriptionStatus =
  | "active"
  | "canceled"
  | "incomplete"
  | "incomplete_expired"
  | "past_due"
  | "paused"
  | "trialing";

export interface Subscription extends Wire {
  status: SubscriptionStatus;
  readonly customer: string;
  readonly created: number;
  readonly currency: string;
  readonly billing_mode: { readonly type: string; [more: string]: unknown };
  readonly items: List<SubscriptionItem>;
  billing_cycle_anchor: number;
  cancel_at: number | null;
  cancel_at_period_end: boolean;
  canceled_at: number | null;
  cancellation_details: {
    comment: string | null;
    feedback: string | null;
    reason: string | null;
    [more: string]: unknown;
  };
  default_payment_method: string | null;
  discounts: string[];
  ended_at: number | null;
  latest_invoice: string | null;
  metadata: Metadata;
  pause_collection: { behavior: string; resumes_at: number | null } | null;
  trial_start: number | null;
  trial_end: number | null;
  trial_settings: { end_behavior: { missing_payment_method: string; [more: string]: unknown } };
  status_details?: object;
}

export interface Line extends Wire {
  readonly amount: number;
  readonly description: string;
  readonly period: { readonly start: number; readonly end: number };
}

type InvoiceStatus = "draft" | "open" | "paid" | "uncollectible" | "void";

export interface Invoice extends Wire {
  status: InvoiceStatus;
  readonly customer: string;
  readonly currency: string;
  readonly created: number;
  readonly billing_reason: string;
  readonly lines: List<Line>;
  readonly total: number;
  readonly parent: {
    readonly subscription_details: { readonly subscription: string; readonly metadata: Metadata };
    readonly [more: string]: unknown;
  };
  amount_due: number;
  amount_paid: number;
  amount_remaining: number;
  attempt_count: number;
  attempted: boolean;
  auto_advance: boolean;
  starting_balance: number;
  ending_balance: number | null;
  next_payment_attempt: number | null;
  number: string | null;
  hosted_invoice_url: string | null;
  readonly status_transitions: Record<string, number | null>;
}

export interface InvoicePayment extends Wire {
  readonly invoice: string;
  readonly created: number;
  amount_paid: number | null;
  status: string;
  readonly payment: { readonly type: "payment_intent"; readonly payment_intent: string };
  readonly status_transitions: { canceled_at: number | null; paid_at: number | null };
}

export interface PaymentIntent extends Wire {
  readonly amount: number;
  readonly currency: string;
  readonly customer: string | null;
  readonly created: number;
  status: string;
  amount_received: number;
  latest_charge: string | null;
  payment_method: string | null;
  last_payment_error: object | null;
  next_action: object | null;
}

export interface Charge extends Wire {
  readonly amount: number;
  readonly currency: string;
  readonly customer: string | null;
  readonly created: number;
  readonly payment_intent: string;
  readonly status: "succeeded" | "failed";
  amount_refunded: number;
  refunded: boolean;
  disputed: boolean;
}

export interface Refund extends Wire {
  readonly amount: number;
  readonly charge: string;
  readonly created: number;
  status: string;
  failure_reason?: string;
}

export interface Dispute extends Wire {
  readonly amount: number;
  readonly charge: string;
  readonly created: number;
  status: string;
}

export interface FraudWarning extends Wire {
  readonly charge: string;
  readonly created: number;
}

export interface CheckoutSession extends Wire {
  status: "open" | "complete" | "expired";
  customer: string | null;
  readonly expires_at: number;
  readonly success_url: string;
  readonly cancel_url: string | null;
  readonly locale: string | null;
  subscription: string | null;
  invoice: string | null;
  payment_status: "paid" | "unpaid" | "no_payment_required";
  url: string | null;
}

export interface PortalSession extends Wire {
  readonly customer: string;
  readonly return_url: string | null;
  readonly locale: string | null;
  readonly url: string;
  readonly created: number;
}

export interface StripeEvent extends Wire {
  readonly type: string;
  readonly created: number;
  readonly data: { readonly object: Wire; readonly previous_attributes?: object };
}
