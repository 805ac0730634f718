import { createSecrets } from "@jules/adapters/ssm";
import { systemClock } from "../../runtime/clock.ts";
import { createConversation } from "../../runtime/conversation.ts";
import { readEnvironment } from "../../runtime/environment.ts";
import { createReporter } from "../../runtime/reporter.ts";
import { createSwitches } from "../../runtime/rule-switches.ts";
import { createVerifying } from "../../runtime/verifying.ts";
import { environmentSchema } from "./environment.ts";
import type { Dependencies } from "./handler.ts";

const environment = readEnvironment(environmentSchema, process.env);
const secrets = createSecrets({
  path: environment.SECRETS_PATH,
  required: ["BandwidthApiCredentials", "LinkSigningKeys", "VeriffApiKey", "VeriffSharedSecret"],
  optional: ["RuleSwitches"],
  now: () => Date.now(),
});
const conversation = createConversation(environment, async () => (await secrets.read()).BandwidthApiCredentials);
const reporter = createReporter({ service: "age-verification", environment, clock: systemClock });

export const dependencies: Dependencies = {
  ...conversation,
  ...createVerifying(environment, secrets, conversation),
  reporter,
  clock: systemClock,
  switches: createSwitches(async () => (await secrets.read()).RuleSwitches, reporter),
};
