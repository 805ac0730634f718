import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { type AttributeValue, DynamoDB } from "@aws-sdk/client-dynamodb";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { startTestStack, type TestStack } from "../test-stack.ts";
import type { TableDefinition } from "./tables.ts";

const keyArn = "arn:aws:kms:us-east-1:000000000000:key/1";
const tableArn = (name: string) => `arn:aws:dynamodb:us-east-1:000000000000:table/${name}`;

function membersTable(changes: Partial<TableDefinition> = {}): TableDefinition {
  const index = (IndexName: string, sortKey: string) => ({
    IndexName,
    KeySchema: [
      { AttributeName: "pk", KeyType: "HASH" as const },
      { AttributeName: sortKey, KeyType: "RANGE" as const },
    ],
    Projection: { ProjectionType: "ALL" as const },
  });
  return {
    TableName: "Members",
    AttributeDefinitions: ["pk", "sk", "saidAt", "openSince", "dueShard", "dueAt"].map((AttributeName) => ({
      AttributeName,
      AttributeType: "S",
    })),
    KeySchema: [
      { AttributeName: "pk", KeyType: "HASH" },
      { AttributeName: "sk", KeyType: "RANGE" },
    ],
    LocalSecondaryIndexes: [index("history", "saidAt"), index("open", "openSince")],
    GlobalSecondaryIndexes: [
      {
        IndexName: "due",
        KeySchema: [
          { AttributeName: "dueShard", KeyType: "HASH" },
          { AttributeName: "dueAt", KeyType: "RANGE" },
        ],
        Projection: { ProjectionType: "KEYS_ONLY" },
      },
    ],
    SSESpecification: { KMSMasterKeyId: keyArn },
    TimeToLiveSpecification: { AttributeName: "expiresAtSeconds", Enabled: true },
    ...changes,
  };
}

const item = (pk: string, sk: string, others: Record<string, string> = {}): Record<string, AttributeValue> =>
  Object.fromEntries(Object.entries({ pk, sk, ...others }).map(([name, S]) => [name, { S }]));

describe("the engine behind the access check", () => {
  let stack: TestStack;
  let dynamodb: DynamoDB;
  const TableName = "Members";

  beforeAll(async () => {
    stack = await startTestStack({ dynamodb: true });
    await stack.aws.dynamodb.createTable(membersTable());
    dynamodb = new DynamoDB(stack.client);
  });

  afterAll(async () => {
    dynamodb.destroy();
    await stack.aws.close();
  });

  test("a local index is read consistently, newest first", async () => {
    for (const [sk, saidAt] of [
      ["1", "b"],
      ["2", "c"],
      ["3", "a"],
    ] as const) {
      await dynamodb.putItem({ TableName, Item: item("history", sk, { saidAt }) });
    }
    const { Items } = await dynamodb.query({
      TableName,
      IndexName: "history",
      ConsistentRead: true,
      KeyConditionExpression: "pk = :pk",
      ExpressionAttributeValues: { ":pk": { S: "history" } },
      ScanIndexForward: false,
      Limit: 2,
    });

    expect(Items?.map(({ sk }) => sk?.S)).toEqual(["2", "1"]);
  });

  test("indexes are sparse: an item enters and leaves with the attribute", async () => {
    await dynamodb.putItem({ TableName, Item: item("sparse", "1", { dueShard: "0", dueAt: "a", openSince: "x" }) });
    await dynamodb.putItem({ TableName, Item: item("sparse", "2") });
    const due = {
      TableName,
      IndexName: "due",
      KeyConditionExpression: "dueShard = :s AND dueAt <= :t",
      ExpressionAttributeValues: { ":s": { S: "0" }, ":t": { S: "z" } },
    };
    const open = {
      TableName,
      IndexName: "open",
      ConsistentRead: true,
      KeyConditionExpression: "pk = :pk",
      ExpressionAttributeValues: { ":pk": { S: "sparse" } },
    };
    expect((await dynamodb.query(due)).Items).toEqual([item("sparse", "1", { dueShard: "0", dueAt: "a" })]);
    expect((await dynamodb.query(open)).Count).toBe(1);

    await dynamodb.updateItem({ TableName, Key: item("sparse", "1"), UpdateExpression: "REMOVE dueShard, openSince" });
    expect((await dynamodb.query(due)).Count).toBe(0);
    expect((await dynamodb.query(open)).Count).toBe(0);
  });

  test("a consistent read of a global index is refused", async () => {
    const query = {
      TableName,
      IndexName: "due",
      ConsistentRead: true,
      KeyConditionExpression: "dueShard = :s",
      ExpressionAttributeValues: { ":s": { S: "0" } },
    };

    await expect(dynamodb.query(query)).rejects.toMatchObject({ name: "ValidationException" });
  });

  test("a conditional update returns the new item, or the one in its way", async () => {
    await dynamodb.putItem({ TableName, Item: item("guarded", "1", { state: "READY" }) });
    const update = {
      TableName,
      Key: item("guarded", "1"),
      UpdateExpression: "SET #state = :sending ADD attempts :one",
      ConditionExpression: "#state = :ready",
      ExpressionAttributeNames: { "#state": "state" },
      ExpressionAttributeValues: { ":sending": { S: "SENDING" }, ":ready": { S: "READY" }, ":one": { N: "1" } },
      ReturnValues: "ALL_NEW",
      ReturnValuesOnConditionCheckFailure: "ALL_OLD",
    } as const;
    const expected = { ...item("guarded", "1", { state: "SENDING" }), attempts: { N: "1" } };

    expect((await dynamodb.updateItem(update)).Attributes).toEqual(expected);
    await expect(dynamodb.updateItem(update)).rejects.toMatchObject({
      name: "ConditionalCheckFailedException",
      Item: expected,
    });
  });

  test("a transaction is all or nothing, and says which element failed on what", async () => {
    await dynamodb.putItem({ TableName, Item: item("member", "lease", { holder: "a" }) });
    const transaction = (holder: string, sk: string) => ({
      TransactItems: [
        {
          ConditionCheck: {
            TableName,
            Key: item("member", "lease"),
            ConditionExpression: "holder = :holder",
            ExpressionAttributeValues: { ":holder": { S: holder } },
            ReturnValuesOnConditionCheckFailure: "ALL_OLD" as const,
          },
        },
        { Put: { TableName, Item: item("member", sk), ConditionExpression: "attribute_not_exists(pk)" } },
      ],
    });
    await dynamodb.transactWriteItems(transaction("a", "reply-1"));
    await expect(dynamodb.transactWriteItems(transaction("b", "reply-2"))).rejects.toMatchObject({
      name: "TransactionCanceledException",
      CancellationReasons: [
        { Code: "ConditionalCheckFailed", Item: item("member", "lease", { holder: "a" }) },
        { Code: "None" },
      ],
    });

    const RequestItems = {
      Members: { ConsistentRead: true, Keys: [item("member", "reply-1"), item("member", "reply-2")] },
    };
    const { Responses, UnprocessedKeys } = await dynamodb.batchGetItem({ RequestItems });
    expect(Responses).toEqual({ Members: [item("member", "reply-1")] });
    expect(UnprocessedKeys).toEqual({});
  });

  test("a transaction sent twice with its token happens once", async () => {
    const add = {
      TableName,
      Key: item("token", "1"),
      UpdateExpression: "ADD times :one",
      ExpressionAttributeValues: { ":one": { N: "1" } },
    };
    const transaction = { ClientRequestToken: "once", TransactItems: [{ Update: add }] };
    await dynamodb.transactWriteItems(transaction);
    await dynamodb.transactWriteItems(transaction);

    const { Item } = await dynamodb.getItem({ TableName, Key: item("token", "1"), ConsistentRead: true });
    expect(Item?.times).toEqual({ N: "1" });
  });

  test("of twenty writers of one new item one wins", async () => {
    const writes = Array.from({ length: 20 }, () =>
      dynamodb.transactWriteItems({
        TransactItems: [
          { Put: { TableName, Item: item("race", "1"), ConditionExpression: "attribute_not_exists(pk)" } },
        ],
      }),
    );
    const settled = await Promise.allSettled(writes);

    expect(settled.filter(({ status }) => status === "fulfilled")).toHaveLength(1);
  });

  test("bytes and large items pass unchanged; 400 KB is the limit", async () => {
    const B = new Uint8Array(300_000).map((_, index) => index % 256);
    await dynamodb.putItem({ TableName, Item: { ...item("bytes", "1"), sealed: { B } } });
    const { Item } = await dynamodb.getItem({ TableName, Key: item("bytes", "1"), ConsistentRead: true });
    expect(Buffer.from(Item?.sealed?.B ?? []).equals(Buffer.from(B))).toBe(true);

    const large = { TableName, Item: item("bytes", "2", { text: "x".repeat(410_000) }) };
    await expect(dynamodb.putItem(large)).rejects.toMatchObject({ name: "ValidationException" });
  });

  test("expired items stay until they are expired by the clock's owner; others stay altogether", async () => {
    const now = stack.clock.now();
    const expiring = (sk: string, atMs: number) => ({
      ...item("ttl", sk),
      expiresAtSeconds: { N: String(Math.floor(atMs / 1000)) },
    });
    await dynamodb.putItem({ TableName, Item: expiring("past", now - 10_000) });
    await dynamodb.putItem({ TableName, Item: expiring("future", now + 3_600_000) });
    await dynamodb.putItem({ TableName, Item: item("ttl", "text", { expiresAtSeconds: "1" }) });
    const remaining = async () => {
      const all = { TableName, KeyConditionExpression: "pk = :pk", ExpressionAttributeValues: { ":pk": { S: "ttl" } } };
      return (await dynamodb.query(all)).Items?.map(({ sk }) => sk?.S);
    };
    expect(await remaining()).toEqual(["future", "past", "text"]);

    expect(await stack.aws.dynamodb.expire(now)).toBe(1);
    expect(await remaining()).toEqual(["future", "text"]);
    expect(await stack.aws.dynamodb.expire(now + 3_700_000)).toBe(1);
    expect(await remaining()).toEqual(["text"]);
  });

  test("making a table again keeps it; other keys or indexes are refused", async () => {
    await dynamodb.putItem({ TableName, Item: item("kept", "1") });
    await stack.aws.dynamodb.createTable(membersTable());
    expect((await dynamodb.getItem({ TableName, Key: item("kept", "1") })).Item).toEqual(item("kept", "1"));

    const other = membersTable({ LocalSecondaryIndexes: undefined });
    await expect(stack.aws.dynamodb.createTable(other)).rejects.toThrow(/Members .* --fresh/);
  });

  describe("asks for", () => {
    const Key = item("a", "b");
    const check = { TableName, Key, ConditionExpression: "attribute_not_exists(pk)" };
    const byPk = { KeyConditionExpression: "pk = :pk", ExpressionAttributeValues: { ":pk": { S: "a" } } };
    const needsKey = `kms:Decrypt ${keyArn}`;
    const cases: [string, (client: DynamoDB) => Promise<unknown>, string[]][] = [
      [
        "GetItem",
        (client) => client.getItem({ TableName, Key }),
        [`dynamodb:GetItem ${tableArn("Members")}`, needsKey],
      ],
      [
        "an ARN as name",
        (client) => client.getItem({ TableName: tableArn("Members"), Key }),
        [`dynamodb:GetItem ${tableArn("Members")}`, needsKey],
      ],
      [
        "a Query of the table",
        (client) => client.query({ TableName, ...byPk }),
        [`dynamodb:Query ${tableArn("Members")}`, needsKey],
      ],
      [
        "a Query of an index",
        (client) => client.query({ TableName, IndexName: "open", ...byPk }),
        [`dynamodb:Query ${tableArn("Members/index/open")}`, needsKey],
      ],
      [
        "BatchGetItem of two tables",
        (client) =>
          client.batchGetItem({
            RequestItems: { Members: { Keys: [Key] }, MemberKeys: { Keys: [{ pk: { S: "a" } }] } },
          }),
        [`dynamodb:BatchGetItem ${tableArn("Members")}`, `dynamodb:BatchGetItem ${tableArn("MemberKeys")}`, needsKey],
      ],
      [
        "TransactWriteItems",
        (client) =>
          client.transactWriteItems({
            TransactItems: [
              { ConditionCheck: check },
              { Put: { TableName, Item: item("t", "1") } },
              {
                Update: {
                  TableName,
                  Key: item("t", "2"),
                  UpdateExpression: "SET a = :a",
                  ExpressionAttributeValues: { ":a": { S: "" } },
                },
              },
              { Delete: { TableName, Key: item("t", "3") } },
            ],
          }),
        [
          ...["ConditionCheckItem", "PutItem", "UpdateItem", "DeleteItem"].map(
            (action) => `dynamodb:${action} ${tableArn("Members")}`,
          ),
          needsKey,
        ],
      ],
      [
        "DescribeTable, without its key",
        (client) => client.describeTable({ TableName }),
        [`dynamodb:DescribeTable ${tableArn("Members")}`],
      ],
      ["ListTables", (client) => client.listTables({}), [`dynamodb:ListTables ${tableArn("*")}`]],
    ];
    test.each(cases)("%s", async (_name, call, expected) => {
      const before = stack.asked.length;
      await call(dynamodb).catch(() => {});

      expect(stack.asked.slice(before)).toEqual(expected);
    });

    test("nothing for PartiQL, which is not offered", async () => {
      await expect(dynamodb.executeStatement({ Statement: "SELECT * FROM Members" })).rejects.toThrow(/PartiQL/);
    });
  });

  // The last test of this stack: what it denies stays denied.
  test("a refusal is worded as on AWS and reaches no table", async () => {
    stack.deny("dynamodb:ConditionCheckItem");
    const Put = { TableName, Item: item("refused", "1") };
    const ConditionCheck = { TableName, Key: item("x", "y"), ConditionExpression: "attribute_not_exists(pk)" };
    const writing = dynamodb.transactWriteItems({ TransactItems: [{ Put }, { ConditionCheck }] });
    await expect(writing).rejects.toMatchObject({ name: "AccessDeniedException", $metadata: { httpStatusCode: 400 } });
    await expect(writing).rejects.toThrow(
      `is not authorized to perform: dynamodb:ConditionCheckItem on resource: ${tableArn("Members")}`,
    );
    expect((await dynamodb.getItem({ TableName, Key: item("refused", "1") })).Item).toBeUndefined();

    stack.deny("kms:Decrypt");
    await expect(dynamodb.getItem({ TableName, Key: item("a", "b") })).rejects.toThrow(
      /kms:Decrypt on resource: .*key\/1/,
    );
  });
});

test("tables and items outlive the engine when there is a directory", async () => {
  const dataDirectory = mkdtempSync(join(tmpdir(), "local-aws-"));
  try {
    const first = await startTestStack({ dynamodb: true, dataDirectory });
    await first.aws.dynamodb.createTable(membersTable());
    const writer = new DynamoDB(first.client);
    await writer.putItem({ TableName: "Members", Item: item("kept", "1") });
    writer.destroy();
    await first.aws.close();

    const second = await startTestStack({ dynamodb: true, dataDirectory });
    await second.aws.dynamodb.createTable(membersTable());
    const reader = new DynamoDB(second.client);
    const { Item } = await reader.getItem({ TableName: "Members", Key: item("kept", "1") });
    reader.destroy();
    await second.aws.close();
    expect(Item).toEqual(item("kept", "1"));
  } finally {
    rmSync(dataDirectory, { recursive: true });
  }
});
