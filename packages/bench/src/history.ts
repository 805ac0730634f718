import {
  BatchWriteCommand,
  type DynamoDBDocumentClient,
  PutCommand,
  type QueryCommandOutput,
} from "@aws-sdk/lib-dynamodb";
import { createConversationStore, createDocuments, createKeyStore, type Documents } from "@jules/adapters/dynamo";
import { createKeyring } from "@jules/adapters/kms";
import { AGE_UNKNOWN } from "@jules/core/age";
import { NO_BILLING } from "@jules/core/billing";
import { instant, memberId, numberHash } from "@jules/core/kernel";
import { EMPTY_LEDGER } from "@jules/core/ledger";
import { NO_ACTIVITY, NO_CONTACT } from "@jules/core/member";
import { startAws } from "@jules/local/aws";
import { LocalClock } from "@jules/local/clock";
import { HARMLESS, MEMBER_NUMBER, OWN_NUMBER, receivedText } from "@jules/testkit/builders";
import { createKmsModel } from "@jules/testkit/kms";
import { TABLES } from "@jules/testkit/tables";

/** What a turn reads of a member's conversation. */
export interface HistoryRead {
  readonly messages: number;
  /** Items that the table looked at, for the history and for what is open. */
  readonly itemsRead: number;
  /** Milliseconds of each read of the two. */
  readonly times: readonly number[];
}

const AT = Date.UTC(2026, 10, 20, 17);
const HISTORY_TEXTS = 30;
const MOST_IN_BATCH = 25;

/** Reads the end of conversations of these lengths, in turns, on the embedded engine. */
export async function readHistories(lengths: readonly number[], rounds: number): Promise<readonly HistoryRead[]> {
  const aws = await startAws({ clock: new LocalClock(), dataDirectory: undefined, access: { authorize: () => true } });
  try {
    for (const table of TABLES) await aws.dynamodb.createTable(table);
    Object.assign(process.env, {
      ...{ AWS_REGION: "us-east-1", AWS_ACCESS_KEY_ID: "bench", AWS_SECRET_ACCESS_KEY: "bench" },
      AWS_ENDPOINT_URL: aws.url,
    });
    const documents = createDocuments();
    const { kms, keyId } = createKmsModel();
    const keyring = createKeyring({
      ...{ keyId, stage: "bench", keys: createKeyStore(documents, "keys"), now: () => AT, kms: kms as never },
    });
    let itemsRead = 0;
    const counting: Documents = {
      send: (async (command: Parameters<DynamoDBDocumentClient["send"]>[0]) => {
        const output = (await documents.send(command)) as QueryCommandOutput;
        itemsRead += output.ScannedCount ?? 0;
        return output;
      }) as Documents["send"],
    };
    const conversations = createConversationStore({
      ...{ documents: counting, membersTable: "members", countersTable: "counters", ledgerTable: "ledger", keyring },
    });

    const members = lengths.map((_, index) => memberId(`m_${String(index).padStart(32, "0")}`));
    for (const [index, id] of members.entries()) {
      const length = lengths[index] ?? 0;
      const recent = Math.min(length, HISTORY_TEXTS);
      await fill(documents, id, length - recent);
      const member = {
        ...{ id, createdAt: instant(AT), introducedAt: instant(AT), helpedAt: undefined, apologisedAt: undefined },
        ...{ ownNumber: OWN_NUMBER, sealedEpisode: { bytes: undefined, version: 0 } },
        consent: {
          ...({ state: "ACTIVE", scope: "replies", version: 2 } as const),
          ...{ changedAt: instant(AT), changedBy: "bench", saidAt: instant(AT) },
        },
        ...{ numberHash: numberHash(`1.${id.slice(2)}`), age: AGE_UNKNOWN, contact: NO_CONTACT, ledger: EMPTY_LEDGER },
        ...{ erasureAskedAt: undefined, reassignedAt: undefined, activity: NO_ACTIVITY, billing: NO_BILLING },
      } as const;
      await documents.send(new PutCommand({ TableName: "members", Item: { pk: id, sk: "MEMBER" } }));
      for (let text = 0; text < recent; text++) {
        const said = receivedText({ from: MEMBER_NUMBER, saidAt: instant(AT + text) });
        await conversations.receive(member, said, HARMLESS, "bench", instant(AT));
      }
    }

    const reads = lengths.map((messages) => ({ messages, itemsRead: 0, times: [] as number[] }));
    for (let round = 0; round <= rounds; round++) {
      for (const [index, id] of members.entries()) {
        const read = reads[index];
        if (!read) continue;
        itemsRead = 0;
        const startedAt = performance.now();
        await conversations.open(id);
        await conversations.history(id, HISTORY_TEXTS);
        // The first round warms connections and keys.
        if (round > 0) read.times.push(performance.now() - startedAt);
        read.itemsRead = itemsRead;
      }
    }
    return reads;
  } finally {
    await aws.close();
  }
}

/** Older texts, which no turn reads: what is sealed in them is of the usual size and opens for nobody. */
async function fill(documents: Documents, pk: string, count: number): Promise<void> {
  const sealed = Buffer.alloc(220, 7);
  for (let from = 0; from < count; from += MOST_IN_BATCH) {
    const items = Array.from({ length: Math.min(MOST_IN_BATCH, count - from) }, (_, offset) => {
      const id = String(from + offset).padStart(12, "0");
      const saidAt = `${instant(AT - 1 - from - offset)}#${id}`;
      return { pk, sk: `TEXT#old${id}`, v: 1, saidAt, receivedAt: instant(AT), answeredBy: "bench", sealed };
    });
    await documents.send(
      new BatchWriteCommand({ RequestItems: { members: items.map((Item) => ({ PutRequest: { Item } })) } }),
    );
  }
}
