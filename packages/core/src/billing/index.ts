export {
  type BillingOrder,
  type BillingOrders,
  type Given,
  ORDERS,
  orderAfter,
  orderAfterAge,
  type PlacedOrder,
  together,
} from "./orders.ts";
export type {
  ChangePreview,
  CheckoutWish,
  Customer,
  Money,
  NewsSubject,
  Payment,
  Payments,
  Price,
  SubjectKind,
} from "./payments.ts";
export { type Entitlements, PERIODS, type Period, PLANS } from "./plans.ts";
export {
  type Entitled,
  entitledIf,
  graceEnd,
  type Paying,
  type Selling,
  type Standing,
  standingOf,
  trialEnd,
} from "./standing.ts";
export type { BillingStore } from "./store.ts";
export {
  type AskedCheckout,
  type Billing,
  type CustomerId,
  customerId,
  isRunning,
  type KeptCheckout,
  type LastingCause,
  NO_BILLING,
  type OpenCheckout,
  renews,
  type Subscription,
  type SubscriptionId,
  type SubscriptionStatus,
  subscriptionId,
} from "./subscription.ts";
