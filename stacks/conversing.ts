import { type App, use } from "sst/constructs";
import type { Grant } from "../infra/grant.ts";
import { data } from "./data.ts";
import { foundations } from "./foundations.ts";

/** What a function needs that sends texts to members, apart from the carrier's credentials. */
export function conversing(app: App): {
  readonly environment: Record<string, string>;
  readonly grants: readonly Grant[];
} {
  const { configuration, encryptionKey, secrets } = use(foundations);
  const { members, memberKeys, counters, ledger } = use(data);
  return {
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
    grants: [
      ...members.access("GetItem", "BatchGetItem", "UpdateItem", "ConditionCheckItem"),
      ...members.accessInTransactions("PutItem", "DeleteItem"),
      ...memberKeys.access("GetItem", "BatchGetItem"),
      // Rows are made together with what they are about, and never changed.
      ...ledger.accessInTransactions("PutItem"),
      ...ledger.access("Query"),
      encryptionKey.withContext({ app: app.name, stage: app.stage, keys: "branches" }, "kms:Decrypt"),
      encryptionKey.forTables(),
    ],
  };
}
