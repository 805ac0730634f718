import { GetCommand, PutCommand } from "@aws-sdk/lib-dynamodb";
import { unmarshall } from "@aws-sdk/util-dynamodb";
import * as z from "zod/mini";
import type { KeyStore } from "../kms/index.ts";
import { type Documents, refusedCondition } from "./documents.ts";
import { SCHEMA_VERSION } from "./items.ts";

export const KeyItem = z.object({ pk: z.string(), wrapped: z.instanceof(Uint8Array) });

/** Wrapped keys, in a table that holds nothing else. */
export function createKeyStore(documents: Documents, table: string): KeyStore {
  return {
    async read(name) {
      const { Item: item } = await documents.send(
        new GetCommand({ TableName: table, Key: { pk: name }, ConsistentRead: true }),
      );
      return item && KeyItem.parse(item).wrapped;
    },
    async keep(name, wrapped) {
      try {
        await documents.send(
          new PutCommand({
            TableName: table,
            Item: { pk: name, v: SCHEMA_VERSION, wrapped },
            ConditionExpression: "attribute_not_exists(pk)",
            ReturnValuesOnConditionCheckFailure: "ALL_OLD",
          }),
        );
        return wrapped;
      } catch (error) {
        const refused = refusedCondition(error);
        if (!refused?.item) throw error;
        return KeyItem.parse(unmarshall(refused.item as never)).wrapped;
      }
    },
  };
}
