import type { TableSchema } from "../dynamodb/index.ts";

const string = (AttributeName: string) => ({ AttributeName, AttributeType: "S" as const });
const keys = (hash: string, range: string) => [
  { AttributeName: hash, KeyType: "HASH" as const },
  { AttributeName: range, KeyType: "RANGE" as const },
];
const index = (IndexName: string, hash: string, range: string, ProjectionType: "ALL" | "KEYS_ONLY") => ({
  ...{ IndexName, KeySchema: keys(hash, range), Projection: { ProjectionType } },
});

/** The tables of a stage, `members`, `keys`, `counters` and `ledger`, as the stacks make them (a test of the stacks compares). */
export const TABLES = [
  {
    TableName: "members",
    KeySchema: keys("pk", "sk"),
    AttributeDefinitions: ["pk", "sk", "saidAt", "openSince", "dueShard", "dueAt"].map(string),
    LocalSecondaryIndexes: [index("history", "pk", "saidAt", "ALL"), index("open", "pk", "openSince", "ALL")],
    GlobalSecondaryIndexes: [index("due", "dueShard", "dueAt", "KEYS_ONLY")],
  },
  {
    TableName: "keys",
    KeySchema: [{ AttributeName: "pk", KeyType: "HASH" as const }],
    AttributeDefinitions: [string("pk")],
  },
  {
    TableName: "counters",
    KeySchema: keys("pk", "sk"),
    AttributeDefinitions: ["pk", "sk"].map(string),
  },
  {
    TableName: "ledger",
    KeySchema: keys("pk", "sk"),
    AttributeDefinitions: ["pk", "sk"].map(string),
  },
] satisfies TableSchema[];
