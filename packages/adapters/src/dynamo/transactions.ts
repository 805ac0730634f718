import { TransactWriteCommand, type TransactWriteCommandInput, UpdateCommand } from "@aws-sdk/lib-dynamodb";
import type { MemberId } from "@jules/core/kernel";
import { type Documents, refusedCondition, refusedTransaction } from "./documents.ts";
import { type Key, memberKey } from "./items.ts";

/** A part of a transaction. */
export type Element = NonNullable<TransactWriteCommandInput["TransactItems"]>[number];

/** What a write does to the member's item, and on which conditions. */
export interface MemberChanges {
  readonly set?: readonly string[];
  readonly remove?: readonly string[];
  readonly add?: readonly string[];
  readonly conditions?: readonly string[];
  readonly names?: Readonly<Record<string, string>>;
  readonly values?: Readonly<Record<string, unknown>>;
}

export const EXISTS: MemberChanges = { conditions: ["attribute_exists(pk)"] };

/** All or nothing. Returns what made it fail, element by element, and undefined when it holds. */
export async function transact(
  documents: Documents,
  TransactItems: Element[],
): Promise<ReturnType<typeof refusedTransaction>> {
  try {
    await documents.send(new TransactWriteCommand({ TransactItems }));
    return undefined;
  } catch (error) {
    const refused = refusedTransaction(error);
    if (!refused) throw error;
    return refused;
  }
}

/** The member's item as a part of a write; a check of it where nothing changes. */
export function memberElement(TableName: string, id: MemberId, ...all: readonly MemberChanges[]): Element {
  const update = memberUpdate(TableName, id, ...all);
  const { UpdateExpression, ...Item } = update;
  return UpdateExpression ? { Update: { ...Item, UpdateExpression } } : { ConditionCheck: Item };
}

/** What changes the member's item alone. */
export function memberUpdate(TableName: string, id: MemberId, ...all: readonly MemberChanges[]) {
  const set = all.flatMap((changes) => changes.set ?? []);
  const remove = all.flatMap((changes) => changes.remove ?? []);
  const add = all.flatMap((changes) => changes.add ?? []);
  const names = Object.assign({}, ...all.map((changes) => changes.names ?? {}));
  const values = Object.assign({}, ...all.map((changes) => changes.values ?? {}));
  const parts = { SET: set, REMOVE: remove, ADD: add };
  const expression = Object.entries(parts).map(
    ([word, changes]) => changes.length > 0 && `${word} ${changes.join(", ")}`,
  );
  return {
    TableName,
    Key: memberKey(id),
    ConditionExpression: all.flatMap((changes) => changes.conditions ?? []).join(" AND "),
    UpdateExpression: expression.filter(Boolean).join(" "),
    ...(Object.keys(names).length > 0 && { ExpressionAttributeNames: names }),
    ...(Object.keys(values).length > 0 && { ExpressionAttributeValues: values }),
  };
}

/** Changes one item. @returns false when the condition does not hold. */
export async function updateItem(
  documents: Documents,
  TableName: string,
  Key: Key,
  UpdateExpression: string,
  values: Readonly<Record<string, unknown>>,
  ConditionExpression: string,
): Promise<boolean> {
  const names = /#state\b/.test(UpdateExpression + ConditionExpression) && { "#state": "state" };
  try {
    await documents.send(
      new UpdateCommand({
        ...{ TableName, Key, UpdateExpression, ConditionExpression, ExpressionAttributeValues: values },
        ...(names && { ExpressionAttributeNames: names }),
      }),
    );
    return true;
  } catch (error) {
    if (!refusedCondition(error)) throw error;
    return false;
  }
}
