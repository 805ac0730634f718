import { createDocuments, createKeyStore, createMemberStore } from "@jules/adapters/dynamo";
import { createKeyring } from "@jules/adapters/kms";
import { createSecrets } from "@jules/adapters/ssm";
import { systemClock } from "../../runtime/clock.ts";
import { readEnvironment } from "../../runtime/environment.ts";
import { createReporter } from "../../runtime/reporter.ts";
import { createVerifying } from "../../runtime/verifying.ts";
import { environmentSchema } from "./environment.ts";
import type { Dependencies } from "./handler.ts";

const environment = readEnvironment(environmentSchema, process.env);
const now = () => Date.now();
const secrets = createSecrets({
  path: environment.SECRETS_PATH,
  required: ["LinkSigningKeys", "VeriffApiKey", "VeriffSharedSecret"],
  now,
});
const documents = createDocuments();
const keyring = createKeyring({
  keyId: environment.KMS_KEY_ID,
  stage: environment.STAGE,
  keys: createKeyStore(documents, environment.MEMBER_KEYS_TABLE),
  now,
});
const { verifications, verifier, links } = createVerifying(environment, secrets, { documents, keyring });

export const dependencies: Dependencies = {
  ...{ verifications, verifier, links },
  members: createMemberStore({
    ...{ documents, keyring },
    membersTable: environment.MEMBERS_TABLE,
    keysTable: environment.MEMBER_KEYS_TABLE,
    ledgerTable: environment.LEDGER_TABLE,
  }),
  reporter: createReporter({ service: "age-verification-page", environment, clock: systemClock }),
  clock: systemClock,
  publicUrl: environment.PUBLIC_URL,
  verifierUrl: environment.VERIFF_API_URL,
};
