import { createQueue } from "@jules/adapters/sqs";
import { createSecrets } from "@jules/adapters/ssm";
import { systemClock } from "../../runtime/clock.ts";
import { readEnvironment } from "../../runtime/environment.ts";
import { createReporter } from "../../runtime/reporter.ts";
import { environmentSchema } from "./environment.ts";
import type { Dependencies } from "./handler.ts";

const environment = readEnvironment(environmentSchema, process.env);

export const dependencies: Dependencies = {
  reporter: createReporter({ service: "webhook-veriff", environment, clock: systemClock }),
  clock: systemClock,
  secrets: createSecrets({
    path: environment.SECRETS_PATH,
    required: ["VeriffApiKey", "VeriffSharedSecret"],
    optional: ["VeriffSharedSecretPrevious"],
    now: () => Date.now(),
  }),
  // The vendor is said to wait five seconds.
  verdicts: createQueue({ url: environment.AGE_VERIFICATION_QUEUE_URL, timeoutMs: 2_000 }),
  passMark: environment.ESTIMATED_AGE_PASS_MARK,
};
