import { createBlindIndex } from "@jules/adapters/blind-index";
import { createMemberDirectory } from "@jules/adapters/dynamo";
import { createQueue } from "@jules/adapters/sqs";
import { createSecrets } from "@jules/adapters/ssm";
import { warmUp } from "@jules/core/crisis/assessing";
import { createDoorbell } from "../../queues/doorbell.ts";
import { createPrivacyDesk } from "../../queues/privacy-desk.ts";
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
  required: ["BandwidthApiCredentials", "NumberPeppers"],
  optional: ["RuleSwitches"],
  now: () => Date.now(),
});
const { documents, keyring, members, conversations, sender } = createConversation(
  environment,
  async () => (await secrets.read()).BandwidthApiCredentials,
);

// While the sandbox starts, not while somebody waits.
warmUp();

const inbound = createQueue({ url: environment.INBOUND_QUEUE_URL });

const reporter = createReporter({ service: "intake", environment, clock: systemClock });

export const dependencies: Dependencies = {
  sooner: inbound.bringBack,
  reporter,
  switches: createSwitches(async () => (await secrets.read()).RuleSwitches, reporter),
  clock: systemClock,
  countries: environment.COUNTRIES,
  members: createMemberDirectory({
    documents,
    membersTable: environment.MEMBERS_TABLE,
    ledgerTable: environment.LEDGER_TABLE,
    members,
    blindIndex: async () => createBlindIndex((await secrets.read()).NumberPeppers),
  }),
  conversations,
  sender,
  doorbell: createDoorbell(createQueue({ url: environment.TURNS_QUEUE_URL })),
  privacy: createPrivacyDesk({ queue: createQueue({ url: environment.PRIVACY_QUEUE_URL }), keyring }),
};
