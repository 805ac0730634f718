import { type BandwidthSettings, createBandwidthSender } from "@jules/adapters/bandwidth";
import { createConversationStore, createDocuments, createKeyStore, createMemberStore } from "@jules/adapters/dynamo";
import { createKeyring } from "@jules/adapters/kms";
import * as z from "zod/mini";
import { reporting, text, url } from "./environment.ts";

/** What every function needs that takes part in a conversation. */
export const conversationEnvironment = {
  ...reporting,
  SECRETS_PATH: text,
  MEMBERS_TABLE: text,
  MEMBER_KEYS_TABLE: text,
  COUNTERS_TABLE: text,
  LEDGER_TABLE: text,
  KMS_KEY_ID: text,
  BANDWIDTH_API_URL: url,
  BANDWIDTH_TOKEN_URL: url,
  BANDWIDTH_ACCOUNT_ID: text,
  BANDWIDTH_APPLICATION_ID: text,
};

const schema = z.object(conversationEnvironment);

/** Where a conversation is kept and how its texts leave, as intake and the turn share it. */
export function createConversation(
  environment: z.output<typeof schema>,
  bandwidthCredentials: BandwidthSettings["credentials"],
) {
  const now = () => Date.now();
  const documents = createDocuments();
  const membersTable = environment.MEMBERS_TABLE;
  const keysTable = environment.MEMBER_KEYS_TABLE;
  const ledgerTable = environment.LEDGER_TABLE;
  const keyring = createKeyring({
    keyId: environment.KMS_KEY_ID,
    stage: environment.STAGE,
    keys: createKeyStore(documents, keysTable),
    now,
  });
  const sender = createBandwidthSender({
    apiUrl: environment.BANDWIDTH_API_URL,
    tokenUrl: environment.BANDWIDTH_TOKEN_URL,
    accountId: environment.BANDWIDTH_ACCOUNT_ID,
    applicationId: environment.BANDWIDTH_APPLICATION_ID,
    credentials: bandwidthCredentials,
    now,
  });
  // In a cold sandbox the token comes while the first text is read or the model thinks; the first send needs it anyway.
  sender.prepare().catch(() => undefined);
  return {
    documents,
    keyring,
    members: createMemberStore({ documents, membersTable, keysTable, ledgerTable, keyring }),
    conversations: createConversationStore({
      ...{ documents, membersTable, ledgerTable, keyring },
      countersTable: environment.COUNTERS_TABLE,
    }),
    sender,
  };
}
