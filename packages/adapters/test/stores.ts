import type { KMSClient } from "@aws-sdk/client-kms";
import { TransactWriteCommand } from "@aws-sdk/lib-dynamodb";
import type { CountersUnderTest } from "@jules/testkit/contracts";
import { createKmsModel } from "@jules/testkit/kms";
import { createBlindIndex } from "../src/blind-index/index.ts";
import { refusedTransaction } from "../src/dynamo/documents.ts";
import {
  countReferral,
  createAgendaStore,
  createArchive,
  createBillingOrders,
  createBillingStore,
  createConsentChanges,
  createConversationStore,
  createDeliveryStore,
  createDueStore,
  createErasure,
  createErasureSchedule,
  createExportCopies,
  createKeyStore,
  createLedger,
  createMemberDirectory,
  createMemberStore,
  createMomentStore,
  createProfileStore,
  createReachOutStore,
  createReferralCounters,
  createTranscript,
  type Documents,
} from "../src/dynamo/index.ts";
import { createKeyring } from "../src/kms/index.ts";

const PEPPERS = `1:${Buffer.alloc(32, 7).toString("base64")}`;

/** All stores over one client, as a sandbox that never saw a member before. */
export function storesOver(
  documents: Documents,
  settings: { readonly peppers?: string; readonly kms?: Pick<KMSClient, "send"> } = {},
) {
  const { peppers = PEPPERS, kms = KMS.kms as unknown as Pick<KMSClient, "send"> } = settings;
  const keys = createKeyStore(documents, "keys");
  const keyring = createKeyring({ keyId: KMS.keyId, stage: "test", keys, now: () => Date.now(), kms });
  const table = { documents, membersTable: "members", countersTable: "counters", ledgerTable: "ledger" };
  const members = createMemberStore({ ...table, keysTable: "keys", keyring });
  const blindIndex = async () => createBlindIndex(peppers);
  return {
    keyring,
    members: { ...createMemberDirectory({ ...table, members, blindIndex }), ...createConsentChanges(table) },
    conversations: {
      ...createConversationStore({ ...table, keyring }),
      ...createDeliveryStore(table),
      ...createDueStore(table),
    },
    reachOuts: createReachOutStore(table),
    moments: createMomentStore(table),
    erasure: createErasure({ ...table, keysTable: "keys" }),
    agenda: createAgendaStore({ ...table, keyring }),
    archive: createArchive({ ...table, keyring }),
    copies: createExportCopies(table),
    profiles: createProfileStore({ ...table, keyring }),
    transcript: createTranscript({ ...table, keyring }),
    ledger: createLedger(documents, "ledger"),
    erasures: createErasureSchedule(table),
    billing: createBillingStore(table),
    orders: createBillingOrders(table),
    counters: createReferralCounters(documents, "counters"),
  };
}

/** The counters, and writes that count as the send gate's do: together with what must not happen twice. */
export function countersOver(documents: Documents): CountersUnderTest {
  return {
    ...createReferralCounters(documents, "counters"),
    async count(referral, cause) {
      const once = {
        TableName: "members",
        Item: { pk: cause, sk: "CAUSE" },
        ConditionExpression: "attribute_not_exists(pk)",
      };
      try {
        await documents.send(
          new TransactWriteCommand({ TransactItems: [{ Put: once }, countReferral("counters", referral)] }),
        );
        return true;
      } catch (error) {
        if (!refusedTransaction(error)) throw error;
        return false;
      }
    },
  };
}

const KMS = createKmsModel();
