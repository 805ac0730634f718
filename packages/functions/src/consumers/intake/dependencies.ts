import { createBandwidthSender } from "@jules/adapters/bandwidth";
import { createBlindIndex } from "@jules/adapters/blind-index";
import {
  createConversationStore,
  createDocuments,
  createKeyStore,
  createMemberDirectory,
  createMemberStore,
} from "@jules/adapters/dynamo";
import { createKeyring } from "@jules/adapters/kms";
import { createQueue } from "@jules/adapters/sqs";
import { createSecrets } from "@jules/adapters/ssm";
import { createDoorbell } from "../../queues/doorbell.ts";
import { systemClock } from "../../runtime/clock.ts";
import { readEnvironment } from "../../runtime/environment.ts";
import { createReporter } from "../../runtime/reporter.ts";
import { environmentSchema } from "./environment.ts";
import type { Dependencies } from "./handler.ts";

const environment = readEnvironment(environmentSchema, process.env);
const now = () => Date.now();
const documents = createDocuments();
const secrets = createSecrets({
  path: environment.SECRETS_PATH,
  required: ["BandwidthApiCredentials", "NumberPeppers"],
  now,
});
const keyring = createKeyring({
  keyId: environment.KMS_KEY_ID,
  stage: environment.STAGE,
  keys: createKeyStore(documents, environment.MEMBER_KEYS_TABLE),
  now,
});

const sender = createBandwidthSender({
  apiUrl: environment.BANDWIDTH_API_URL,
  tokenUrl: environment.BANDWIDTH_TOKEN_URL,
  accountId: environment.BANDWIDTH_ACCOUNT_ID,
  applicationId: environment.BANDWIDTH_APPLICATION_ID,
  credentials: async () => (await secrets.read()).BandwidthApiCredentials,
  now,
});
// In a cold sandbox the token comes while the first text is read: it may be a cry for help.
sender.prepare().catch(() => undefined);

export const dependencies: Dependencies = {
  reporter: createReporter({ service: "intake", stage: environment.STAGE, clock: systemClock }),
  clock: systemClock,
  members: createMemberDirectory({
    documents,
    membersTable: environment.MEMBERS_TABLE,
    members: createMemberStore({
      documents,
      membersTable: environment.MEMBERS_TABLE,
      keysTable: environment.MEMBER_KEYS_TABLE,
      keyring,
    }),
    blindIndex: async () => createBlindIndex((await secrets.read()).NumberPeppers),
  }),
  conversations: createConversationStore({ documents, membersTable: environment.MEMBERS_TABLE, keyring }),
  sender,
  doorbell: createDoorbell(createQueue({ url: environment.TURNS_QUEUE_URL })),
};
