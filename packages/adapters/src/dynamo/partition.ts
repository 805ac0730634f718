import { BatchWriteCommand, QueryCommand } from "@aws-sdk/lib-dynamodb";
import { Failure, type MemberId } from "@jules/core/kernel";
import type { Backoff, Documents } from "./documents.ts";
import type { Key } from "./items.ts";

/** What one batch can delete. */
const MOST_IN_BATCH = 25;
/** A table that is throttled takes the rest a little later. */
const MOST_TRIES = 8;

/** Everything that lies under a member's id: pages of it, and deleting it. */
export function createPartition(settings: {
  /** As `settled` makes it. */
  readonly documents: Documents;
  readonly membersTable: string;
  readonly backoff: Backoff;
}) {
  const { documents, membersTable: TableName, backoff } = settings;

  /** @param keysOnly nothing but the keys is wanted. */
  async function* pages(id: MemberId, keysOnly = false): AsyncIterable<readonly (Key & Record<string, unknown>)[]> {
    let from: Record<string, unknown> | undefined;
    do {
      const { Items: items = [], LastEvaluatedKey: more } = await documents.send(
        new QueryCommand({
          TableName,
          KeyConditionExpression: "pk = :pk",
          ExpressionAttributeValues: { ":pk": id },
          ...(keysOnly && { ProjectionExpression: "pk, sk" }),
          ConsistentRead: true,
          ExclusiveStartKey: from,
        }),
      );
      yield items as (Key & Record<string, unknown>)[];
      from = more;
    } while (from);
  }

  /** @throws Failure `table.throttled` when the table keeps leaving some undone. */
  async function remove(keys: readonly Key[]): Promise<void> {
    for (let from = 0; from < keys.length; from += MOST_IN_BATCH) {
      const batch = keys.slice(from, from + MOST_IN_BATCH);
      let requests = batch.map(({ pk, sk }) => ({ DeleteRequest: { Key: { pk, sk } } }));
      for (let tries = 1; requests.length > 0; tries++) {
        if (tries > MOST_TRIES) throw new Failure("table.throttled", "the table did not delete everything");
        const { UnprocessedItems: left = {} } = await documents.send(
          new BatchWriteCommand({ RequestItems: { [TableName]: requests } }),
        );
        requests = (left[TableName] ?? []) as typeof requests;
        if (requests.length > 0) await backoff.pause(backoff.random() * 50 * 2 ** tries);
      }
    }
  }

  return { pages, remove };
}
