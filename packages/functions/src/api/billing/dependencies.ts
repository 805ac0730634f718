import { lateLinks } from "@jules/adapters/links";
import { createSecrets } from "@jules/adapters/ssm";
import { bringUpToDate } from "@jules/core/billing/books";
import { createBooks } from "../../runtime/books.ts";
import { systemClock } from "../../runtime/clock.ts";
import { readEnvironment } from "../../runtime/environment.ts";
import { createReporter } from "../../runtime/reporter.ts";
import { createSwitches } from "../../runtime/rule-switches.ts";
import { environmentSchema } from "./environment.ts";
import type { Dependencies } from "./handler.ts";

const environment = readEnvironment(environmentSchema, process.env);
const secrets = createSecrets({
  path: environment.SECRETS_PATH,
  required: ["LinkSigningKeys"],
  // A stage that sells nothing may have none.
  optional: ["RuleSwitches", "StripeSecretKey"],
  now: () => Date.now(),
});
const reporter = createReporter({ service: "billing-page", environment, clock: systemClock });
const books = createBooks(environment, secrets, reporter);

export const dependencies: Dependencies = {
  ...books,
  reporter,
  switches: createSwitches(async () => (await secrets.read()).RuleSwitches, reporter),
  sells: environment.SELLS === "yes",
  bringUpToDate: (member) => bringUpToDate(books, member),
  links: lateLinks({ keys: async () => (await secrets.read()).LinkSigningKeys, publicUrl: environment.PUBLIC_URL }),
  limits: environment.QUOTAS,
  publicUrl: environment.PUBLIC_URL,
  stripeUrl: environment.STRIPE_API_URL,
};
