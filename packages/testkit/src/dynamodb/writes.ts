import type {
  DeleteCommandInput,
  PutCommandInput,
  TransactWriteCommandInput,
  UpdateCommandInput,
} from "@aws-sdk/lib-dynamodb";
import type { Test, Values } from "./conditions.ts";
import { conditionFailed, invalid } from "./errors.ts";
import { bind, condition, update } from "./expressions.ts";
import { type PrimaryKey, primaryKey, primaryKeyOfItem } from "./schema.ts";
import type { Table } from "./table.ts";
import { given, type Item, takenMap } from "./values.ts";

type TransactElement = NonNullable<TransactWriteCommandInput["TransactItems"]>[number];
type PutInput = PutCommandInput | NonNullable<TransactElement["Put"]>;
type UpdateInput = UpdateCommandInput | NonNullable<TransactElement["Update"]>;
type DeleteInput = DeleteCommandInput | NonNullable<TransactElement["Delete"]>;
type CheckInput = NonNullable<TransactElement["ConditionCheck"]>;

/** A write that can no longer be refused for how it is written, only for what is in the table. */
export interface Write {
  readonly table: Table;
  readonly key: PrimaryKey;
  readonly isAllowed: (before: Item | undefined) => boolean;
  /** Whether the item that makes the condition fail is to be shown. */
  readonly showsItem: boolean;
  /**
   * The item afterwards and its size, or undefined when there is none.
   * @throws ValidationException when the item before does not suit the update.
   */
  readonly next: (before: Item | undefined) => Weighed | undefined;
  /** What the caller wants to know of the item before and after. */
  readonly report: (before: Item | undefined, after: Item | undefined) => Item | undefined;
}

export interface Weighed {
  readonly item: Item;
  readonly sizeBytes: number;
}

const EMPTY: Item = {};

export function putOf(table: Table, input: PutInput): Write {
  const compiled = condition(input.ConditionExpression, input.ExpressionAttributeNames);
  const values = bind(input, compiled);
  const item = takenMap(input.Item ?? {});
  const key = primaryKeyOfItem(table.key, item);
  const weighed = { item, sizeBytes: table.weigh(item, "Item size has exceeded the maximum allowed size") };
  return {
    table,
    key,
    ...guard(input, compiled?.plan, values),
    next: () => weighed,
    report: "ReturnValues" in input ? reportOfBefore(input.ReturnValues) : nothing,
  };
}

export function deleteOf(table: Table, input: DeleteInput): Write {
  const compiled = condition(input.ConditionExpression, input.ExpressionAttributeNames);
  const values = bind(input, compiled);
  return {
    table,
    key: primaryKey(table.key, input.Key),
    ...guard(input, compiled?.plan, values),
    next: nothing,
    report: "ReturnValues" in input ? reportOfBefore(input.ReturnValues) : nothing,
  };
}

export function updateOf(table: Table, input: UpdateInput): Write {
  const compiled = condition(input.ConditionExpression, input.ExpressionAttributeNames);
  const change = update(input.UpdateExpression, input.ExpressionAttributeNames);
  const values = bind(input, compiled, change);
  const key = primaryKey(table.key, input.Key);
  for (const attribute of [table.key.hash, table.key.sort]) {
    if (attribute && change?.plan.topNames.has(attribute.name)) {
      throw invalid(
        `One or more parameter values were invalid: Cannot update attribute ${attribute.name}. This attribute is part of the key`,
      );
    }
  }
  return {
    table,
    key,
    ...guard(input, compiled?.plan, values),
    next: (before) => {
      const start = before ?? takenMap(input.Key ?? {});
      const item = change ? change.plan.apply(start, values) : start;
      return { item, sizeBytes: table.weigh(item, "Item size to update has exceeded the maximum allowed size") };
    },
    report: "ReturnValues" in input ? reportOfUpdate(input.ReturnValues, change?.plan.touched) : nothing,
  };
}

export function checkOf(table: Table, input: CheckInput): Write {
  const compiled = condition(input.ConditionExpression, input.ExpressionAttributeNames);
  if (!compiled) throw invalid("The expression can not be empty;");
  const values = bind(input, compiled);
  const key = primaryKey(table.key, input.Key);
  const same = (before: Item | undefined) => before && { item: before, sizeBytes: 0 };
  return { table, key, ...guard(input, compiled.plan, values), next: same, report: nothing };
}

/** @throws ConditionalCheckFailedException where the write is not allowed on what is there. */
export function requireAllowed(write: Write, before: Item | undefined): void {
  if (!write.isAllowed(before)) throw conditionFailed(write.showsItem ? before : undefined);
}

function guard(
  input: { readonly ReturnValuesOnConditionCheckFailure?: string | undefined },
  test: Test | undefined,
  values: Values,
): Pick<Write, "isAllowed" | "showsItem"> {
  return {
    isAllowed: test ? (before) => test(before ?? EMPTY, values) : always,
    showsItem: input.ReturnValuesOnConditionCheckFailure === "ALL_OLD",
  };
}

function reportOfBefore(wanted: PutCommandInput["ReturnValues"]): Write["report"] {
  if (wanted === undefined || wanted === "NONE") return nothing;
  if (wanted === "ALL_OLD") return (before) => before && given(before);
  throw invalid("Return values set to invalid value");
}

function reportOfUpdate(
  wanted: UpdateCommandInput["ReturnValues"],
  touched: ((item: Item) => Item) | undefined,
): Write["report"] {
  const touchedOf = (item: Item | undefined) => {
    const part = item && touched?.(item);
    return part && Object.keys(part).length > 0 ? given(part) : undefined;
  };
  switch (wanted) {
    case undefined:
    case "NONE":
      return nothing;
    case "ALL_OLD":
      return (before) => before && given(before);
    case "ALL_NEW":
      return (_before, after) => after && given(after);
    case "UPDATED_OLD":
      return (before) => touchedOf(before);
    case "UPDATED_NEW":
      return (_before, after) => touchedOf(after);
    default:
      throw invalid("Return values set to invalid value");
  }
}

const nothing = () => undefined;
const always = () => true;
