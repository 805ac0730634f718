import { type Books, type HeardNews, heedNews, isHeeded } from "@jules/core/billing/books";
import { BillingNewsMessage, toNews } from "../../queues/billing-news.ts";
import { countedOf } from "../../runtime/counted.ts";
import { queueHandler } from "../../runtime/invocations.ts";
import type { Reporter } from "../../runtime/reporter.ts";

export interface Dependencies {
  readonly reporter: Reporter;
  readonly books: Books;
}

/** News about customers or objects that are nobody's here; of a customer who is not the member's the books count it. */
const OF_NOBODY: ReadonlySet<HeardNews> = new Set<HeardNews>([
  "unknown-object",
  "unknown-customer",
  "not-ours",
  "gone",
]);

/** Acts on what happened at Stripe, in whatever order and however often it says so. */
export function createHandler({ reporter, books }: Dependencies) {
  return queueHandler({
    reporter,
    schema: BillingNewsMessage,
    inOrder: true,
    metricsOf: countedOf,
    async handle(message) {
      const result = await heedNews(books, toNews(message));
      const type = isHeeded(message.type) ? message.type : "other";
      reporter.report("billing.heard", { type, result }, { BillingNewsOfNobody: Number(OF_NOBODY.has(result)) });
    },
  });
}
