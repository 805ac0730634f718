import { readerOf } from "./paths.ts";
import type { Comparator, Condition, Operand } from "./syntax.ts";
import { equal, has, type Item, isList, isSet, order, type TypeName, typeOf, type Value } from "./values.ts";

/** The values of a command's placeholders, as the table keeps values. */
export type Values = Readonly<Record<string, Value>>;

export type Test = (item: Item, values: Values) => boolean;
export type Evaluation = (item: Item, values: Values) => Value | undefined;

/** Looks at the values of a command before anything is read: says what is wrong with one that can never be right. */
export type ValueCheck = (values: Values) => string | undefined;

const TYPES: ReadonlySet<Value> = new Set(["S", "N", "B", "BOOL", "NULL", "M", "L", "SS", "NS", "BS"]);
const ORDERED: ReadonlySet<TypeName> = new Set(["S", "N", "B"]);
const STARTS: ReadonlySet<TypeName> = new Set(["S", "B"]);
const SIZED: ReadonlySet<TypeName> = new Set(["S", "B", "M", "L", "SS", "NS", "BS"]);

/** Compiles a condition to a function of an item; an item that does not exist is an empty one. */
export function testOf(condition: Condition, checks: ValueCheck[]): Test {
  const compile = (one: Condition) => testOf(one, checks);
  const evaluate = (operand: Operand) => evaluationOf(operand, checks);
  switch (condition.kind) {
    case "and": {
      const [left, right] = [compile(condition.left), compile(condition.right)];
      return (item, values) => left(item, values) && right(item, values);
    }
    case "or": {
      const [left, right] = [compile(condition.left), compile(condition.right)];
      return (item, values) => left(item, values) || right(item, values);
    }
    case "not": {
      const test = compile(condition.condition);
      return (item, values) => !test(item, values);
    }
    case "compare": {
      const { comparator, left, right } = condition;
      if (comparator !== "=" && comparator !== "<>") requireTypes([left, right], ORDERED, comparator, checks);
      return comparison(comparator, evaluate(left), evaluate(right));
    }
    case "between": {
      requireTypes([condition.operand, condition.lower, condition.upper], ORDERED, "BETWEEN", checks);
      requireBounds(condition, checks);
      const [operand, lower, upper] = [
        evaluate(condition.operand),
        evaluate(condition.lower),
        evaluate(condition.upper),
      ];
      const [fromLower, toUpper] = [comparison(">=", operand, lower), comparison("<=", operand, upper)];
      return (item, values) => fromLower(item, values) && toUpper(item, values);
    }
    case "in": {
      const tests = condition.candidates.map((candidate) =>
        comparison("=", evaluate(condition.operand), evaluate(candidate)),
      );
      return (item, values) => tests.some((test) => test(item, values));
    }
    case "exists": {
      const read = readerOf(condition.path);
      return (item) => read(item) !== undefined;
    }
    case "not-exists": {
      const read = readerOf(condition.path);
      return (item) => read(item) === undefined;
    }
    case "type":
    case "begins-with":
    case "contains":
      return functionTest(condition, evaluate(condition.operand), evaluate(condition.argument), checks);
    default:
      return condition satisfies never;
  }
}

function functionTest(
  condition: Extract<Condition, { argument: Operand }>,
  operand: Evaluation,
  argument: Evaluation,
  checks: ValueCheck[],
): Test {
  const test = (holds: (value: Value, other: Value) => boolean): Test => {
    return (item, values) => {
      const [value, other] = [operand(item, values), argument(item, values)];
      return value !== undefined && other !== undefined && holds(value, other);
    };
  };
  switch (condition.kind) {
    case "type":
      checks.push((values) => {
        const type = argument({}, values);
        return type !== undefined && TYPES.has(type) ? undefined : `Invalid attribute type name found; type: ${type}`;
      });
      return test((value, type) => typeOf(value) === type);
    case "begins-with":
      requireTypes([condition.operand, condition.argument], STARTS, "begins_with", checks);
      return test(startsWith);
    case "contains":
      return test(contains);
    default:
      return condition.kind satisfies never;
  }
}

function comparison(comparator: Comparator, left: Evaluation, right: Evaluation): Test {
  const test = (holds: (value: Value, other: Value) => boolean): Test => {
    return (item, values) => {
      const [value, other] = [left(item, values), right(item, values)];
      return value !== undefined && other !== undefined && holds(value, other);
    };
  };
  switch (comparator) {
    case "=":
      return test(equal);
    case "<>": {
      // What is not there is not equal to anything.
      const same = test(equal);
      return (item, values) => !same(item, values);
    }
    case "<":
      return test((value, other) => order(value, other) < 0);
    case "<=":
      return test((value, other) => order(value, other) <= 0);
    case ">":
      return test((value, other) => order(value, other) > 0);
    case ">=":
      return test((value, other) => order(value, other) >= 0);
    default:
      return comparator satisfies never;
  }
}

export function evaluationOf(operand: Operand, checks: ValueCheck[]): Evaluation {
  switch (operand.kind) {
    case "path":
      return readerOf(operand.path);
    case "value":
      return (_item, values) => values[operand.placeholder];
    case "size": {
      requireTypes([operand.of], SIZED, "size", checks);
      const of = evaluationOf(operand.of, checks);
      return (item, values) => {
        const value = of(item, values);
        return value === undefined ? undefined : lengthOf(value);
      };
    }
    default:
      return operand satisfies never;
  }
}

function lengthOf(value: Value): number | undefined {
  if (typeof value === "string") return value.length;
  if (typeof value !== "object" || value === null) return undefined;
  if (value instanceof Uint8Array || isList(value)) return value.length;
  return isSet(value) ? value.size : Object.keys(value).length;
}

export function startsWith(value: Value, prefix: Value): boolean {
  if (typeof value === "string") return typeof prefix === "string" && value.startsWith(prefix);
  if (!(value instanceof Uint8Array && prefix instanceof Uint8Array)) return false;
  return Buffer.compare(value.subarray(0, prefix.length), prefix) === 0;
}

function contains(value: Value, part: Value): boolean {
  if (typeof value === "string") return typeof part === "string" && value.includes(part);
  if (value instanceof Uint8Array) return part instanceof Uint8Array && Buffer.from(value).includes(Buffer.from(part));
  if (isList(value)) return value.some((element) => equal(element, part));
  return isSet(value) && has(value, part);
}

function requireTypes(
  operands: readonly Operand[],
  types: ReadonlySet<TypeName>,
  operator: string,
  checks: ValueCheck[],
): void {
  for (const operand of operands) {
    if (operand.kind !== "value") continue;
    checks.push((values) => {
      const type = typeOf(values[operand.placeholder] ?? null);
      return types.has(type) ? undefined : wrongOperand(operator, type);
    });
  }
}

export function wrongOperand(operator: string, type: TypeName): string {
  return `Incorrect operand type for operator or function; operator or function: ${operator}, operand type: ${type}`;
}

function requireBounds({ lower, upper }: Extract<Condition, { kind: "between" }>, checks: ValueCheck[]): void {
  if (lower.kind !== "value" || upper.kind !== "value") return;
  checks.push((values) => {
    const bounds = [values[lower.placeholder] ?? null, values[upper.placeholder] ?? null] as const;
    if (typeOf(bounds[0]) !== typeOf(bounds[1])) {
      return "The BETWEEN operator requires same data type for lower and upper bounds";
    }
    return order(...bounds) > 0
      ? "The BETWEEN operator requires upper bound to be greater than or equal to lower bound"
      : undefined;
  });
}
