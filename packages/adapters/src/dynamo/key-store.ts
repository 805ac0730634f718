import { GetCommand, PutCommand } from "@aws-sdk/lib-dynamodb";
import { unmarshall } from "@aws-sdk/util-dynamodb";
import { Failure } from "@jules/core/kernel";
import * as z from "zod/mini";
import type { KeyStore } from "../kms/index.ts";
import { type Documents, refusedCondition } from "./documents.ts";
import { SCHEMA_VERSION } from "./items.ts";

/** Without a key where one was destroyed: its place is kept, so that no other is made for who is gone. */
export const KeyItem = z.object({ pk: z.string(), wrapped: z.optional(z.instanceof(Uint8Array)) });

export function destroyedKey(name: string): Record<string, unknown> {
  return { pk: name, v: SCHEMA_VERSION };
}

/** @throws Failure `key.erased`. */
function wrappedOf(item: unknown): Uint8Array {
  const { wrapped } = KeyItem.parse(item);
  if (!wrapped) throw new Failure("key.erased", "the key was destroyed for good");
  return wrapped;
}

/** Wrapped keys, in a table that holds nothing else. */
export function createKeyStore(documents: Documents, table: string): KeyStore {
  return {
    async read(name) {
      const { Item: item } = await documents.send(
        new GetCommand({ TableName: table, Key: { pk: name }, ConsistentRead: true }),
      );
      return item && wrappedOf(item);
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
        return wrappedOf(unmarshall(refused.item as never));
      }
    },
  };
}
