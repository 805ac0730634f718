import { createSecrets } from "@jules/adapters/ssm";
import { carryOut } from "@jules/core/billing/books";
import { createBooks } from "../../runtime/books.ts";
import { systemClock } from "../../runtime/clock.ts";
import { readEnvironment } from "../../runtime/environment.ts";
import { createReporter } from "../../runtime/reporter.ts";
import { environmentSchema } from "./environment.ts";
import type { Dependencies } from "./handler.ts";

const environment = readEnvironment(environmentSchema, process.env);
// Read with the first order that is due, as is Stripe's SDK: in most minutes there is none.
const secrets = createSecrets({
  path: environment.SECRETS_PATH,
  required: ["StripeSecretKey"],
  optional: [],
  now: () => Date.now(),
});
const reporter = createReporter({ service: "billing-orders", environment, clock: systemClock });
const books = createBooks(environment, secrets, reporter);

export const dependencies: Dependencies = {
  reporter,
  clock: systemClock,
  orders: books.orders,
  carryOut: (order) => carryOut(books, order),
};
