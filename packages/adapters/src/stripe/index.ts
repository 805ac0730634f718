export { type StripeEvent, verifyStripeEvent } from "./events.ts";
export { createStripePayments } from "./payments.ts";
export { STRIPE_API_VERSION } from "./version.ts";
