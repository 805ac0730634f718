import { createSecrets } from "@jules/adapters/ssm";
import { createBooks } from "../../runtime/books.ts";
import { systemClock } from "../../runtime/clock.ts";
import { readEnvironment } from "../../runtime/environment.ts";
import { createReporter } from "../../runtime/reporter.ts";
import { environmentSchema } from "./environment.ts";
import type { Dependencies } from "./handler.ts";

const environment = readEnvironment(environmentSchema, process.env);
const secrets = createSecrets({
  path: environment.SECRETS_PATH,
  required: ["StripeSecretKey"],
  now: () => Date.now(),
});
const reporter = createReporter({ service: "stripe-reconciliation", environment, clock: systemClock });

export const dependencies: Dependencies = { reporter, books: createBooks(environment, secrets, reporter) };
