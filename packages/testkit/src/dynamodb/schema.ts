import type { CreateTableCommandInput } from "@aws-sdk/client-dynamodb";
import { invalid } from "./errors.ts";
import { type Item, type KeyValue, typeOf, type Value } from "./values.ts";

/** A table's keys and indexes, in the words of `CreateTable`, so that one definition makes a model and a real table. */
export type TableSchema = Pick<CreateTableCommandInput, "LocalSecondaryIndexes" | "GlobalSecondaryIndexes"> &
  Required<Pick<CreateTableCommandInput, "TableName" | "KeySchema" | "AttributeDefinitions">>;

interface KeyAttribute {
  readonly name: string;
  readonly type: "S" | "N" | "B";
}

export interface KeyShape {
  readonly hash: KeyAttribute;
  readonly sort: KeyAttribute | undefined;
}

export interface IndexShape {
  readonly name: string;
  readonly isGlobal: boolean;
  readonly key: KeyShape;
  /** The attributes it holds; undefined for all of them. */
  readonly projected: ReadonlySet<string> | undefined;
}

interface TableShape {
  readonly name: string;
  readonly key: KeyShape;
  readonly indexes: readonly IndexShape[];
}

/** A primary key: the partition's value and, where the table has one, the sort value. */
export interface PrimaryKey {
  readonly hash: KeyValue;
  readonly sort: KeyValue | undefined;
}

export function shapeOf(schema: TableSchema): TableShape {
  const types = new Map(schema.AttributeDefinitions?.map((one) => [one.AttributeName, one.AttributeType]));
  const attribute = (name: string): KeyAttribute => {
    const type = types.get(name);
    if (type !== "S" && type !== "N" && type !== "B") throw new Error(`the key attribute ${name} has no type`);
    return { name, type };
  };
  const keyOf = (elements: TableSchema["KeySchema"] = []): KeyShape => {
    const name = (kind: "HASH" | "RANGE") => elements.find((element) => element.KeyType === kind)?.AttributeName;
    const [hash, sort] = [name("HASH"), name("RANGE")];
    if (hash === undefined) throw new Error(`the table ${schema.TableName} has a key without a partition`);
    return { hash: attribute(hash), sort: sort === undefined ? undefined : attribute(sort) };
  };
  const key = keyOf(schema.KeySchema);
  const indexOf = (isGlobal: boolean) => (index: NonNullable<TableSchema["LocalSecondaryIndexes"]>[number]) => {
    const indexKey = keyOf(index.KeySchema);
    const keyNames = [key.hash, key.sort, indexKey.hash, indexKey.sort].flatMap((one) => (one ? [one.name] : []));
    const isWhole = index.Projection?.ProjectionType === "ALL";
    const projected = isWhole ? undefined : new Set([...keyNames, ...(index.Projection?.NonKeyAttributes ?? [])]);
    return { name: index.IndexName ?? "", isGlobal, key: indexKey, projected };
  };
  return {
    name: schema.TableName ?? "",
    key,
    indexes: [
      ...(schema.LocalSecondaryIndexes ?? []).map(indexOf(false)),
      ...(schema.GlobalSecondaryIndexes ?? []).map(indexOf(true)),
    ],
  };
}

/** @throws ValidationException when it is not exactly the table's key. */
export function primaryKey(shape: KeyShape, key: Readonly<Record<string, unknown>> | undefined): PrimaryKey {
  let count = 0;
  for (const name in key) if (key[name] !== undefined) count += 1;
  if (key === undefined || count !== (shape.sort ? 2 : 1)) {
    throw invalid("The provided key element does not match the schema", "key-type");
  }
  return {
    hash: elementOf(shape.hash, key[shape.hash.name]),
    sort: shape.sort && elementOf(shape.sort, key[shape.sort.name]),
  };
}

function elementOf(attribute: KeyAttribute, value: unknown): KeyValue {
  if (value === undefined || !isOfType(attribute, value as Value)) {
    throw invalid("The provided key element does not match the schema", "key-type");
  }
  refuseEmpty(attribute, value as Value);
  return value as KeyValue;
}

/** @throws ValidationException when the item has no key of the table. */
export function primaryKeyOfItem(shape: KeyShape, item: Item): PrimaryKey {
  return { hash: attributeOfItem(shape.hash, item), sort: shape.sort && attributeOfItem(shape.sort, item) };
}

function attributeOfItem(attribute: KeyAttribute, item: Item): KeyValue {
  const value = item[attribute.name];
  if (value === undefined) {
    throw invalid(
      `One or more parameter values were invalid: Missing the key ${attribute.name} in the item`,
      "key-type",
    );
  }
  return keyValue(attribute, value);
}

/** @throws ValidationException when it is of another type, or empty. */
export function keyValue(attribute: KeyAttribute, value: Value | undefined): KeyValue {
  if (value === undefined || !isOfType(attribute, value)) {
    const actual = value === undefined ? "nothing" : typeOf(value);
    throw invalid(
      `One or more parameter values were invalid: Type mismatch for key ${attribute.name} expected: ${attribute.type} actual: ${actual}`,
      "key-type",
    );
  }
  refuseEmpty(attribute, value);
  return value as KeyValue;
}

function refuseEmpty(attribute: KeyAttribute, value: Value): void {
  if (value === "" || (value instanceof Uint8Array && value.length === 0)) {
    throw invalid(
      `One or more parameter values are not valid. The AttributeValue for a key attribute cannot contain an empty ${attribute.type === "S" ? "string" : "binary"} value. Key: ${attribute.name}`,
      "empty-key",
    );
  }
}

function isOfType(attribute: KeyAttribute, value: Value): boolean {
  if (attribute.type === "S") return typeof value === "string";
  if (attribute.type === "N") return typeof value === "number" || typeof value === "bigint";
  return value instanceof Uint8Array;
}

/**
 * Whether the item is in the index: only an item with all of the index's key is.
 * @throws ValidationException when the item has an attribute of an index's key with a value that no key can have.
 */
export function isIndexed(index: IndexShape, item: Item): boolean {
  const hasHash = isIndexable(index, index.key.hash, item);
  const hasSort = !index.key.sort || isIndexable(index, index.key.sort, item);
  return hasHash && hasSort;
}

function isIndexable(index: IndexShape, attribute: KeyAttribute, item: Item): boolean {
  const value = item[attribute.name];
  if (value === undefined) return false;
  if (!isOfType(attribute, value)) {
    throw invalid(
      `One or more parameter values were invalid: Type mismatch for Index Key ${attribute.name} Expected: ${attribute.type} Actual: ${typeOf(value)} IndexName: ${index.name}`,
      "key-type",
    );
  }
  if (value === "" || (value instanceof Uint8Array && value.length === 0)) {
    throw invalid(
      `One or more parameter values are not valid. A value specified for a secondary index key is not supported. The AttributeValue for a key attribute cannot contain an empty string value. IndexName: ${index.name}, IndexKey: ${attribute.name}`,
      "empty-key",
    );
  }
  return true;
}
