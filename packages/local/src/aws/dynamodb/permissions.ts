import type { ConditionContext } from "../access.ts";
import { tableArn } from "../arns.ts";

interface Permission {
  readonly action: string;
  readonly resource: string;
  readonly context?: ConditionContext;
}

/** What a request needs: rights, and the tables whose data it touches (their keys are used as the caller). */
export interface Needs {
  readonly permissions: readonly Permission[];
  readonly dataTables: readonly string[];
}

type Input = Readonly<Record<string, unknown>>;

const dataActions = new Set(["GetItem", "PutItem", "UpdateItem", "DeleteItem", "Query", "Scan"]);

// An element of a transaction needs the right of the single call it stands for.
const transactionActions: Readonly<Record<string, string>> = {
  Get: "GetItem",
  Put: "PutItem",
  Update: "UpdateItem",
  Delete: "DeleteItem",
  ConditionCheck: "ConditionCheckItem",
};

/**
 * The permissions that DynamoDB asks for.
 *
 * @see https://docs.aws.amazon.com/service-authorization/latest/reference/list_amazondynamodb.html
 */
export function needsOf(operation: string, input: Input): Needs {
  switch (operation) {
    case "BatchGetItem":
    case "BatchWriteItem": {
      const tables = Object.keys(record(input.RequestItems)).map(tableName);
      return { permissions: tables.map((table) => permission(operation, table)), dataTables: tables };
    }
    case "TransactGetItems":
    case "TransactWriteItems":
      return needsOfTransaction(operation, input);
    case "ListTables":
      return { permissions: [permission(operation, "*")], dataTables: [] };
    default: {
      const table = tableName(String(input.TableName ?? ""));
      const index = input.IndexName === undefined ? "" : `/index/${String(input.IndexName)}`;
      const permissions = [permission(operation, table + index)];
      return { permissions, dataTables: dataActions.has(operation) ? [table] : [] };
    }
  }
}

/** A role can be allowed something within a transaction alone, by the condition key that names it. */
function needsOfTransaction(operation: string, input: Input): Needs {
  const context = { "dynamodb:EnclosingOperation": operation };
  const permissions: Permission[] = [];
  const dataTables = new Set<string>();
  const elements = Array.isArray(input.TransactItems) ? input.TransactItems : [];
  for (const [kind, element] of elements.flatMap((item) => Object.entries(record(item)))) {
    const table = tableName(String(record(element).TableName ?? ""));
    permissions.push({ ...permission(transactionActions[kind] ?? kind, table), context });
    dataTables.add(table);
  }
  return { permissions, dataTables: [...dataTables] };
}

function permission(operation: string, resource: string): Permission {
  return { action: `dynamodb:${operation}`, resource: tableArn(resource) };
}

/** A table may be named by its ARN. */
function tableName(nameOrArn: string): string {
  return nameOrArn.split(":table/").at(-1) ?? nameOrArn;
}

function record(value: unknown): Input {
  return typeof value === "object" && value !== null ? (value as Input) : {};
}
