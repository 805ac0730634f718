/**
 * What is to be seen in the numbers. double-subscription: somebody had two and one was ended; foreign-customer: news of a
 * customer who is not the member's, or for whom something ran when the member was gone; the rest is for a person to look at: a dispute, a warning of fraud, a refund that did not
 * arrive, an invoice that Stripe could not finish, or would not stop, a change of the plan that was never paid.
 */
export type BillingCount =
  | "double-subscription"
  | "foreign-customer"
  | "dispute"
  | "fraud-warning"
  | "refund-failed"
  | "invoice-unfinished"
  | "invoice-unstopped"
  | "change-expired";
