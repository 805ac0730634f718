/** What texts ask about subscriptions: apart from the index of `billing`, since most who need that one read no texts. */
export { type BillingAsked, type BillingRequest, billingAsked, endsOnlyPlan } from "../asked.ts";
