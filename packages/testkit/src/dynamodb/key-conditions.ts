import type { Values } from "./conditions.ts";
import { startsWith } from "./conditions.ts";
import { invalid } from "./errors.ts";
import { orderOfSortables, sortable } from "./partitions.ts";
import { type KeyShape, keyValue } from "./schema.ts";
import type { Condition, Operand } from "./syntax.ts";
import type { KeyValue } from "./values.ts";

/** One condition on one key attribute, on values alone. */
export interface KeyCondition {
  readonly attribute: string;
  readonly operator: "=" | "<" | "<=" | ">" | ">=" | "BETWEEN" | "begins_with";
  readonly placeholders: readonly string[];
}

/** Which partition a query reads, and from where to where. */
interface Range {
  readonly hash: KeyValue;
  /** Whether a sort key, in its sortable form, lies before the range, or behind it. */
  readonly isBefore: (sort: KeyValue) => boolean;
  readonly isBehind: (sort: KeyValue) => boolean;
}

const MIRRORED = { "=": "=", "<": ">", "<=": ">=", ">": "<", ">=": "<=" } as const;

/** @throws ValidationException for what a key cannot be asked. */
export function keyConditionsOf(condition: Condition): readonly KeyCondition[] {
  switch (condition.kind) {
    case "and":
      return [...keyConditionsOf(condition.left), ...keyConditionsOf(condition.right)];
    case "compare": {
      const { comparator, left, right } = condition;
      if (comparator === "<>") throw unusable("<>");
      return left.kind === "path"
        ? [{ attribute: attributeOf(left), operator: comparator, placeholders: [placeholderOf(right)] }]
        : [{ attribute: attributeOf(right), operator: MIRRORED[comparator], placeholders: [placeholderOf(left)] }];
    }
    case "between": {
      const placeholders = [placeholderOf(condition.lower), placeholderOf(condition.upper)];
      return [{ attribute: attributeOf(condition.operand), operator: "BETWEEN", placeholders }];
    }
    case "begins-with": {
      const placeholders = [placeholderOf(condition.argument)];
      return [{ attribute: attributeOf(condition.operand), operator: "begins_with", placeholders }];
    }
    case "or":
    case "not":
    case "in":
    case "exists":
    case "not-exists":
    case "type":
    case "contains":
      throw unusable(condition.kind.toUpperCase());
    default:
      return condition satisfies never;
  }
}

function attributeOf(operand: Operand): string {
  if (operand.kind !== "path") throw unusable(operand.kind);
  const [attribute, ...deeper] = operand.path;
  if (deeper.length === 0) return attribute;
  throw invalid("Invalid KeyConditionExpression: KeyConditionExpressions cannot have conditions on nested attributes");
}

function placeholderOf(operand: Operand): string {
  if (operand.kind === "value") return operand.placeholder;
  throw invalid("Invalid KeyConditionExpression: Query key condition not supported");
}

function unusable(operator: string): Error {
  return invalid(`Invalid operator used in KeyConditionExpression: ${operator}`);
}

const never = () => false;

/** @throws ValidationException where the conditions are not on the key, or have values of another type. */
export function rangeOf(conditions: readonly KeyCondition[], key: KeyShape, values: Values): Range {
  const onHash = conditions.filter(({ attribute }) => attribute === key.hash.name);
  const onSort = conditions.filter(({ attribute }) => attribute !== key.hash.name);
  const [first, ...further] = onHash;
  if (!first) throw invalid(`Query condition missed key schema element: ${key.hash.name}`);
  if (further.length > 0 || onSort.length > 1) {
    throw invalid("KeyConditionExpressions must only contain one condition per key");
  }
  if (first.operator !== "=") throw invalid("Query key condition not supported");
  const hash = keyValue(key.hash, values[first.placeholders[0] ?? ""]);
  const [second] = onSort;
  if (!second) return { hash, isBefore: never, isBehind: never };
  if (key.sort?.name !== second.attribute) {
    throw key.sort
      ? invalid(`Query condition missed key schema element: ${key.sort.name}`)
      : invalid("Query key condition not supported");
  }
  return { hash, ...boundsOf(second, key.sort, values) };
}

function boundsOf(condition: KeyCondition, sort: KeyShape["hash"], values: Values): Omit<Range, "hash"> {
  const [lower = "", upper = lower] = condition.placeholders;
  const from = sortable(keyValue(sort, values[lower]));
  const to = sortable(keyValue(sort, values[upper]));
  switch (condition.operator) {
    case "=":
    case "BETWEEN":
      return {
        isBefore: (value) => orderOfSortables(value, from) < 0,
        isBehind: (value) => orderOfSortables(value, to) > 0,
      };
    case "<":
      return { isBefore: never, isBehind: (value) => orderOfSortables(value, to) >= 0 };
    case "<=":
      return { isBefore: never, isBehind: (value) => orderOfSortables(value, to) > 0 };
    case ">":
      return { isBefore: (value) => orderOfSortables(value, from) <= 0, isBehind: never };
    case ">=":
      return { isBefore: (value) => orderOfSortables(value, from) < 0, isBehind: never };
    case "begins_with":
      return {
        isBefore: (value) => orderOfSortables(value, from) < 0,
        isBehind: (value) => orderOfSortables(value, from) > 0 && !startsWith(value, from),
      };
    default:
      return condition.operator satisfies never;
  }
}
