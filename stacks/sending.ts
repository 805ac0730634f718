import { type App, use } from "sst/constructs";
import { data } from "./data.ts";
import { foundations } from "./foundations.ts";

/** What every function has that sends texts to members: where they are kept, the keys to them, and the carrier. */
export function sending(app: App) {
  const { configuration, encryptionKey, secrets } = use(foundations);
  const { members, memberKeys, counters, ledger } = use(data);
  return {
    // The branch keys are wrapped with this context and nothing else is: the keys of one stage open nothing in another.
    wrapping: { app: app.name, stage: app.stage, keys: "branches" },
    environment: {
      SECRETS_PATH: secrets.path,
      STAGE: app.stage,
      MEMBERS_TABLE: members.tableName,
      MEMBER_KEYS_TABLE: memberKeys.tableName,
      COUNTERS_TABLE: counters.tableName,
      LEDGER_TABLE: ledger.tableName,
      KMS_KEY_ID: encryptionKey.keyArn,
      BANDWIDTH_API_URL: configuration.bandwidth.apiUrl,
      BANDWIDTH_TOKEN_URL: configuration.bandwidth.tokenUrl,
      BANDWIDTH_ACCOUNT_ID: configuration.bandwidth.accountId,
      BANDWIDTH_APPLICATION_ID: configuration.bandwidth.applicationId,
    },
  };
}
