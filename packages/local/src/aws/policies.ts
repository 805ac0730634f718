import type { AuthorizationRequest, ConditionContext } from "./access.ts";

/** One statement of an IAM policy document, as CloudFormation writes it (references already resolved). */
export interface PolicyStatement {
  readonly Effect: "Allow" | "Deny";
  readonly Action?: string | readonly string[];
  readonly NotAction?: string | readonly string[];
  readonly Resource?: string | readonly string[];
  readonly NotResource?: string | readonly string[];
  readonly Condition?: Readonly<Record<string, Readonly<Record<string, ConditionValue>>>>;
}

type ConditionValue = string | boolean | readonly (string | boolean)[];

/**
 * Says whether a role with these statements may do what is asked: some statement allows it and none denies it.
 * A condition with an operator that is not known here never allows, and never weakens a denial.
 *
 * @see https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_evaluation-logic.html
 */
export function allows(
  statements: readonly PolicyStatement[],
  request: Pick<AuthorizationRequest, "action" | "resource" | "context">,
): boolean {
  let allowed = false;
  for (const statement of statements) {
    if (!coversAction(statement, request.action) || !coversResource(statement, request.resource)) continue;
    const condition = conditionHolds(statement, request.context);
    if (statement.Effect === "Deny" && condition !== false) return false;
    if (statement.Effect === "Allow" && condition === true) allowed = true;
  }
  return allowed;
}

function coversAction(statement: PolicyStatement, action: string): boolean {
  const matches = (pattern: string) => wildcard(pattern.toLowerCase(), action.toLowerCase());
  if (statement.NotAction !== undefined) return !list(statement.NotAction).some(matches);
  return list(statement.Action ?? []).some(matches);
}

function coversResource(statement: PolicyStatement, resource: string): boolean {
  const matches = (pattern: string) => wildcard(pattern, resource);
  if (statement.NotResource !== undefined) return !list(statement.NotResource).some(matches);
  return list(statement.Resource ?? []).some(matches);
}

type Comparison = (expected: string, actual: string) => boolean;

const comparisons: Readonly<Record<string, Comparison>> = {
  StringEquals: (expected, actual) => expected === actual,
  StringLike: wildcard,
  ArnEquals: arnMatches,
  ArnLike: arnMatches,
  Bool: (expected, actual) => expected.toLowerCase() === actual.toLowerCase(),
};

/** `undefined` when the statement uses an operator that is not known here. */
function conditionHolds(statement: PolicyStatement, context: ConditionContext): boolean | undefined {
  let holds = true;
  for (const [operator, keys] of Object.entries(statement.Condition ?? {})) {
    const [quantifier, name] = operator.includes(":") ? operator.split(":") : [undefined, operator];
    const compare = comparisons[name ?? ""];
    const known = quantifier === undefined || quantifier === "ForAllValues" || quantifier === "ForAnyValue";
    if (!compare || !known) return undefined;
    for (const [key, value] of Object.entries(keys)) {
      const expected = list(value).map(String);
      const actual = valuesOf(context, key);
      const matchesOne = (given: string) => expected.some((pattern) => compare(pattern, given));
      // "For all" is true of nothing at all; every other form needs the key to be there.
      holds &&= quantifier === "ForAllValues" ? actual.every(matchesOne) : actual.some(matchesOne);
    }
  }
  return holds;
}

/** Names of condition keys ignore case, except what follows `kms:EncryptionContext:`. */
function valuesOf(context: ConditionContext, key: string): readonly string[] {
  const wanted = comparableKey(key);
  const found = Object.entries(context).find(([name]) => comparableKey(name) === wanted);
  return found ? list(found[1]) : [];
}

function comparableKey(key: string): string {
  const prefix = "kms:encryptioncontext:";
  const lower = key.toLowerCase();
  return lower.startsWith(prefix) ? prefix + key.slice(prefix.length) : lower;
}

/** Matches the six parts of an ARN one by one, so that a `*` never crosses a colon of the first five. */
function arnMatches(pattern: string, arn: string): boolean {
  const expected = arnParts(pattern);
  const actual = arnParts(arn);
  return expected.length === actual.length && expected.every((part, index) => wildcard(part, actual[index] ?? ""));
}

function arnParts(arn: string): readonly string[] {
  const parts = arn.split(":");
  return [...parts.slice(0, 5), parts.slice(5).join(":")];
}

function wildcard(pattern: string, text: string): boolean {
  const source = pattern
    .replace(/[.+^${}()|[\]\\]/g, "\\$&")
    .replaceAll("*", ".*")
    .replaceAll("?", ".");
  return new RegExp(`^${source}$`, "s").test(text);
}

function list<Item>(value: Item | readonly Item[]): readonly Item[] {
  return Array.isArray(value) ? value : [value as Item];
}
