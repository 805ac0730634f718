import { createProfileStore, createReachOutStore } from "@jules/adapters/dynamo";
import { createSecrets } from "@jules/adapters/ssm";
import { systemClock } from "../../runtime/clock.ts";
import { createConversation } from "../../runtime/conversation.ts";
import { readEnvironment } from "../../runtime/environment.ts";
import { createReporter } from "../../runtime/reporter.ts";
import { createSwitches } from "../../runtime/rule-switches.ts";
import { environmentSchema } from "./environment.ts";
import type { Dependencies } from "./handler.ts";

const environment = readEnvironment(environmentSchema, process.env);
const secrets = createSecrets({
  path: environment.SECRETS_PATH,
  required: ["BandwidthApiCredentials"],
  optional: ["RuleSwitches"],
  now: () => Date.now(),
});
const { documents, keyring, ...conversation } = createConversation(
  environment,
  async () => (await secrets.read()).BandwidthApiCredentials,
);

const reporter = createReporter({ service: "follow-up", environment, clock: systemClock });

export const dependencies: Dependencies = {
  ...conversation,
  reporter,
  switches: createSwitches(async () => (await secrets.read()).RuleSwitches, reporter),
  clock: systemClock,
  profiles: createProfileStore({ documents, membersTable: environment.MEMBERS_TABLE, keyring }),
  reachOuts: createReachOutStore({ documents, membersTable: environment.MEMBERS_TABLE }),
};
