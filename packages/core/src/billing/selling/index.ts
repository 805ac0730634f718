/** What sells a plan and ends it: beside the index of `billing`, because members are made of that one, and this knows members. */
export { amountInWords, dayInWords } from "./amounts.ts";
export { type Accepted, type CheckoutOpened, openCheckout, type Till } from "./checkout.ts";
export { type Ending, keep, mayOrderEnd, orderEnd } from "./ending.ts";
export { type Counter, type Course, type NotSold, type Offer, offerTo } from "./offering.ts";
export { type Sold, subscriptionTerms, type Terms } from "./terms.ts";
