/**
 * What keeps the books: beside the index of `billing`, because members are made of that one, and this knows members.
 */
export { type Books, type Brought, bringUpToDate } from "../applying.ts";
export { type CarriedOut, carryOut, type OrderBooks } from "../carrying-out.ts";
export type { BillingCount } from "../counts.ts";
export { type HeardNews, heedNews } from "../events.ts";
export { endAllOf, type Leaving } from "../leaving.ts";
export { isHeeded, NEWS_TYPES, type News, type NewsType } from "../news.ts";
