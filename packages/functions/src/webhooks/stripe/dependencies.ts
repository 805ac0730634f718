import { createQueue } from "@jules/adapters/sqs";
import { createSecrets } from "@jules/adapters/ssm";
import { systemClock } from "../../runtime/clock.ts";
import { readEnvironment } from "../../runtime/environment.ts";
import { createReporter } from "../../runtime/reporter.ts";
import { environmentSchema } from "./environment.ts";
import type { Dependencies } from "./handler.ts";

const environment = readEnvironment(environmentSchema, process.env);

export const dependencies: Dependencies = {
  reporter: createReporter({ service: "stripe-webhook", environment, clock: systemClock }),
  clock: systemClock,
  secrets: createSecrets({
    path: environment.SECRETS_PATH,
    required: ["StripeWebhookSecret"],
    optional: ["StripeWebhookSecretPrevious"],
    now: () => Date.now(),
  }),
  news: createQueue({ url: environment.BILLING_QUEUE_URL, timeoutMs: 2_000 }),
  isLive: environment.LIVEMODE === "yes",
};
