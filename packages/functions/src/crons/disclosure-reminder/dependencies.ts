import { createMomentStore, createProfileStore } from "@jules/adapters/dynamo";
import { createSecrets } from "@jules/adapters/ssm";
import { pollVerification, type Verifications } from "@jules/core/conversation";
import { createAlerts } from "../../runtime/alerts.ts";
import { systemClock } from "../../runtime/clock.ts";
import { createConversation } from "../../runtime/conversation.ts";
import { readEnvironment } from "../../runtime/environment.ts";
import { createReporter } from "../../runtime/reporter.ts";
import { createSwitches } from "../../runtime/rule-switches.ts";
import { heededReport } from "../../runtime/verification-report.ts";
import { createVerifying } from "../../runtime/verifying.ts";
import { environmentSchema } from "./environment.ts";
import type { Dependencies } from "./handler.ts";

const environment = readEnvironment(environmentSchema, process.env);
const secrets = createSecrets({
  path: environment.SECRETS_PATH,
  required: ["BandwidthApiCredentials"],
  // Reminders do not wait for the verifier, or for its secrets.
  optional: ["RuleSwitches", "LinkSigningKeys", "VeriffApiKey", "VeriffSharedSecret"],
  now: () => Date.now(),
});
const { documents, keyring, ...conversation } = createConversation(
  environment,
  async () => (await secrets.read()).BandwidthApiCredentials,
);

const reporter = createReporter({ service: "disclosure-reminder", environment, clock: systemClock });

const common = {
  ...conversation,
  switches: createSwitches(async () => (await secrets.read()).RuleSwitches, reporter),
  clock: systemClock,
};
const verifying: Verifications = {
  ...common,
  ...createVerifying(environment, secrets, { documents, keyring }),
  alerts: createAlerts(reporter),
  heeded: heededReport(reporter),
};

export const dependencies: Dependencies = {
  ...common,
  reporter,
  pollVerification: (member) => pollVerification(verifying, member),
  profiles: createProfileStore({ documents, membersTable: environment.MEMBERS_TABLE, keyring }),
  moments: createMomentStore({ documents, membersTable: environment.MEMBERS_TABLE }),
};
