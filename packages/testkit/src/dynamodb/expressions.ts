import { type Test, testOf, type ValueCheck, type Values } from "./conditions.ts";
import { invalid } from "./errors.ts";
import { type KeyCondition, keyConditionsOf } from "./key-conditions.ts";
import { Parser } from "./parser.ts";
import { refuseOverlaps } from "./paths.ts";
import { type Projection, projectionOf } from "./projection.ts";
import type { Condition, ExpressionKind, Operand, Path } from "./syntax.ts";
import { type Update, updateOf } from "./update.ts";
import { taken, type Value } from "./values.ts";

type Names = Readonly<Record<string, string>>;

/** An expression made ready once, for every command that has the same text and means the same names. */
interface Compiled<Plan> {
  readonly plan: Plan;
  readonly usedNames: ReadonlyMap<string, string>;
  readonly usedValues: ReadonlySet<string>;
  readonly checks: readonly ValueCheck[];
  readonly kind: ExpressionKind;
}

/** A condition on items, and the attributes it looks at. */
export interface Filter {
  readonly test: Test;
  readonly topNames: ReadonlySet<string>;
}

export const condition = compiler("ConditionExpression", (parser, checks) => testOf(parser.condition(), checks));

export const filter = compiler("FilterExpression", (parser, checks): Filter => {
  const parsed = parser.condition();
  return { test: testOf(parsed, checks), topNames: new Set(pathsOf(parsed).map(([name]) => name)) };
});

export const keyConditions = compiler("KeyConditionExpression", (parser, checks): readonly KeyCondition[] => {
  const parsed = parser.condition();
  // For its checks of the values alone.
  testOf(parsed, checks);
  return keyConditionsOf(parsed);
});

export const projection = compiler(
  "ProjectionExpression",
  (parser): { readonly project: Projection; readonly topNames: ReadonlySet<string> } => {
    const paths = parser.projection();
    refuseOverlaps(paths, (message) => invalid(`Invalid ProjectionExpression: ${message}`));
    return { project: projectionOf(paths), topNames: new Set(paths.map(([name]) => name)) };
  },
);

export const update = compiler("UpdateExpression", (parser, checks): Update => {
  const actions = parser.update();
  const paths = [...actions.set, ...actions.add, ...actions.delete].map(({ path }) => path).concat(actions.remove);
  refuseOverlaps(paths, (message) => invalid(`Invalid UpdateExpression: ${message}`));
  return updateOf(actions, checks);
});

function compiler<Plan>(kind: ExpressionKind, plan: (parser: Parser, checks: ValueCheck[]) => Plan) {
  const known = new Map<string, Compiled<Plan>[]>();
  return (text: string | undefined, names: Names | undefined): Compiled<Plan> | undefined => {
    if (text === undefined) return undefined;
    const sameText = known.get(text) ?? [];
    const same = sameText.find((one) => meansTheSame(one.usedNames, names));
    if (same) return same;
    const parser = new Parser(kind, text, names ?? {});
    const checks: ValueCheck[] = [];
    const { usedNames, usedValues } = parser;
    const compiled = { plan: plan(parser, checks), usedNames, usedValues, checks, kind };
    known.set(text, [...sameText, compiled]);
    return compiled;
  };
}

function meansTheSame(used: ReadonlyMap<string, string>, names: Names | undefined): boolean {
  if (used.size === 0) return true;
  if (!names) return false;
  for (const [placeholder, name] of used) if (names[placeholder] !== name) return false;
  return true;
}

const NO_VALUES: Values = {};

/**
 * The values of a command's placeholders for its expressions.
 * @throws ValidationException when a placeholder has no value, is used by no expression, or has a value of a type that
 * its place does not take.
 */
export function bind(
  input: {
    readonly ExpressionAttributeNames?: Names | undefined;
    readonly ExpressionAttributeValues?: Readonly<Record<string, unknown>> | undefined;
  },
  first: Compiled<unknown> | undefined,
  second?: Compiled<unknown>,
  third?: Compiled<unknown>,
): Values {
  const { ExpressionAttributeNames: names, ExpressionAttributeValues: given } = input;
  if (!first && !second && !third) return refusePlaceholders(names, given);
  const expressions = { first, second, third };
  if (names !== undefined) refuseUnusedNames(names, expressions);
  const values = given === undefined ? NO_VALUES : valuesOf(given, expressions);
  for (const at in expressions) {
    const expression = expressions[at as keyof Expressions];
    if (!expression) continue;
    for (const placeholder of expression.usedValues) {
      if (values[placeholder] === undefined) {
        throw invalid(
          `Invalid ${expression.kind}: An expression attribute value used in expression is not defined; attribute value: ${placeholder}`,
        );
      }
    }
    for (const check of expression.checks) {
      const problem = check(values);
      if (problem !== undefined) throw invalid(`Invalid ${expression.kind}: ${problem}`);
    }
  }
  return values;
}

interface Expressions {
  readonly first: Compiled<unknown> | undefined;
  readonly second: Compiled<unknown> | undefined;
  readonly third: Compiled<unknown> | undefined;
}

function refuseUnusedNames(names: Names, { first, second, third }: Expressions): void {
  let count = 0;
  for (const placeholder in names) {
    count += 1;
    if (
      !first?.usedNames.has(placeholder) &&
      !second?.usedNames.has(placeholder) &&
      !third?.usedNames.has(placeholder)
    ) {
      throw invalid(
        placeholder.startsWith("#")
          ? `Value provided in ExpressionAttributeNames unused in expressions: keys: {${placeholder}}`
          : `ExpressionAttributeNames contains invalid key: Syntax error; key: "${placeholder}"`,
      );
    }
  }
  if (count === 0) throw invalid("ExpressionAttributeNames must not be empty");
}

function valuesOf(given: Readonly<Record<string, unknown>>, { first, second, third }: Expressions): Values {
  const values: Record<string, Value> = {};
  let count = 0;
  for (const placeholder in given) {
    const value = given[placeholder];
    // Such a value never leaves the client.
    if (value === undefined) continue;
    count += 1;
    if (
      !first?.usedValues.has(placeholder) &&
      !second?.usedValues.has(placeholder) &&
      !third?.usedValues.has(placeholder)
    ) {
      throw invalid(
        placeholder.startsWith(":")
          ? `Value provided in ExpressionAttributeValues unused in expressions: keys: {${placeholder}}`
          : `ExpressionAttributeValues contains invalid key: Syntax error; key: "${placeholder}"`,
      );
    }
    values[placeholder] = taken(value);
  }
  if (count === 0) throw invalid("ExpressionAttributeValues must not be empty");
  return values;
}

function refusePlaceholders(names: unknown, values: unknown): Values {
  if (names !== undefined) {
    throw invalid("ExpressionAttributeNames can only be specified when using expressions");
  }
  if (values !== undefined) {
    throw invalid("ExpressionAttributeValues can only be specified when using expressions");
  }
  return NO_VALUES;
}

function pathsOf(condition: Condition): readonly Path[] {
  switch (condition.kind) {
    case "and":
    case "or":
      return [...pathsOf(condition.left), ...pathsOf(condition.right)];
    case "not":
      return pathsOf(condition.condition);
    case "compare":
      return pathsOfOperands(condition.left, condition.right);
    case "between":
      return pathsOfOperands(condition.operand, condition.lower, condition.upper);
    case "in":
      return pathsOfOperands(condition.operand, ...condition.candidates);
    case "exists":
    case "not-exists":
      return [condition.path];
    case "type":
    case "begins-with":
    case "contains":
      return pathsOfOperands(condition.operand, condition.argument);
    default:
      return condition satisfies never;
  }
}

function pathsOfOperands(...operands: readonly Operand[]): readonly Path[] {
  return operands.flatMap((operand) => {
    if (operand.kind === "size") return pathsOfOperands(operand.of);
    return operand.kind === "path" ? [operand.path] : [];
  });
}
