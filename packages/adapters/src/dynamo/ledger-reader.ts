import { GetCommand, QueryCommand, ScanCommand } from "@aws-sdk/lib-dynamodb";
import { type NumberHash, numberHash } from "@jules/core/kernel";
import type { Ledger, LedgerHead, LedgerRow } from "@jules/core/ledger";
import { type Documents, settled } from "./documents.ts";
import { ROW_PREFIX, rowKey, rowOfItem } from "./ledger-items.ts";
import { memberOfItem } from "./member-item.ts";

/** What a verifier needs besides: whose ledgers there are, and single rows. */
export interface WholeLedger extends Ledger {
  /** Every number with a ledger or a suppression, once. */
  hashes(): AsyncIterable<NumberHash>;
  rowAt(hash: NumberHash, sequence: number): Promise<LedgerRow | undefined>;
}

/** Reads the ledger. */
export function createLedger(client: Documents, TableName: string): WholeLedger {
  const documents = settled(client);
  return {
    async *rowsOf(hash) {
      let from: Record<string, unknown> | undefined;
      do {
        const { Items: items = [], LastEvaluatedKey: more } = await documents.send(
          new QueryCommand({
            TableName,
            KeyConditionExpression: "pk = :hash AND begins_with(sk, :row)",
            ExpressionAttributeValues: { ":hash": hash, ":row": ROW_PREFIX },
            ExclusiveStartKey: from,
            ConsistentRead: true,
          }),
        );
        yield* items.map(rowOfItem);
        from = more;
      } while (from);
    },

    async *hashes() {
      let last: unknown;
      for await (const { pk } of scanned(documents, { TableName, ProjectionExpression: "pk" })) {
        // What lies in one partition comes together.
        if (pk !== last) yield numberHash(String(pk));
        last = pk;
      }
    },

    async rowAt(hash, sequence) {
      const { Item: item } = await documents.send(
        new GetCommand({ TableName, Key: rowKey(hash, sequence), ConsistentRead: true }),
      );
      return item && rowOfItem(item);
    },
  };
}

/** The end of each member's chain as the member knows it. Reads the whole table. */
export async function* ledgerHeads(
  client: Documents,
  membersTable: string,
): AsyncIterable<{ readonly numberHash: NumberHash; readonly head: LedgerHead }> {
  const members = {
    TableName: membersTable,
    FilterExpression: "sk = :member",
    ExpressionAttributeValues: { ":member": "MEMBER" },
  };
  for await (const item of scanned(settled(client), members)) {
    const member = memberOfItem(item);
    yield { numberHash: member.numberHash, head: member.ledger };
  }
}

async function* scanned(
  documents: Documents,
  input: ConstructorParameters<typeof ScanCommand>[0],
): AsyncIterable<Readonly<Record<string, unknown>>> {
  let from: Record<string, unknown> | undefined;
  do {
    const { Items: items = [], LastEvaluatedKey: more } = await documents.send(
      new ScanCommand({ ...input, ExclusiveStartKey: from, ConsistentRead: true }),
    );
    yield* items;
    from = more;
  } while (from);
}
