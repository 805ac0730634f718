import {
  createDocuments,
  createErasureSchedule,
  createKeyStore,
  createMemberStore,
  createOwedDeletions,
} from "@jules/adapters/dynamo";
import { createKeyring } from "@jules/adapters/kms";
import { createQueue } from "@jules/adapters/sqs";
import { createSecrets } from "@jules/adapters/ssm";
import { createPrivacyDesk } from "../../queues/privacy-desk.ts";
import { systemClock } from "../../runtime/clock.ts";
import { readEnvironment } from "../../runtime/environment.ts";
import { createReporter } from "../../runtime/reporter.ts";
import { createVerifier } from "../../runtime/verifying.ts";
import { environmentSchema } from "./environment.ts";
import type { Dependencies } from "./handler.ts";

const environment = readEnvironment(environmentSchema, process.env);
const documents = createDocuments();
const tables = {
  membersTable: environment.MEMBERS_TABLE,
  keysTable: environment.MEMBER_KEYS_TABLE,
  ledgerTable: environment.LEDGER_TABLE,
};
// Nothing is opened or sealed here; the stores take a keyring all the same.
const keyring = createKeyring({
  keyId: environment.KMS_KEY_ID,
  stage: environment.STAGE,
  keys: createKeyStore(documents, environment.MEMBER_KEYS_TABLE),
  now: () => Date.now(),
});
// Erasures do not wait for the verifier's secrets.
const secrets = createSecrets({
  path: environment.SECRETS_PATH,
  required: [],
  optional: ["VeriffApiKey", "VeriffSharedSecret"],
  now: () => Date.now(),
});

export const dependencies: Dependencies = {
  reporter: createReporter({ service: "retention", environment, clock: systemClock }),
  clock: systemClock,
  members: createMemberStore({ documents, ...tables, keyring }),
  erasures: createErasureSchedule({ documents, ...tables }),
  desk: createPrivacyDesk({ queue: createQueue({ url: environment.PRIVACY_QUEUE_URL }), keyring }),
  owed: createOwedDeletions({ documents, ...tables }),
  verifier: createVerifier(environment.VERIFF_API_URL, secrets),
};
