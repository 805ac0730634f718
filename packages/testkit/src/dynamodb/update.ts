import { type Evaluation, evaluationOf, type ValueCheck, type Values, wrongOperand } from "./conditions.ts";
import { invalid } from "./errors.ts";
import { readerOf } from "./paths.ts";
import { type Projection, projectionOf } from "./projection.ts";
import type { NewValue, Path, UpdateActions } from "./syntax.ts";
import { difference, type Item, isList, isMap, isSet, sum, typeOf, union, type Value } from "./values.ts";

export interface Update {
  /** The item as it is afterwards; the one before stays as it was. */
  apply(item: Item, values: Values): Item;
  readonly topNames: ReadonlySet<string>;
  /** Of an item, what this update names. */
  readonly touched: Projection;
}

type Edit = { readonly path: Path; readonly value: (item: Item, values: Values) => Value | undefined };

/** Compiles an update; every right side is worked out on the item as it was before. */
export function updateOf(actions: UpdateActions, checks: ValueCheck[]): Update {
  const edits: Edit[] = [
    ...actions.set.map(({ path, value }) => ({ path, value: newValueOf(value, checks) })),
    ...actions.add.map(({ path, placeholder }) => ({ path, value: additionTo(path, placeholder, checks) })),
    ...actions.delete.map(({ path, placeholder }) => ({ path, value: deletionFrom(path, placeholder, checks) })),
  ];
  const flat = edits.filter(({ path }) => path.length === 1);
  // Lists grow at their ends in the order of the positions, and shrink from the last one on.
  const nested = edits.filter(({ path }) => path.length > 1).sort((left, right) => orderOfPaths(left.path, right.path));
  const removedNames = new Set<string>(actions.remove.filter(({ length }) => length === 1).map(([name]) => name));
  const nestedRemovals = actions.remove
    .filter(({ length }) => length > 1)
    .sort((left, right) => orderOfPaths(right, left));
  const paths = [...edits.map(({ path }) => path), ...actions.remove];

  return {
    topNames: new Set(paths.map(([name]) => name)),
    touched: projectionOf(paths),
    apply(item, values) {
      const next = removedNames.size === 0 ? { ...item } : without(item, removedNames);
      for (const { path, value } of flat) put(next, path[0], value(item, values));
      if (nested.length > 0) {
        // All of them before the first is made: none sees what another one did.
        const made = nested.map((edit) => edit.value(item, values));
        for (const [at, { path }] of nested.entries()) {
          put(next, path[0], within(next[path[0]], path, 1, made[at]));
        }
      }
      for (const path of nestedRemovals) put(next, path[0], within(next[path[0]], path, 1, undefined));
      return next;
    },
  };
}

/** Deleting from a copy instead would make it, and all copies of it, slow to read. */
function without(item: Item, names: ReadonlySet<string>): Record<string, Value> {
  const rest: Record<string, Value> = {};
  for (const name in item) if (!names.has(name)) rest[name] = item[name] ?? null;
  return rest;
}

function put(item: Record<string, Value>, name: string, value: Value | undefined): void {
  if (value === undefined) delete item[name];
  else item[name] = value;
}

/** The container with another value at the rest of the path; `undefined` takes out what is there. */
function within(container: Value | undefined, path: Path, depth: number, value: Value | undefined): Value {
  const step = path[depth];
  const isLast = depth === path.length - 1;
  if (typeof step === "number" && isList(container)) {
    const copy = [...container];
    if (isLast && value === undefined) copy.splice(step, 1);
    else if (isLast && step >= copy.length) copy.push(value as Value);
    else copy[step] = isLast ? (value as Value) : within(copy[step], path, depth + 1, value);
    return copy;
  }
  if (typeof step === "string" && isMap(container)) {
    const copy = { ...container };
    put(copy, step, isLast ? value : within(copy[step], path, depth + 1, value));
    return copy;
  }
  throw invalid("The document path provided in the update expression is invalid for update");
}

function orderOfPaths(left: Path, right: Path): number {
  for (const [depth, step] of left.entries()) {
    const other = right[depth];
    if (other === undefined) return 1;
    if (step === other) continue;
    return typeof step === "number" && typeof other === "number" ? step - other : String(step) < String(other) ? -1 : 1;
  }
  return left.length - right.length;
}

function newValueOf(value: NewValue, checks: ValueCheck[]): Evaluation {
  switch (value.kind) {
    case "path":
    case "value": {
      const evaluate = evaluationOf(value, checks);
      return (item, values) => existing(evaluate(item, values));
    }
    case "size":
      throw invalid("Invalid UpdateExpression: The function is not allowed in an update expression; function: size");
    case "if-not-exists": {
      const [read, otherwise] = [readerOf(value.path), newValueOf(value.otherwise, checks)];
      return (item, values) => {
        const value = read(item);
        return value === undefined ? otherwise(item, values) : value;
      };
    }
    case "append": {
      const [left, right] = [newValueOf(value.left, checks), newValueOf(value.right, checks)];
      return (item, values) => {
        const [first, second] = [left(item, values), right(item, values)];
        if (!isList(first) || !isList(second)) throw wrongType();
        return [...first, ...second];
      };
    }
    case "plus":
    case "minus": {
      const sign = value.kind === "plus" ? 1 : -1;
      const [left, right] = [newValueOf(value.left, checks), newValueOf(value.right, checks)];
      return (item, values) => {
        const [first, second] = [left(item, values), right(item, values)];
        if (!isNumber(first) || !isNumber(second)) throw wrongType();
        return sum(first, sign === 1 ? second : -second);
      };
    }
    default:
      return value satisfies never;
  }
}

function existing(value: Value | undefined): Value {
  if (value !== undefined) return value;
  throw invalid("The provided expression refers to an attribute that does not exist in the item");
}

function additionTo(path: Path, placeholder: string, checks: ValueCheck[]): Edit["value"] {
  const read = readerOf(path);
  checks.push((values) => {
    const added = values[placeholder] ?? null;
    return isNumber(added) || isSet(added) ? undefined : wrongOperand("ADD", typeOf(added));
  });
  return (item, values) => {
    const [before, added] = [read(item), values[placeholder]];
    if (isNumber(added)) {
      if (before === undefined) return added;
      if (isNumber(before)) return sum(before, added);
    }
    if (isSet(added)) {
      if (before === undefined) return added;
      if (isSet(before) && typeOf(before) === typeOf(added)) return union(before, added);
    }
    throw wrongType();
  };
}

function deletionFrom(path: Path, placeholder: string, checks: ValueCheck[]): Edit["value"] {
  const read = readerOf(path);
  checks.push((values) => {
    const deleted = values[placeholder] ?? null;
    return isSet(deleted) ? undefined : wrongOperand("DELETE", typeOf(deleted));
  });
  return (item, values) => {
    const [before, deleted] = [read(item), values[placeholder]];
    if (before === undefined) return undefined;
    if (!isSet(before) || !isSet(deleted) || typeOf(before) !== typeOf(deleted)) throw wrongType();
    const rest = difference(before, deleted);
    // There is no empty set.
    return rest.size === 0 ? undefined : rest;
  };
}

function isNumber(value: Value | undefined): value is number | bigint {
  return typeof value === "number" || typeof value === "bigint";
}

function wrongType(): Error {
  return invalid("An operand in the update expression has an incorrect data type");
}
