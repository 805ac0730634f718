import { type DynamoDBDocumentClient, paginateQuery } from "@aws-sdk/lib-dynamodb";
import type { DueStore } from "@jules/core/conversation";
import { memberId } from "@jules/core/kernel";
import * as z from "zod/mini";
import { DUE_SHARDS } from "./items.ts";

const DueItem = z.object({ pk: z.string() });

/** Reads the sparse index `due`: only items with open work are in it. */
export function createDueStore(documents: DynamoDBDocumentClient, membersTable: string): DueStore {
  return {
    async *due(at) {
      for (let shard = 0; shard < DUE_SHARDS; shard++) {
        const pages = paginateQuery(
          { client: documents },
          {
            TableName: membersTable,
            IndexName: "due",
            KeyConditionExpression: "dueShard = :shard AND dueAt <= :at",
            ExpressionAttributeValues: { ":shard": String(shard), ":at": at },
          },
        );
        for await (const { Items: items = [] } of pages) {
          yield [...new Set(items.map((item) => memberId(DueItem.parse(item).pk)))];
        }
      }
    },
  };
}
