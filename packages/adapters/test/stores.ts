import type { KMSClient } from "@aws-sdk/client-kms";
import { createKmsModel } from "@jules/testkit/kms";
import { createBlindIndex } from "../src/blind-index/index.ts";
import {
  createConsentChanges,
  createConversationStore,
  createDeliveryStore,
  createDueStore,
  createKeyStore,
  createMemberDirectory,
  createMemberStore,
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
  const table = { documents, membersTable: "members", countersTable: "counters" };
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
  };
}

const KMS = createKmsModel();
