import { createBlindIndex } from "@jules/adapters/blind-index";
import {
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
  createKeyStore,
  createMemberDirectory,
  createMemberStore,
  createMomentStore,
  createOwedDeletions,
  createReachOutStore,
  createTally,
  createTranscript,
  createVerificationStore,
} from "@jules/adapters/dynamo";
import { createKeyring, type Keyring } from "@jules/adapters/kms";
import { createLinks } from "@jules/adapters/links";
import { type Clock, Failure, type MemberId, millisecondsOf, type NumberHash } from "@jules/core/kernel";
import { createTableModel, type Item } from "@jules/testkit/dynamodb";
import { createKmsModel } from "@jules/testkit/kms";
import { TABLES } from "@jules/testkit/tables";

const PEPPERS = `1:${Buffer.alloc(32, 7).toString("base64")}`;

const LINK_KEYS = `1:${Buffer.alloc(32, 9).toString("base64")}`;

/** The stores as the functions have them, over models of the table and of KMS. */
export function createWorld(clock: Clock) {
  const now = () => millisecondsOf(clock.now());
  const table = createTableModel({ tables: TABLES, now });
  let isLedgerOut = false;
  /** The table, with a ledger that can be out by itself. */
  const documents: typeof table.documents = {
    ...table.documents,
    send: (async (command: { readonly input: unknown }) => {
      if (isLedgerOut && JSON.stringify(command.input).includes('"TableName":"ledger"')) {
        throw new Failure("table.unavailable", "scripted");
      }
      return table.documents.send(command as never);
    }) as never,
  };
  const { kms, keyId } = createKmsModel();
  const keys = createKeyStore(documents, "keys");
  const keyring: Keyring = createKeyring({ keyId, stage: "test", keys, now, kms: kms as never });
  const settings = { documents, membersTable: "members", countersTable: "counters", ledgerTable: "ledger" };
  const members = createMemberStore({ ...settings, keysTable: "keys", keyring });
  const blindIndex = async () => createBlindIndex(PEPPERS);
  const conversations = {
    ...createConversationStore({ ...settings, keyring }),
    ...createDeliveryStore(settings),
    ...createDueStore(settings),
  };

  /** A member's items whose sort key begins so, oldest first. */
  function itemsOf(member: MemberId, sortKey: string): readonly Item[] {
    return [...table.items("members")]
      .filter(({ pk, sk }) => pk === member && String(sk).startsWith(sortKey))
      .sort((one, other) => (String(one.saidAt) < String(other.saidAt) ? -1 : 1));
  }

  return {
    /** Erases a member; what the ledger holds of the number stays. */
    erase: createErasure({ ...settings, keysTable: "keys" }).everythingOf,
    members: { ...createMemberDirectory({ ...settings, members, blindIndex }), ...createConsentChanges(settings) },
    conversations,
    keyring,
    archive: createArchive({ ...settings, keyring }),
    /** Why each text of the member is closed, or by which reply; undefined while it waits. */
    closings: (member: MemberId) => itemsOf(member, "TEXT#").map((item) => item.closedBy ?? item.answeredBy),
    /** The states of our texts to the member, by what follows the member's id in their own. */
    states: (member: MemberId): Readonly<Record<string, unknown>> =>
      Object.fromEntries(itemsOf(member, "OUT#").map((item) => [String(item.sk).slice("OUT#".length), item.state])),
    itemsOf,
    /** Whether the table of the ledger answers. */
    ledgerIsOut: (isOut: boolean) => {
      isLedgerOut = isOut;
    },
    /** What the ledger holds of a number. */
    ledgerOf: (hash: NumberHash) => [...table.items("ledger")].filter(({ pk }) => pk === hash),
    reachOuts: createReachOutStore(settings),
    agenda: createAgendaStore({ ...settings, keyring }),
    billing: createBillingStore(settings),
    orders: createBillingOrders(settings),
    tally: createTally(settings),
    transcript: createTranscript({ ...settings, keyring }),
    erasures: createErasureSchedule(settings),
    verifications: createVerificationStore({ ...settings, keyring }),
    owed: createOwedDeletions(settings),
    links: async () => createLinks({ keys: LINK_KEYS, publicUrl: "https://jules.example" }),
    /** Every item of the table of members. */
    items: (): readonly Item[] => [...table.items("members")],
    moments: createMomentStore(settings),
    ledger: () =>
      [...table.items("ledger")]
        .filter(({ sk }) => String(sk).startsWith("ROW#"))
        .sort((one, other) => (String(one.sk) < String(other.sk) ? -1 : 1))
        .map(({ entry }) => entry as Item),
    counters: () => [...table.items("counters")],
  };
}
