import { createDocuments, createKeyStore, createMemberStore } from "@jules/adapters/dynamo";
import { createKeyring } from "@jules/adapters/kms";
import { systemClock } from "../../runtime/clock.ts";
import { readEnvironment } from "../../runtime/environment.ts";
import { createReporter } from "../../runtime/reporter.ts";
import { environmentSchema } from "./environment.ts";
import type { Dependencies } from "./handler.ts";

const environment = readEnvironment(environmentSchema, process.env);
const documents = createDocuments();
const keysTable = environment.MEMBER_KEYS_TABLE;
const keyring = createKeyring({
  keyId: environment.KMS_KEY_ID,
  stage: environment.STAGE,
  keys: createKeyStore(documents, keysTable),
  now: () => Date.now(),
});

export const dependencies: Dependencies = {
  reporter: createReporter({ service: "release-hold", environment, clock: systemClock }),
  clock: systemClock,
  members: createMemberStore({
    ...{ documents, keysTable, keyring },
    membersTable: environment.MEMBERS_TABLE,
    ledgerTable: environment.LEDGER_TABLE,
  }),
};
