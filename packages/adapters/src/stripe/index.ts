export { type StripeEvent, verifyStripeEvent } from "./events.ts";
export { createStripePayments } from "./payments.ts";
