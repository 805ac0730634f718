import {
  ProvisionedThroughputExceededException,
  TransactionCanceledException,
  TransactionConflictException,
} from "@aws-sdk/client-dynamodb";
import {
  BatchGetCommand,
  BatchWriteCommand,
  DeleteCommand,
  GetCommand,
  PutCommand,
  QueryCommand,
  ScanCommand,
  TransactWriteCommand,
  UpdateCommand,
} from "@aws-sdk/lib-dynamodb";
import { describe, expect, test } from "vitest";
import { TABLES } from "../tables/index.ts";
import { conflictOnItem, throttled, transactionConflict } from "./errors.ts";
import { createTableModel, type ItemChange, type TableModelSettings } from "./model.ts";
import type { TableSchema } from "./schema.ts";

const TableName = "members";
const FIVE_YEARS_SECONDS = 5 * 365 * 24 * 60 * 60;

function modelAt(settings: Partial<TableModelSettings> = {}) {
  const clock = { nowMs: Date.parse("2026-11-20T17:00:00.000Z") };
  const commits: (readonly ItemChange[])[] = [];
  const model = createTableModel({
    tables: TABLES,
    now: () => clock.nowMs,
    onCommit: (changes) => void commits.push(changes),
    ...settings,
  });
  const key = (sk: string) => ({ pk: "m_1", sk });
  return {
    ...model,
    clock,
    commits,
    key,
    put: (sk: string, more: Record<string, unknown> = {}) =>
      model.execute(new PutCommand({ TableName, Item: { ...key(sk), ...more } })),
    remove: (sk: string) => model.execute(new DeleteCommand({ TableName, Key: key(sk) })),
    due: () =>
      model
        .execute(
          new QueryCommand({
            TableName,
            IndexName: "due",
            KeyConditionExpression: "dueShard = :shard",
            ExpressionAttributeValues: { ":shard": "0" },
          }),
        )
        .Items?.map((item) => `${item.sk}@${item.dueAt}`),
  };
}

const due = (dueAt: string) => ({ dueShard: "0", dueAt });

describe("a global index that lags", () => {
  test("sees a write when its time has come, and the table and its local indexes at once", () => {
    const model = modelAt({ indexLagMs: () => 500 });
    model.put("a", { ...due("1"), openSince: "x" });
    const open = model.execute(
      new QueryCommand({
        TableName,
        IndexName: "open",
        KeyConditionExpression: "pk = :pk",
        ExpressionAttributeValues: { ":pk": "m_1" },
        ConsistentRead: true,
      }),
    );
    expect(open.Count).toBe(1);
    expect(model.due()).toEqual([]);
    model.clock.nowMs += 499;
    expect(model.due()).toEqual([]);
    model.clock.nowMs += 1;
    expect(model.due()).toEqual(["a@1"]);
  });

  test("shows an item as it was until then", () => {
    const lags = [0, 800];
    const model = modelAt({ indexLagMs: () => lags.shift() ?? 0 });
    model.put("a", due("1"));
    expect(model.due()).toEqual(["a@1"]);
    model.remove("a");
    model.clock.nowMs += 799;
    expect(model.due()).toEqual(["a@1"]);
    model.clock.nowMs += 1;
    expect(model.due()).toEqual([]);
  });

  test("sees the writes of one item in their order, those of others when they come", () => {
    const lags = [900, 100, 50, 200];
    const model = modelAt({ indexLagMs: () => lags.shift() ?? 0 });
    model.put("a", due("1"));
    model.remove("a");
    model.put("a", due("2"));
    model.put("b", due("3"));
    model.clock.nowMs += 200;
    expect(model.due()).toEqual(["b@3"]);
    model.clock.nowMs += 700;
    expect(model.due()).toEqual(["a@2", "b@3"]);
  });

  test("holds in the end what the table holds, whatever the lags were", () => {
    let seed = 7;
    const random = (below: number) => {
      seed = (seed * 48_271) % 2_147_483_647;
      return seed % below;
    };
    const model = modelAt({ indexLagMs: () => random(300) });
    for (let step = 0; step < 2_000; step++) {
      const sk = `item-${random(20)}`;
      if (random(3) === 0) model.remove(sk);
      else model.put(sk, random(4) === 0 ? {} : due(String(random(50)).padStart(2, "0")));
      model.clock.nowMs += random(40);
      if (random(10) === 0) model.due();
    }
    model.clock.nowMs += 300;
    const expected = [...model.items(TableName)]
      .filter((item) => item.dueAt !== undefined)
      .map((item) => `${item.sk}@${item.dueAt}`);
    expect(expected.length).toBeGreaterThan(3);
    expect(model.due()?.toSorted()).toEqual(expected.toSorted());
  });
});

describe("what was committed", () => {
  test("is told once for each write, with the item before and after", () => {
    const model = modelAt();
    model.put("a", { n: 1 });
    model.execute(
      new UpdateCommand({
        TableName,
        Key: model.key("a"),
        UpdateExpression: "ADD n :one",
        ExpressionAttributeValues: { ":one": 1 },
      }),
    );
    model.remove("a");
    const [key, table] = [model.key("a"), TableName];
    const [first, second] = [
      { ...key, n: 1 },
      { ...key, n: 2 },
    ];
    expect(model.commits).toEqual([
      [{ table, key, before: undefined, after: first }],
      [{ table, key, before: first, after: second }],
      [{ table, key, before: second, after: undefined }],
    ]);
  });

  test("of a transaction is told together, without what it only checked", () => {
    const model = modelAt();
    model.put("a");
    model.execute(
      new TransactWriteCommand({
        TransactItems: [
          { ConditionCheck: { TableName, Key: model.key("a"), ConditionExpression: "attribute_exists(pk)" } },
          { Put: { TableName, Item: model.key("b") } },
          { Delete: { TableName, Key: model.key("none") } },
          { Put: { TableName: "keys", Item: { pk: "m_1" } } },
        ],
      }),
    );
    expect(model.commits.at(-1)?.map(({ table, key }) => [table, key])).toEqual([
      [TableName, model.key("b")],
      ["keys", { pk: "m_1" }],
    ]);
  });

  test("of a batch is told item by item", () => {
    const model = modelAt();
    const members = ["a", "b"].map((sk) => ({ PutRequest: { Item: model.key(sk) } }));
    model.execute(new BatchWriteCommand({ RequestItems: { members } }));
    expect(model.commits).toHaveLength(2);
  });

  test("is nothing when a write was refused, or had nothing to delete", () => {
    const model = modelAt();
    model.put("a");
    const Put = { TableName, Item: model.key("a"), ConditionExpression: "attribute_not_exists(pk)" };
    expect(() => model.execute(new PutCommand(Put))).toThrow();
    expect(() =>
      model.execute(
        new TransactWriteCommand({ TransactItems: [{ Put: { TableName, Item: model.key("b") } }, { Put }] }),
      ),
    ).toThrow(TransactionCanceledException);
    model.remove("none");
    expect(model.commits).toHaveLength(1);
    expect([...model.items(TableName)]).toEqual([model.key("a")]);
    expect(model.item(TableName, model.key("b"))).toBeUndefined();
  });
});

describe("what has expired", () => {
  test("stays until it is made to go, and goes when its second is over", () => {
    const model = modelAt();
    const nowSeconds = model.clock.nowMs / 1_000;
    model.put("past", { ...due("1"), expiresAtSeconds: nowSeconds - 1 });
    model.put("now", { expiresAtSeconds: nowSeconds });
    model.put("text", { expiresAtSeconds: String(nowSeconds - 1) });
    model.put("long ago", { expiresAtSeconds: nowSeconds - FIVE_YEARS_SECONDS - 1 });
    model.put("never");
    expect(model.item(TableName, model.key("past"))).toBeDefined();
    expect(model.expire(model.clock.nowMs, "expiresAtSeconds")).toBe(1);
    expect([...model.items(TableName)].map(({ sk }) => sk)).toEqual(["long ago", "never", "now", "text"]);
    expect(model.due()).toEqual([]);
    expect(model.commits.at(-1)).toMatchObject([{ key: model.key("past"), after: undefined }]);
  });
});

describe("a command", () => {
  test("sent as a document gives its answer or its error as a promise", async () => {
    const { documents, key } = modelAt();
    await documents.send(new PutCommand({ TableName, Item: key("a") }));
    expect(await documents.send(new GetCommand({ TableName, Key: key("a") }))).toMatchObject({ Item: key("a") });
    await expect(documents.send(new GetCommand({ TableName: "none", Key: key("a") }))).rejects.toThrow(
      "Requested resource not found",
    );
  });

  test("of a batch of reads gives the items in another order than they were asked for", () => {
    const model = modelAt();
    for (const sk of ["a", "b"]) model.put(sk);
    const members = { Keys: [model.key("a"), model.key("b")] };
    const { Responses } = model.execute(new BatchGetCommand({ RequestItems: { members } }));
    expect(Responses?.members).toEqual([model.key("b"), model.key("a")]);
  });

  test("means what its names say, also with the text of an earlier one", () => {
    const model = modelAt();
    model.put("a", { left: 1, right: 2 });
    const read = (name: string) =>
      model.execute(
        new GetCommand({
          TableName,
          Key: model.key("a"),
          ProjectionExpression: "#it",
          ExpressionAttributeNames: { "#it": name },
        }),
      ).Item;
    expect([read("left"), read("right"), read("left")]).toEqual([{ left: 1 }, { right: 2 }, { left: 1 }]);
  });

  test("finds no attribute in an item that only every object has", () => {
    const model = modelAt();
    model.put("a");
    const remove = new DeleteCommand({
      TableName,
      Key: model.key("a"),
      ConditionExpression: "attribute_exists(#it)",
      ExpressionAttributeNames: { "#it": "constructor" },
    });
    expect(() => model.execute(remove)).toThrow("The conditional request failed");
  });

  test.each([
    ["an instance of a class", new Date(0)],
    ["a number that is none", Number.NaN],
    ["a number that is not exact", 2 ** 60],
    ["an empty set", new Set()],
    ["a set of two types", new Set([1, "a"])],
    ["a symbol", Symbol("a")],
  ])("with %s fails as in the client, before it is a request", (_name, value) => {
    const error = (() => {
      try {
        modelAt().put("a", { value });
        return undefined;
      } catch (caught) {
        return caught as Error;
      }
    })();
    expect(error?.name).toBe("Error");
  });

  test("with a token is made again when ten minutes are over", () => {
    const model = modelAt();
    const add = new TransactWriteCommand({
      ClientRequestToken: "once",
      TransactItems: [
        {
          Update: {
            TableName,
            Key: model.key("a"),
            UpdateExpression: "ADD n :one",
            ExpressionAttributeValues: { ":one": 1 },
          },
        },
      ],
    });
    model.execute(add);
    model.clock.nowMs += 10 * 60_000 - 1;
    model.execute(add);
    expect(model.item(TableName, model.key("a"))?.n).toBe(1);
    model.clock.nowMs += 1;
    model.execute(add);
    expect(model.item(TableName, model.key("a"))?.n).toBe(2);
  });

  test("that the model does not have is an error and no answer", () => {
    expect(() => modelAt().execute(new ScanCommand({ TableName, Segment: 0, TotalSegments: 2 }))).toThrow(
      "the model has no parallel scan",
    );
  });
});

describe("other tables", () => {
  const readings: TableSchema = {
    TableName: "readings",
    KeySchema: [
      { AttributeName: "device", KeyType: "HASH" },
      { AttributeName: "takenAt", KeyType: "RANGE" },
    ],
    AttributeDefinitions: [
      { AttributeName: "device", AttributeType: "B" },
      { AttributeName: "takenAt", AttributeType: "N" },
      { AttributeName: "level", AttributeType: "N" },
    ],
    LocalSecondaryIndexes: [
      {
        IndexName: "levels",
        KeySchema: [
          { AttributeName: "device", KeyType: "HASH" },
          { AttributeName: "level", KeyType: "RANGE" },
        ],
        Projection: { ProjectionType: "INCLUDE", NonKeyAttributes: ["unit"] },
      },
    ],
  };
  const device = new Uint8Array([0, 255]);

  function withReadings() {
    const model = createTableModel({ tables: [readings], now: () => 0 });
    for (const at of [10, 9, 100, -1]) {
      const Item = { device, takenAt: at, level: -at, unit: "K", note: `at ${at}` };
      model.execute(new PutCommand({ TableName: "readings", Item }));
    }
    return model;
  }

  test("have keys of bytes and of numbers, ordered as numbers", () => {
    const { Items } = withReadings().execute(
      new QueryCommand({
        TableName: "readings",
        KeyConditionExpression: "device = :device AND takenAt BETWEEN :from AND :to",
        ExpressionAttributeValues: { ":device": new Uint8Array([0, 255]), ":from": -1, ":to": 10 },
      }),
    );
    expect(Items?.map((item) => item.takenAt)).toEqual([-1, 9, 10]);
  });

  test("have local indexes of some attributes, which fetch the others where they are asked for", () => {
    const query = (ProjectionExpression: string | undefined) =>
      withReadings().execute(
        new QueryCommand({
          TableName: "readings",
          IndexName: "levels",
          KeyConditionExpression: "device = :device",
          ExpressionAttributeValues: { ":device": device },
          ProjectionExpression,
          Limit: 1,
        }),
      ).Items;
    expect(query(undefined)).toEqual([{ device, takenAt: 100, level: -100, unit: "K" }]);
    expect(query("note")).toEqual([{ note: "at 100" }]);
  });
});

describe("the errors that a simulation throws", () => {
  test("are the SDK's", () => {
    expect(throttled()).toBeInstanceOf(ProvisionedThroughputExceededException);
    expect(conflictOnItem()).toBeInstanceOf(TransactionConflictException);
    const conflict = transactionConflict(3, 1);
    expect(conflict).toBeInstanceOf(TransactionCanceledException);
    expect(conflict.CancellationReasons?.map(({ Code }) => Code)).toEqual(["None", "TransactionConflict", "None"]);
  });
});
