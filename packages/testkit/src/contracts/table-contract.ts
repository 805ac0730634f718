import {
  ConditionalCheckFailedException,
  IdempotentParameterMismatchException,
  ResourceNotFoundException,
  TransactionCanceledException,
} from "@aws-sdk/client-dynamodb";
import {
  BatchGetCommand,
  BatchWriteCommand,
  DeleteCommand,
  type DeleteCommandInput,
  type DynamoDBDocumentClient,
  GetCommand,
  type GetCommandInput,
  PutCommand,
  type PutCommandInput,
  QueryCommand,
  type QueryCommandInput,
  ScanCommand,
  TransactGetCommand,
  TransactWriteCommand,
  type TransactWriteCommandInput,
  UpdateCommand,
  type UpdateCommandInput,
} from "@aws-sdk/lib-dynamodb";
import { unmarshall } from "@aws-sdk/util-dynamodb";
import { beforeAll, describe, expect } from "vitest";
import { caseRunner, type KnownDeviations } from "./case-runner.ts";

export interface TablesUnderTest {
  /** A client with `removeUndefinedValues`, of a server that has the tables of a stage (`TABLES`). */
  readonly documents: Pick<DynamoDBDocumentClient, "send">;
}

const TableName = "members";

type Key = { readonly pk: string; readonly sk: string };
type TransactItems = NonNullable<TransactWriteCommandInput["TransactItems"]>;

/** Tables live longer than a run: each run, and each test in it, has partitions of its own. */
const run = Math.random().toString(36).slice(2);
let last = 0;

function newPartition(): string {
  last += 1;
  return `contract-${run}-${last}`;
}

/**
 * What our stores rely on in DynamoDB, as AWS documents it; runs on the model and on real servers, so that what a
 * simulation proves with the one holds for the others. It shares no item with anybody, and leaves its own behind.
 */
export function tableContract(create: () => Promise<TablesUnderTest>, deviations: KnownDeviations = {}): void {
  const check = caseRunner(deviations);

  let documents: TablesUnderTest["documents"];

  beforeAll(async () => {
    documents = (await create()).documents;
  });

  const put = (Item: Record<string, unknown>, more: Partial<PutCommandInput> = {}) =>
    documents.send(new PutCommand({ TableName, Item, ...more }));
  const update = (Key: Key, more: Partial<UpdateCommandInput>) =>
    documents.send(new UpdateCommand({ TableName, Key, ...more }));
  const remove = (Key: Key, more: Partial<DeleteCommandInput> = {}) =>
    documents.send(new DeleteCommand({ TableName, Key, ...more }));
  const get = async (Key: Record<string, unknown>, more: Partial<GetCommandInput> = {}) =>
    (await documents.send(new GetCommand({ TableName, Key, ConsistentRead: true, ...more }))).Item;
  const query = (more: Partial<QueryCommandInput>) => documents.send(new QueryCommand({ TableName, ...more }));
  const transact = (TransactItems: TransactItems, ClientRequestToken?: string) =>
    documents.send(new TransactWriteCommand({ TransactItems, ClientRequestToken }));

  /** A new item of its own partition. */
  async function stored<Attributes extends Record<string, unknown>>(attributes: Attributes): Promise<Key> {
    const key = { pk: newPartition(), sk: "item" };
    await put({ ...key, ...attributes });
    return key;
  }

  /** A new partition with an item for each sort key. */
  async function partitionOf(items: readonly Record<string, unknown>[]): Promise<string> {
    const pk = newPartition();
    for (const item of items) await put({ pk, ...item });
    return pk;
  }

  const whole = (pk: string): Partial<QueryCommandInput> => ({
    KeyConditionExpression: "pk = :pk",
    ExpressionAttributeValues: { ":pk": pk },
    ConsistentRead: true,
  });

  const sortKeys = async (input: Partial<QueryCommandInput>) => (await query(input)).Items?.map((item) => item.sk);

  const due = (shard: string, more: Partial<QueryCommandInput> = {}): Partial<QueryCommandInput> => ({
    IndexName: "due",
    KeyConditionExpression: "dueShard = :shard",
    ExpressionAttributeValues: { ":shard": shard },
    ...more,
  });

  /** The sort keys of all pages, and how many pages there were. */
  async function paged(input: Partial<QueryCommandInput>) {
    const found: unknown[] = [];
    let pages = 0;
    let ExclusiveStartKey: Record<string, unknown> | undefined;
    do {
      const page = await query({ ...input, ExclusiveStartKey });
      found.push(...(page.Items ?? []).map((item) => item.sk));
      ExclusiveStartKey = page.LastEvaluatedKey;
      pages += 1;
    } while (ExclusiveStartKey);
    return { found, pages };
  }

  /** The name of the error that a request is refused with. */
  const refusal = (request: Promise<unknown>): Promise<string> =>
    request.then(
      () => "accepted",
      (error: Error) => error.name,
    );

  async function failureOf(request: Promise<unknown>): Promise<unknown> {
    try {
      await request;
    } catch (error) {
      return error;
    }
    throw new Error("the request was accepted");
  }

  async function reasonsOf(request: Promise<unknown>) {
    const error = await failureOf(request);
    if (!(error instanceof TransactionCanceledException)) throw error;
    return (error.CancellationReasons ?? []).map(({ Code, Item }) => ({
      Code,
      ...(Item && { Item: unmarshall(Item) }),
    }));
  }

  const putOf = (item: Record<string, unknown>, more: Partial<PutCommandInput> = {}) => ({
    Put: { TableName, Item: item, ...more } as NonNullable<TransactItems[number]["Put"]>,
  });

  const IF_NEW = { ConditionExpression: "attribute_not_exists(pk)" };
  const SHOWN = { ReturnValuesOnConditionCheckFailure: "ALL_OLD" as const };

  describe("items", () => {
    const everything = {
      text: "häßlich 😀",
      empty: "",
      whole: 42,
      negative: -0.5,
      yes: true,
      no: false,
      nothing: null,
      list: [1, "two", [3], { four: 4 }],
      map: { inner: { deep: "x" }, empty: {} },
      texts: new Set(["a", "b"]),
      numbers: new Set([1, 2.5]),
      bytes: new Uint8Array([0, 127, 128, 255]),
      noBytes: new Uint8Array(),
    };

    check("every type of value comes back as it was", async () => {
      const key = await stored(everything);
      expect(await get(key)).toEqual({ ...key, ...everything });
    });

    check("sets of bytes hold each value once", async () => {
      const key = await stored({ bytes: new Set([new Uint8Array([1]), new Uint8Array([2])]) });
      const kept = (await get(key))?.bytes as Set<Uint8Array>;
      expect([...kept].map((bytes) => bytes[0]).sort()).toEqual([1, 2]);
    });

    check("a whole number beyond what a double holds is kept to the last digit", async () => {
      const key = await stored({ large: 12_345_678_901_234_567_890n });
      expect((await get(key))?.large).toBe(12_345_678_901_234_567_890n);
    });

    check("what is not there is no item, and no error", async () => {
      expect(await get({ pk: newPartition(), sk: "item" })).toBeUndefined();
    });

    check("a put replaces the whole item", async () => {
      const key = await stored({ before: 1, both: 1 });
      await put({ ...key, both: 2 });
      expect(await get(key)).toEqual({ ...key, both: 2 });
    });

    check("what is undefined is left out, at every depth", async () => {
      const key = await stored({ gone: undefined, map: { gone: undefined, kept: 1 }, list: [1, undefined, 2] });
      const item = await get(key);
      expect(Object.keys(item ?? {}).sort()).toEqual(["list", "map", "pk", "sk"]);
      expect(item).toMatchObject({ map: { kept: 1 }, list: [1, 2] });
    });

    check("an item that was given or got can be changed without changing the table", async () => {
      const given = { list: [1], map: { inner: { a: 1 } }, bytes: new Uint8Array([1]), set: new Set(["a"]) };
      const key = await stored(given);
      const expected = structuredClone({ ...key, ...given });
      for (const item of [given, ((await get(key)) ?? {}) as typeof given]) {
        item.list.push(2);
        item.map.inner.a = 2;
        item.bytes[0] = 2;
        item.set.add("b");
      }
      expect(await get(key)).toEqual(expected);
    });

    check("a table without sort key is read by its partition key", async () => {
      const item = { pk: newPartition(), wrapped: new Uint8Array([1, 2]) };
      await put(item, { TableName: "keys" });
      expect(await get({ pk: item.pk }, { TableName: "keys" })).toEqual(item);
    });

    check("a projection shows what it names, in the item's own shape", async () => {
      const key = await stored({ a: 1, b: 2, map: { x: 1, y: 2 }, list: ["zero", "one", "two"] });
      const item = await get(key, {
        ProjectionExpression: "a, #map.x, #list[2], #list[0], absent, #map.z",
        ExpressionAttributeNames: { "#map": "map", "#list": "list" },
      });
      expect(item).toEqual({ a: 1, map: { x: 1 }, list: ["zero", "two"] });
    });

    check("a deleted item is gone, and deleting it again is no error", async () => {
      const key = await stored({ a: 1 });
      expect((await remove(key, { ReturnValues: "ALL_OLD" })).Attributes).toEqual({ ...key, a: 1 });
      expect((await remove(key, { ReturnValues: "ALL_OLD" })).Attributes).toBeUndefined();
      expect(await get(key)).toBeUndefined();
    });

    check("a put shows what it replaced when it is asked to", async () => {
      const key = await stored({ a: 1 });
      expect((await put({ ...key, a: 2 })).Attributes).toBeUndefined();
      expect((await put({ ...key, a: 3 }, { ReturnValues: "ALL_OLD" })).Attributes).toEqual({ ...key, a: 2 });
    });
  });

  describe("a condition", () => {
    const item = {
      title: "middle",
      ten: 10,
      nine: 9,
      yes: true,
      nothing: null,
      bytes: new Uint8Array([1, 200, 3]),
      tags: new Set(["a", "b"]),
      words: ["x", { y: 1 }],
      inner: { deep: { leaf: "found" } },
      last: "😀",
      highest: "\uffee",
    };
    let key: Key;

    beforeAll(async () => {
      key = await stored(item);
    });

    const holds = async (ConditionExpression: string, placeholders: Record<string, unknown>) => {
      const entries = Object.entries(placeholders);
      const values = entries.filter(([name]) => name.startsWith(":"));
      const names = entries.filter(([name]) => name.startsWith("#"));
      const element = {
        TableName,
        Key: key,
        ConditionExpression,
        ...(values.length > 0 && { ExpressionAttributeValues: Object.fromEntries(values) }),
        ...(names.length > 0 && { ExpressionAttributeNames: Object.fromEntries(names) as Record<string, string> }),
      };
      const outcome = await refusal(transact([{ ConditionCheck: element }]));
      return { accepted: true, TransactionCanceledException: false }[outcome] ?? outcome;
    };

    const conditions: readonly (readonly [boolean, string, Record<string, unknown>])[] = [
      [true, "ten = :v", { ":v": 10 }],
      [false, "ten = :v", { ":v": "10" }],
      [true, "ten <> :v", { ":v": "10" }],
      [true, "ten > nine", {}],
      [true, "ten >= :v", { ":v": 9.99 }],
      [false, "ten < :v", { ":v": 9 }],
      [true, "nine <= :v", { ":v": 9 }],
      [false, "ten > :v", { ":v": "0" }],
      [true, "title < :v", { ":v": "middlf" }],
      [true, "title > :v", { ":v": "Zebra" }],
      [true, "title > :empty", { ":empty": "" }],
      [true, "#last > highest", { "#last": "last" }],
      [true, "bytes > :v", { ":v": new Uint8Array([1, 127, 255]) }],
      [true, "bytes = :v", { ":v": new Uint8Array([1, 200, 3]) }],
      [true, "tags = :v", { ":v": new Set(["b", "a"]) }],
      [true, "words = :v", { ":v": ["x", { y: 1 }] }],
      [false, "words = :v", { ":v": [{ y: 1 }, "x"] }],
      [true, "#inner = :v", { "#inner": "inner", ":v": { deep: { leaf: "found" } } }],
      [true, "yes = :v", { ":v": true }],
      [true, "nothing = :v", { ":v": null }],
      [false, "absent = :v", { ":v": 1 }],
      [true, "absent <> :v", { ":v": 1 }],
      [false, "absent < :v", { ":v": 1 }],
      [false, "NOT absent <> :v", { ":v": 1 }],
      [true, "ten BETWEEN :a AND :b", { ":a": 10, ":b": 11 }],
      [false, "ten BETWEEN :a AND :b", { ":a": 11, ":b": 12 }],
      [true, ":v BETWEEN nine AND ten", { ":v": 9.5 }],
      [true, "title IN (:a, :b)", { ":a": "other", ":b": "middle" }],
      [false, "title IN (:a)", { ":a": "other" }],
      [false, "absent IN (:a)", { ":a": "other" }],
      [true, "attribute_exists(pk)", {}],
      [true, "attribute_exists(nothing)", {}],
      [false, "attribute_exists(absent)", {}],
      [true, "attribute_exists(#inner.deep.leaf)", { "#inner": "inner" }],
      [true, "attribute_not_exists(#inner.deep.another)", { "#inner": "inner" }],
      [true, "attribute_not_exists(words[2])", {}],
      [true, "words[1].y = :v", { ":v": 1 }],
      [true, "attribute_type(tags, :v)", { ":v": "SS" }],
      [true, "attribute_type(nothing, :v)", { ":v": "NULL" }],
      [false, "attribute_type(ten, :v)", { ":v": "S" }],
      [true, "begins_with(title, :v)", { ":v": "mid" }],
      [false, "begins_with(title, :v)", { ":v": "iddle" }],
      [true, "begins_with(bytes, :v)", { ":v": new Uint8Array([1, 200]) }],
      [false, "begins_with(ten, :v)", { ":v": "1" }],
      [true, "contains(title, :v)", { ":v": "iddl" }],
      [true, "contains(tags, :v)", { ":v": "a" }],
      [false, "contains(tags, :v)", { ":v": "aa" }],
      [true, "contains(words, :v)", { ":v": { y: 1 } }],
      [false, "contains(absent, :v)", { ":v": "a" }],
      [true, "size(title) = :v", { ":v": 6 }],
      [true, "size(bytes) > :v", { ":v": 2 }],
      [true, "size(tags) = size(words)", {}],
      [false, "size(absent) < :v", { ":v": 100 }],
      [true, "nine = :n OR nine = :x AND ten = :x", { ":n": 9, ":x": 0 }],
      [false, "(nine = :n OR nine = :x) AND ten = :x", { ":n": 9, ":x": 0 }],
      [true, "NOT nine = :x AND ten <> :x", { ":x": 0 }],
      [false, "NOT (nine = :x OR ten <> :x)", { ":x": 0 }],
      [true, "ten = :v and not nine = :v or nine = :v", { ":v": 10 }],
    ];
    for (const [expected, expression, placeholders] of conditions) {
      check(`is ${expected}: ${expression}`, async () => {
        expect(await holds(expression, placeholders)).toBe(expected);
      });
    }
  });

  describe("a condition that fails", () => {
    const BROKEN = { ConditionExpression: "a = :wrong", ExpressionAttributeValues: { ":wrong": "wrong" } };

    check("leaves everything as it was", async () => {
      const key = await stored({ a: 1 });
      const more = { ...BROKEN, UpdateExpression: "SET b = :wrong" };
      expect(await refusal(put({ ...key, a: 2 }, BROKEN))).toBe("ConditionalCheckFailedException");
      expect(await refusal(update(key, more))).toBe("ConditionalCheckFailedException");
      expect(await refusal(remove(key, BROKEN))).toBe("ConditionalCheckFailedException");
      expect(await get(key)).toEqual({ ...key, a: 1 });
    });

    check("is an exception of the SDK's class, without the item", async () => {
      const key = await stored({ a: 1 });
      const error = await failureOf(put(key, IF_NEW));
      expect(error).toBeInstanceOf(ConditionalCheckFailedException);
      expect((error as ConditionalCheckFailedException).Item).toBeUndefined();
    });

    const writes: readonly (readonly [string, (key: Key) => Promise<unknown>])[] = [
      ["put", (key) => put(key, { ...IF_NEW, ...SHOWN })],
      ["update", (key) => update(key, { ...BROKEN, ...SHOWN, UpdateExpression: "REMOVE a" })],
      ["delete", (key) => remove(key, { ...BROKEN, ...SHOWN })],
    ];
    for (const [name, write] of writes) {
      check(`shows the item as it is, marshalled, where the ${name} asked for it`, async () => {
        const key = await stored({ a: 1, bytes: new Uint8Array([1, 2]) });
        const { Item } = (await failureOf(write(key))) as ConditionalCheckFailedException;
        expect(Item).toMatchObject({ pk: { S: key.pk }, a: { N: "1" } });
        expect(unmarshall(Item ?? {})).toEqual({ ...key, a: 1, bytes: new Uint8Array([1, 2]) });
      });
    }

    check("shows nothing where no item is", async () => {
      const error = await failureOf(update({ pk: newPartition(), sk: "item" }, { ...BROKEN, ...SHOWN }));
      expect(error).toBeInstanceOf(ConditionalCheckFailedException);
      expect((error as ConditionalCheckFailedException).Item).toBeUndefined();
    });

    check("looks at no item as at one without attributes", async () => {
      const key = { pk: newPartition(), sk: "item" };
      expect(await refusal(remove(key, { ConditionExpression: "attribute_exists(pk)" }))).toBe(
        "ConditionalCheckFailedException",
      );
      expect(await refusal(put(key, IF_NEW))).toBe("accepted");
      expect(await refusal(put(key, IF_NEW))).toBe("ConditionalCheckFailedException");
    });

    check("of many writers of one new item lets one win", async () => {
      const key = { pk: newPartition(), sk: "item" };
      const writers = Array.from({ length: 10 }, (_, writer) => refusal(put({ ...key, writer }, IF_NEW)));
      const outcomes = await Promise.all(writers);
      expect(outcomes.filter((outcome) => outcome === "accepted")).toHaveLength(1);
    });
  });

  describe("an update", () => {
    check("makes the item where there is none", async () => {
      const key = { pk: newPartition(), sk: "item" };
      await update(key, { UpdateExpression: "SET a = :a", ExpressionAttributeValues: { ":a": 1 } });
      expect(await get(key)).toEqual({ ...key, a: 1 });
    });

    check("without an expression makes an item of its key alone", async () => {
      const key = { pk: newPartition(), sk: "item" };
      await update(key, {});
      expect(await get(key)).toEqual(key);
    });

    check("sets, removes, adds and deletes in one", async () => {
      const key = await stored({ a: 1, gone: 1, count1: 5, tags: new Set(["x", "y"]), other: "kept" });
      await update(key, {
        UpdateExpression: "SET a = :two REMOVE gone, absent ADD count1 :two, fresh :two DELETE tags :x",
        ExpressionAttributeValues: { ":two": 2, ":x": new Set(["x", "z"]) },
      });
      expect(await get(key)).toEqual({ ...key, a: 2, count1: 7, fresh: 2, tags: new Set(["y"]), other: "kept" });
    });

    check("works its right sides out on the item as it was", async () => {
      const key = await stored({ a: "a", b: "b", n: 1 });
      await update(key, {
        UpdateExpression: "SET a = b, b = a, m = n, n = n + :one",
        ExpressionAttributeValues: { ":one": 1 },
      });
      expect(await get(key)).toEqual({ ...key, a: "b", b: "a", m: 1, n: 2 });
    });

    check("knows what to do where nothing is yet", async () => {
      const key = await stored({ a: 1 });
      const more = {
        UpdateExpression:
          "SET a = if_not_exists(a, :new), b = if_not_exists(b, :new), n = if_not_exists(n, :zero) + :two",
        ExpressionAttributeValues: { ":new": "new", ":zero": 0, ":two": 2 },
      };
      await update(key, more);
      await update(key, more);
      expect(await get(key)).toEqual({ ...key, a: 1, b: "new", n: 4 });
    });

    check("puts lists together at either end", async () => {
      const key = await stored({ words: ["b"] });
      await update(key, {
        UpdateExpression: "SET words = list_append(words, :c), more = list_append(:c, if_not_exists(more, :none))",
        ExpressionAttributeValues: { ":c": ["c"], ":none": [] },
      });
      expect(await get(key)).toEqual({ ...key, words: ["b", "c"], more: ["c"] });
    });

    check("counts exactly, in decimals and below zero", async () => {
      const key = await stored({ n: 0.1 });
      const more = { UpdateExpression: "ADD n :v SET m = :v - :one" };
      await update(key, { ...more, ExpressionAttributeValues: { ":v": 0.2, ":one": 1 } });
      expect(await get(key)).toEqual({ ...key, n: 0.3, m: -0.8 });
    });

    check("counts a version up under a condition, once for each version", async () => {
      const key = await stored({ version: 1 });
      const more = {
        UpdateExpression: "ADD version :one",
        ConditionExpression: "version = :seen",
        ExpressionAttributeValues: { ":one": 1, ":seen": 1 },
        ReturnValues: "ALL_NEW" as const,
      };
      expect((await update(key, more)).Attributes).toEqual({ ...key, version: 2 });
      expect(await refusal(update(key, more))).toBe("ConditionalCheckFailedException");
    });

    check("adds to a set what is not in it, and takes an empty one away", async () => {
      const key = await stored({ tags: new Set(["a"]), numbers: new Set([1]) });
      await update(key, {
        UpdateExpression: "ADD tags :tags, fresh :tags DELETE numbers :numbers, absent :numbers",
        ExpressionAttributeValues: { ":tags": new Set(["a", "b"]), ":numbers": new Set([1]) },
      });
      const tags = new Set(["a", "b"]);
      expect(await get(key)).toEqual({ ...key, tags, fresh: tags });
    });

    check("reaches into maps and lists and leaves the rest", async () => {
      const key = await stored({ tree: { left: { a: 1 }, right: 2 }, words: ["a", "b", "c"] });
      await update(key, {
        UpdateExpression: "SET tree.#left.b = :v, words[1] = :v REMOVE words[0], tree.#right",
        ExpressionAttributeNames: { "#left": "left", "#right": "right" },
        ExpressionAttributeValues: { ":v": "new" },
      });
      expect(await get(key)).toEqual({ ...key, tree: { left: { a: 1, b: "new" } }, words: ["new", "c"] });
    });

    check("puts what is set behind the end of a list at its end", async () => {
      const key = await stored({ words: ["a", "b"] });
      await update(key, { UpdateExpression: "SET words[9] = :v", ExpressionAttributeValues: { ":v": "c" } });
      expect(await get(key)).toEqual({ ...key, words: ["a", "b", "c"] });
    });

    check("removes several places of a list by where they were before", async () => {
      const key = await stored({ words: ["a", "b", "c", "d"] });
      await update(key, { UpdateExpression: "REMOVE words[1], words[2]" });
      expect(await get(key)).toEqual({ ...key, words: ["a", "d"] });
    });

    check("calculates in parentheses", async () => {
      const key = await stored({ n: 10 });
      await update(key, { UpdateExpression: "SET n = (n - :v)", ExpressionAttributeValues: { ":v": 3 } });
      expect(await get(key)).toEqual({ ...key, n: 7 });
    });

    check("drops a placeholder that is undefined", async () => {
      const key = await stored({ a: 1 });
      const values = { ":a": 2, ":unused": undefined };
      await update(key, { UpdateExpression: "SET a = :a", ExpressionAttributeValues: values });
      expect(await get(key)).toEqual({ ...key, a: 2 });
    });

    const shown = [
      ["NONE", undefined],
      ["ALL_OLD", { a: 1, b: 1, tree: { x: 1, y: 1 } }],
      ["ALL_NEW", { a: 2, tree: { x: 2, y: 1 }, c: 2 }],
      ["UPDATED_OLD", { a: 1, b: 1, tree: { x: 1 } }],
      ["UPDATED_NEW", { a: 2, tree: { x: 2 }, c: 2 }],
    ] as const;
    for (const [ReturnValues, expected] of shown) {
      check(`that is asked for ${ReturnValues}`, async () => {
        const key = await stored({ a: 1, b: 1, tree: { x: 1, y: 1 } });
        const { Attributes } = await update(key, {
          UpdateExpression: "SET a = :two, tree.x = :two, c = :two REMOVE b",
          ExpressionAttributeValues: { ":two": 2 },
          ReturnValues,
        });
        const isWhole = ReturnValues.startsWith("ALL");
        expect(Attributes).toEqual(isWhole ? { ...key, ...expected } : expected);
      });
    }

    check("shows nothing of before when it made the item", async () => {
      const more = { UpdateExpression: "SET a = :a", ExpressionAttributeValues: { ":a": 1 } };
      const write = (ReturnValues: "ALL_OLD" | "UPDATED_OLD") =>
        update({ pk: newPartition(), sk: "item" }, { ...more, ReturnValues });
      expect((await write("ALL_OLD")).Attributes).toBeUndefined();
      expect((await write("UPDATED_OLD")).Attributes).toBeUndefined();
    });

    const unsuitable: readonly (readonly [string, string, Record<string, unknown>])[] = [
      ["copies what is not there", "SET b = absent", {}],
      ["counts up what is not there", "SET b = absent + :v", { ":v": 1 }],
      ["counts up what is no number", "SET words = words + :v", { ":v": 1 }],
      ["adds a number to a list", "ADD words :v", { ":v": 1 }],
      ["adds texts to numbers", "ADD numbers :v", { ":v": new Set(["a"]) }],
      ["appends to what is no list", "SET a = list_append(a, :v)", { ":v": [1] }],
      ["sets a place below nothing", "SET absent.b = :v", { ":v": 1 }],
      ["sets a name in a list", "SET words.b = :v", { ":v": 1 }],
      ["sets a position in a text", "SET a[0] = :v", { ":v": 1 }],
    ];
    for (const [name, UpdateExpression, values] of unsuitable) {
      check(`that ${name} is refused and changes nothing`, async () => {
        const attributes = { a: "a", words: ["a"], numbers: new Set([1]) };
        const key = await stored(attributes);
        const ExpressionAttributeValues = Object.keys(values).length > 0 ? values : undefined;
        expect(await refusal(update(key, { UpdateExpression, ExpressionAttributeValues }))).toBe("ValidationException");
        expect(await get(key)).toEqual({ ...key, ...attributes });
      });
    }
  });

  describe("a request is refused", () => {
    const key = { pk: "contract", sk: "never written" };
    const A = { ExpressionAttributeValues: { ":a": 1 } };
    const SET_A = { UpdateExpression: "SET a = :a", ...A };
    const large = "x".repeat(400 * 1_024);
    const candidates = Array.from({ length: 101 }, (_, at) => `:v${at}`);

    const requests: readonly (readonly [string, () => Promise<unknown>])[] = [
      ["a value that no expression uses", () => put(key, { ...IF_NEW, ...A })],
      ["a value without any expression", () => put(key, A)],
      ["a name that no expression uses", () => put(key, { ...IF_NEW, ExpressionAttributeNames: { "#a": "a" } })],
      ["a placeholder without a value", () => put(key, { ConditionExpression: "a = :a" })],
      ["one placeholder of two without a value", () => put(key, { ConditionExpression: "a = :a OR b = :b", ...A })],
      ["a placeholder without a name", () => put(key, { ConditionExpression: "attribute_exists(#a)" })],
      [
        "values of which none is defined",
        () => put(key, { ...IF_NEW, ExpressionAttributeValues: { ":a": undefined } }),
      ],
      ["a reserved word as a name", () => update(key, { ...SET_A, UpdateExpression: "SET state = :a" })],
      ["a reserved word in capitals", () => put(key, { ConditionExpression: "attribute_exists(STATUS)" })],
      ["an expression without content", () => put(key, { ConditionExpression: "" })],
      ["an expression that ends too early", () => put(key, { ConditionExpression: "a = " })],
      ["an expression that goes on", () => put(key, { ConditionExpression: "a = :a b", ...A })],
      ["parentheses that do not close", () => put(key, { ConditionExpression: "(a = :a", ...A })],
      ["parentheses around parentheses", () => put(key, { ConditionExpression: "((a = :a))", ...A })],
      ["a value in the text", () => put(key, { ConditionExpression: "a = 1" })],
      ["an unknown function", () => put(key, { ConditionExpression: "exists(a)" })],
      [
        "a function of a value that needs a name",
        () => put(key, { ConditionExpression: "attribute_exists(:a)", ...A }),
      ],
      [
        "an unknown type",
        () => put(key, { ConditionExpression: "attribute_type(a, :t)", ExpressionAttributeValues: { ":t": "X" } }),
      ],
      ["a start that is a number", () => put(key, { ConditionExpression: "begins_with(a, :a)", ...A })],
      [
        "an order of truths",
        () => put(key, { ConditionExpression: "a < :t", ExpressionAttributeValues: { ":t": true } }),
      ],
      [
        "a range that ends before it begins",
        () => put(key, { ConditionExpression: "a BETWEEN :b AND :a", ExpressionAttributeValues: { ":a": 1, ":b": 2 } }),
      ],
      [
        "more than a hundred candidates",
        () =>
          put(key, {
            ConditionExpression: `a IN (${candidates.join(", ")})`,
            ExpressionAttributeValues: Object.fromEntries(candidates.map((name) => [name, 1])),
          }),
      ],
      ["a section of an update twice", () => update(key, { ...SET_A, UpdateExpression: "SET a = :a SET b = :a" })],
      ["an attribute updated twice", () => update(key, { ...SET_A, UpdateExpression: "SET a = :a, a = :a" })],
      ["an attribute set and removed", () => update(key, { ...SET_A, UpdateExpression: "SET a = :a REMOVE a" })],
      [
        "an attribute and a place within it",
        () => update(key, { ...SET_A, UpdateExpression: "SET a = :a REMOVE a.b" }),
      ],
      [
        "an addition of a text",
        () => update(key, { UpdateExpression: "ADD a :a", ExpressionAttributeValues: { ":a": "x" } }),
      ],
      ["a deletion of a number", () => update(key, { UpdateExpression: "DELETE a :a", ...A })],
      ["an update of the partition key", () => update(key, { ...SET_A, UpdateExpression: "SET pk = :a" })],
      ["an update of the sort key", () => update(key, { UpdateExpression: "REMOVE sk" })],
      ["an item without sort key", () => put({ pk: "contract" })],
      ["an item with an empty key", () => put({ pk: "contract", sk: "" })],
      ["an item with a number as key", () => put({ pk: "contract", sk: 1 })],
      ["a key without sort key", () => get({ pk: "contract" })],
      ["a key with something else", () => get({ ...key, a: 1 })],
      ["a key with another type", () => get({ pk: "contract", sk: 1 })],
      ["an empty key", () => get({ pk: "", sk: "item" })],
      ["a number as key of an index", () => put({ ...key, openSince: 1 })],
      ["an empty text as key of an index", () => put({ ...key, openSince: "" })],
      ["an empty text as key of a global index", () => put({ ...key, dueShard: "", dueAt: "a" })],
      [
        "an update to an empty key of an index",
        () => update(key, { UpdateExpression: "SET openSince = :e", ExpressionAttributeValues: { ":e": "" } }),
      ],
      ["an item of more than 400 KB", () => put({ ...key, large })],
      [
        "an update to more than 400 KB",
        () => update(key, { UpdateExpression: "SET big = :l", ExpressionAttributeValues: { ":l": large } }),
      ],
      ["a put that is to show what is new", () => put(key, { ReturnValues: "ALL_NEW" })],
      ["overlapping places in a projection", () => get(key, { ProjectionExpression: "a, a.b" })],
    ];
    for (const [name, request] of requests) {
      check(`with ${name}`, async () => {
        expect(await refusal(request())).toBe("ValidationException");
      });
    }

    check("for a table that does not exist", async () => {
      const error = await failureOf(get(key, { TableName: "no-such-table" }));
      expect(error).toBeInstanceOf(ResourceNotFoundException);
    });

    check("before its condition is looked at", async () => {
      const there = await stored({ a: 1 });
      expect(await refusal(put({ ...there, openSince: "" }, IF_NEW))).toBe("ValidationException");
    });
  });

  describe("a transaction", () => {
    const partOf = (pk: string, sk: string) => ({ pk, sk });

    check("makes all of its writes, in several tables", async () => {
      const pk = await partitionOf([{ sk: "checked", v: 1 }, { sk: "updated", n: 1 }, { sk: "deleted" }]);
      const values = { ":one": 1 };
      await transact([
        {
          ConditionCheck: {
            TableName,
            Key: partOf(pk, "checked"),
            ConditionExpression: "v = :one",
            ExpressionAttributeValues: values,
          },
        },
        {
          Update: {
            TableName,
            Key: partOf(pk, "updated"),
            UpdateExpression: "ADD n :one",
            ExpressionAttributeValues: values,
          },
        },
        { Delete: { TableName, Key: partOf(pk, "deleted"), ConditionExpression: "attribute_exists(pk)" } },
        putOf({ pk, sk: "put" }, IF_NEW),
        putOf({ pk }, { TableName: "keys" }),
      ]);
      const { Items } = await query(whole(pk));
      expect(Items).toEqual([
        { pk, sk: "checked", v: 1 },
        { pk, sk: "put" },
        { pk, sk: "updated", n: 2 },
      ]);
      expect(await get({ pk }, { TableName: "keys" })).toEqual({ pk });
    });

    check("makes none of its writes when one condition fails, and says which", async () => {
      const pk = await partitionOf([{ sk: "b", n: 1 }, { sk: "c" }]);
      const reasons = await reasonsOf(
        transact([
          putOf({ pk, sk: "a" }, IF_NEW),
          { Update: { TableName, Key: partOf(pk, "b"), UpdateExpression: "REMOVE n" } },
          putOf({ pk, sk: "c", new: true }, IF_NEW),
          { Delete: { TableName, Key: partOf(pk, "d"), ConditionExpression: "attribute_exists(pk)" } },
        ]),
      );
      expect(reasons.map(({ Code }) => Code)).toEqual([
        "None",
        "None",
        "ConditionalCheckFailed",
        "ConditionalCheckFailed",
      ]);
      expect((await query(whole(pk))).Items).toEqual([
        { pk, sk: "b", n: 1 },
        { pk, sk: "c" },
      ]);
    });

    check("shows, of the items that made it fail, those it was asked for", async () => {
      const pk = await partitionOf([
        { sk: "a", n: 1 },
        { sk: "b", n: 1 },
        { sk: "c", n: 1 },
      ]);
      const check = (sk: string, more = {}) => ({
        ConditionCheck: {
          TableName,
          Key: partOf(pk, sk),
          ConditionExpression: "n > :n",
          ExpressionAttributeValues: { ":n": sk === "c" ? 0 : 1 },
          ...more,
        },
      });
      const reasons = await reasonsOf(transact([check("a", SHOWN), check("b"), check("c", SHOWN), check("d", SHOWN)]));
      expect(reasons).toEqual([
        { Code: "ConditionalCheckFailed", Item: { pk, sk: "a", n: 1 } },
        { Code: "ConditionalCheckFailed" },
        { Code: "None" },
        { Code: "ConditionalCheckFailed" },
      ]);
    });

    check("checks all conditions on what was there before it", async () => {
      const pk = newPartition();
      const reasons = await reasonsOf(
        transact([
          putOf({ pk, sk: "a" }),
          { ConditionCheck: { TableName, Key: partOf(pk, "b"), ConditionExpression: "attribute_exists(pk)" } },
        ]),
      );
      expect(reasons).toEqual([{ Code: "None" }, { Code: "ConditionalCheckFailed" }]);
    });

    const unsuitable: readonly (readonly [string, (key: Key) => TransactItems[number]])[] = [
      ["a put with a key of another type", (key) => putOf({ ...key, sk: 1 })],
      ["a put without a part of its key", ({ pk }) => putOf({ pk })],
      ["a delete with a key of another type", ({ pk }) => ({ Delete: { TableName, Key: { pk, sk: 1 } } })],
      ["a put with a number as key of an index", (key) => putOf({ ...key, openSince: 1 })],
      [
        "an update to more than 400 KB",
        (Key) => ({
          Update: {
            TableName,
            Key,
            UpdateExpression: "SET big = :l",
            ExpressionAttributeValues: { ":l": "x".repeat(400 * 1_024) },
          },
        }),
      ],
    ];
    for (const [name, element] of unsuitable) {
      check(`is cancelled by ${name}`, async () => {
        const key = { pk: newPartition(), sk: "item" };
        const reasons = await reasonsOf(transact([putOf({ ...key, sk: "other" }), element(key)]));
        expect(reasons).toEqual([{ Code: "None" }, { Code: "ValidationError" }]);
        expect(await sortKeys(whole(key.pk))).toEqual([]);
      });
    }

    check("is cancelled, not refused, by an update that does not suit the item", async () => {
      const key = await stored({ a: "text" });
      const reasons = await reasonsOf(
        transact([
          putOf({ ...key, sk: "other" }),
          { Update: { TableName, Key: key, UpdateExpression: "ADD a :one", ExpressionAttributeValues: { ":one": 1 } } },
        ]),
      );
      expect(reasons).toEqual([{ Code: "None" }, { Code: "ValidationError" }]);
      expect(await sortKeys(whole(key.pk))).toEqual(["item"]);
    });

    check("happens once for its token, and only for the same writes", async () => {
      const key = await stored({ n: 0 });
      const token = `token-${key.pk}`.slice(-36);
      const add = (step: number): TransactItems => [
        { Update: { TableName, Key: key, UpdateExpression: "ADD n :n", ExpressionAttributeValues: { ":n": step } } },
      ];
      await transact(add(1), token);
      await transact(add(1), token);
      expect(await get(key)).toEqual({ ...key, n: 1 });
      expect(await failureOf(transact(add(2), token))).toBeInstanceOf(IdempotentParameterMismatchException);
    });

    check("takes a hundred writes and not one more", async () => {
      const pk = newPartition();
      const writes = Array.from({ length: 101 }, (_, at) => putOf({ pk, sk: `${at}` }));
      expect(await refusal(transact(writes))).toBe("ValidationException");
      expect(await refusal(transact(writes.slice(1)))).toBe("accepted");
      expect((await query({ ...whole(pk), Select: "COUNT" })).Count).toBe(100);
    });

    const refused: readonly (readonly [string, (key: Key) => TransactItems])[] = [
      ["nothing", () => []],
      ["two writes of one item", (key) => [putOf(key), { Delete: { TableName, Key: key } }]],
      [
        "a check of an item that it writes",
        (key) => [putOf(key), { ConditionCheck: { TableName, Key: key, ConditionExpression: "attribute_exists(pk)" } }],
      ],
      ["an empty key", (key) => [putOf(key), putOf({ ...key, sk: "" })]],
      [
        "a put of more than 400 KB",
        (key) => [putOf(key), putOf({ ...key, sk: "other", large: "x".repeat(400 * 1_024) })],
      ],
      [
        "an update to an empty key of an index",
        (key) => [
          putOf(key),
          {
            Update: {
              TableName,
              Key: { ...key, sk: "other" },
              UpdateExpression: "SET openSince = :e",
              ExpressionAttributeValues: { ":e": "" },
            },
          },
        ],
      ],
      [
        "a value that no expression uses",
        (key) => [putOf(key), putOf({ ...key, sk: "other" }, { ...IF_NEW, ExpressionAttributeValues: { ":a": 1 } })],
      ],
    ];
    for (const [name, elements] of refused) {
      check(`is refused with ${name} in it`, async () => {
        const key = { pk: newPartition(), sk: "item" };
        expect(await refusal(transact(elements(key)))).toBe("ValidationException");
        expect(await get(key)).toBeUndefined();
      });
    }

    check("reads several items at once, in the order they were asked for", async () => {
      const pk = await partitionOf([{ sk: "a", n: 1 }, { sk: "c" }]);
      const Get = (sk: string) => ({ Get: { TableName, Key: { pk, sk } } });
      const { Responses } = await documents.send(
        new TransactGetCommand({ TransactItems: [Get("c"), Get("b"), Get("a")] }),
      );
      expect(Responses?.map(({ Item }) => Item)).toEqual([{ pk, sk: "c" }, undefined, { pk, sk: "a", n: 1 }]);
    });

    check("shows of the items it reads what it was asked for", async () => {
      const Key = await stored({ n: 1, m: 1 });
      const TransactItems = [{ Get: { TableName, Key, ProjectionExpression: "n" } }];
      const { Responses } = await documents.send(new TransactGetCommand({ TransactItems }));
      expect(Responses?.map(({ Item }) => Item)).toEqual([{ n: 1 }]);
    });
  });

  describe("a batch", () => {
    check("reads what is there of two tables, in any order", async () => {
      const pk = await partitionOf([{ sk: "a" }, { sk: "b" }]);
      await put({ pk }, { TableName: "keys" });
      const { Responses, UnprocessedKeys } = await documents.send(
        new BatchGetCommand({
          RequestItems: {
            members: { Keys: ["a", "b", "c"].map((sk) => ({ pk, sk })), ConsistentRead: true },
            keys: { Keys: [{ pk }, { pk: `${pk}-other` }], ConsistentRead: true },
          },
        }),
      );
      expect(Responses?.members?.map((item) => item.sk).sort()).toEqual(["a", "b"]);
      expect(Responses?.keys).toEqual([{ pk }]);
      expect(UnprocessedKeys).toEqual({});
    });

    check("names a table of which nothing was found", async () => {
      const RequestItems = { members: { Keys: [{ pk: newPartition(), sk: "a" }] } };
      const { Responses } = await documents.send(new BatchGetCommand({ RequestItems }));
      expect(Responses).toEqual({ members: [] });
    });

    check("shows of its items what it was asked for", async () => {
      const key = await stored({ a: 1, b: 1 });
      const RequestItems = { members: { Keys: [key], ProjectionExpression: "a", ConsistentRead: true } };
      const { Responses } = await documents.send(new BatchGetCommand({ RequestItems }));
      expect(Responses).toEqual({ members: [{ a: 1 }] });
    });

    check("reads a hundred items and not one more, and none twice", async () => {
      const pk = newPartition();
      const keys = Array.from({ length: 101 }, (_, at) => ({ pk, sk: `${at}` }));
      const read = (Keys: Key[]) =>
        refusal(documents.send(new BatchGetCommand({ RequestItems: { members: { Keys } } })));
      expect(await read(keys)).toBe("ValidationException");
      expect(await read(keys.slice(1))).toBe("accepted");
      expect(
        await read([
          { pk, sk: "1" },
          { pk, sk: "1" },
        ]),
      ).toBe("ValidationException");
    });

    check("puts and deletes", async () => {
      const pk = await partitionOf([{ sk: "a" }, { sk: "b", n: 1 }]);
      const { UnprocessedItems } = await documents.send(
        new BatchWriteCommand({
          RequestItems: {
            members: [
              { DeleteRequest: { Key: { pk, sk: "a" } } },
              { PutRequest: { Item: { pk, sk: "b", n: 2 } } },
              { PutRequest: { Item: { pk, sk: "c" } } },
            ],
          },
        }),
      );
      expect(UnprocessedItems).toEqual({});
      expect((await query(whole(pk))).Items).toEqual([
        { pk, sk: "b", n: 2 },
        { pk, sk: "c" },
      ]);
    });

    check("writes 25 items and not one more, and none twice", async () => {
      const pk = newPartition();
      const items = Array.from({ length: 26 }, (_, at) => ({ pk, sk: `${at}` }));
      const write = (written: Key[]) => {
        const members = written.map((Item) => ({ PutRequest: { Item } }));
        return refusal(documents.send(new BatchWriteCommand({ RequestItems: { members } })));
      };
      expect(await write(items)).toBe("ValidationException");
      expect(
        await write([
          { pk, sk: "1" },
          { pk, sk: "1" },
        ]),
      ).toBe("ValidationException");
      expect(await write(items.slice(1))).toBe("accepted");
    });
  });

  describe("a query", () => {
    const letters = ["d", "b", "e", "a", "c"].map((sk) => ({ sk, n: sk.charCodeAt(0) }));

    check("gives a partition in the order of its sort keys, either way, and nothing of another", async () => {
      const pk = await partitionOf(letters);
      await partitionOf(letters);
      expect(await sortKeys(whole(pk))).toEqual(["a", "b", "c", "d", "e"]);
      expect(await sortKeys({ ...whole(pk), ScanIndexForward: false })).toEqual(["e", "d", "c", "b", "a"]);
    });

    check("orders sort keys by their UTF-8 bytes", async () => {
      const inOrder = ["A", "B", "a", "a!", "a#1", "ab", "é", "\uffee", "😀"];
      const pk = await partitionOf(inOrder.toReversed().map((sk) => ({ sk })));
      expect(await sortKeys(whole(pk))).toEqual(inOrder);
    });

    check("finds nothing where nothing is", async () => {
      const page = await query(whole(newPartition()));
      expect(page).toMatchObject({ Items: [], Count: 0, ScannedCount: 0 });
      expect(page.LastEvaluatedKey).toBeUndefined();
    });

    const ranges: readonly (readonly [string, Record<string, string>, readonly string[]])[] = [
      ["sk = :v", { ":v": "c" }, ["c"]],
      ["sk = :v", { ":v": "cc" }, []],
      ["sk < :v", { ":v": "c" }, ["a", "b"]],
      ["sk <= :v", { ":v": "c" }, ["a", "b", "c"]],
      ["sk > :v", { ":v": "c" }, ["d", "d#1", "d#2", "e"]],
      ["sk >= :v", { ":v": "c" }, ["c", "d", "d#1", "d#2", "e"]],
      ["sk > :v", { ":v": "z" }, []],
      ["sk BETWEEN :v AND :w", { ":v": "b", ":w": "d" }, ["b", "c", "d"]],
      ["sk BETWEEN :v AND :w", { ":v": "bb", ":w": "cc" }, ["c"]],
      ["begins_with(sk, :v)", { ":v": "d" }, ["d", "d#1", "d#2"]],
      ["begins_with(sk, :v)", { ":v": "d#" }, ["d#1", "d#2"]],
      ["begins_with(sk, :v)", { ":v": "x" }, []],
      [":v = sk", { ":v": "c" }, ["c"]],
    ];
    for (const [condition, values, expected] of ranges) {
      check(`where ${condition} of ${Object.values(values).join(" and ")}`, async () => {
        const pk = await partitionOf(["d#2", "c", "a", "e", "d", "b", "d#1"].map((sk) => ({ sk })));
        const range = {
          ...whole(pk),
          KeyConditionExpression: `pk = :pk AND ${condition}`,
          ExpressionAttributeValues: { ":pk": pk, ...values },
        };
        expect(await sortKeys(range)).toEqual(expected);
        expect(await sortKeys({ ...range, ScanIndexForward: false })).toEqual(expected.toReversed());
      });
    }

    for (const ScanIndexForward of [true, false]) {
      check(`gives everything once over pages, forwards: ${ScanIndexForward}`, async () => {
        const pk = await partitionOf(letters);
        const { found, pages } = await paged({ ...whole(pk), Limit: 2, ScanIndexForward });
        expect(found).toEqual(ScanIndexForward ? ["a", "b", "c", "d", "e"] : ["e", "d", "c", "b", "a"]);
        expect(pages).toBe(3);
      });
    }

    check("says where it stopped at its limit, even when nothing follows", async () => {
      const pk = await partitionOf(letters);
      const page = await query({ ...whole(pk), Limit: 5 });
      expect(page.LastEvaluatedKey).toEqual({ pk, sk: "e" });
      expect((await query({ ...whole(pk), Limit: 6 })).LastEvaluatedKey).toBeUndefined();
    });

    check("goes on behind an item that was deleted meanwhile", async () => {
      const pk = await partitionOf(letters);
      const { LastEvaluatedKey } = await query({ ...whole(pk), Limit: 2 });
      await remove({ pk, sk: "b" });
      expect(await sortKeys({ ...whole(pk), ExclusiveStartKey: LastEvaluatedKey })).toEqual(["c", "d", "e"]);
    });

    check("filters what it has read, and counts both", async () => {
      const pk = await partitionOf(letters);
      const filtered = {
        ...whole(pk),
        FilterExpression: "n > :n",
        ExpressionAttributeValues: { ":pk": pk, ":n": "c".charCodeAt(0) },
      };
      const page = await query({ ...filtered, Limit: 4 });
      expect(page.Items?.map((item) => item.sk)).toEqual(["d"]);
      expect(page).toMatchObject({ Count: 1, ScannedCount: 4, LastEvaluatedKey: { pk, sk: "d" } });
      expect((await paged({ ...filtered, Limit: 2 })).found).toEqual(["d", "e"]);
    });

    check("shows what it was asked for, or how many there are", async () => {
      const pk = await partitionOf(letters);
      expect((await query({ ...whole(pk), Limit: 1, ProjectionExpression: "n" })).Items).toEqual([{ n: 97 }]);
      const counted = await query({ ...whole(pk), Select: "COUNT" });
      expect(counted).toMatchObject({ Count: 5, ScannedCount: 5 });
      expect(counted.Items).toBeUndefined();
    });

    check("stops at a megabyte and goes on from there", async () => {
      const large = "x".repeat(300_000);
      const pk = await partitionOf(["a", "b", "c", "d", "e"].map((sk) => ({ sk, large })));
      const { found, pages } = await paged({ ...whole(pk), ProjectionExpression: "sk" });
      expect(found).toEqual(["a", "b", "c", "d", "e"]);
      expect(pages).toBe(2);
    });

    const refused: readonly (readonly [string, Partial<QueryCommandInput>])[] = [
      ["without a partition", { KeyConditionExpression: "sk = :pk" }],
      ["for a part of the partitions", { KeyConditionExpression: "pk > :pk" }],
      ["with a condition on what is no key", { KeyConditionExpression: "pk = :pk AND n = :pk" }],
      ["with an OR", { KeyConditionExpression: "pk = :pk OR sk = :pk" }],
      ["with a sort key that is not this one", { KeyConditionExpression: "pk = :pk AND sk <> :pk" }],
      ["with a value of another type", { ExpressionAttributeValues: { ":pk": 1 } }],
      ["with an empty key", { ExpressionAttributeValues: { ":pk": "" } }],
      ["with a filter on a key", { FilterExpression: "sk = :pk" }],
      ["without condition", { KeyConditionExpression: undefined, ExpressionAttributeValues: undefined }],
      ["with a limit of nothing", { Limit: 0 }],
      ["of an index that does not exist", { IndexName: "none" }],
      ["with a start in another partition", { ExclusiveStartKey: { pk: "other", sk: "a" } }],
      ["with a start that is no key", { ExclusiveStartKey: { pk: "contract" } }],
      ["of an index with a start in the table", { IndexName: "open", ExclusiveStartKey: { pk: "contract", sk: "a" } }],
    ];
    for (const [name, more] of refused) {
      check(`is refused ${name}`, async () => {
        expect(await refusal(query({ ...whole("contract"), ...more }))).toBe("ValidationException");
      });
    }
  });

  describe("a local index", () => {
    const open = (pk: string) => ({ ...whole(pk), IndexName: "open" });
    const history = (pk: string) => ({ ...whole(pk), IndexName: "history" });

    check("holds the items with its key, in its order, and at once", async () => {
      const pk = await partitionOf([
        { sk: "1", openSince: "c" },
        { sk: "2" },
        { sk: "3", openSince: "a" },
        { sk: "4", saidAt: "x", openSince: "b" },
      ]);
      expect(await sortKeys(open(pk))).toEqual(["3", "4", "1"]);
      expect(await sortKeys({ ...open(pk), ScanIndexForward: false, Limit: 2 })).toEqual(["1", "4"]);
      expect(await sortKeys(history(pk))).toEqual(["4"]);
    });

    check("shows the whole item, as it is now", async () => {
      const key = await stored({ openSince: "a", n: 1 });
      await update(key, { UpdateExpression: "ADD n :one", ExpressionAttributeValues: { ":one": 1 } });
      expect((await query(open(key.pk))).Items).toEqual([{ ...key, openSince: "a", n: 2 }]);
    });

    check("loses an item with its key or with the item, and gets it back", async () => {
      const pk = await partitionOf(["1", "2", "3"].map((sk) => ({ sk, openSince: "a" })));
      await update({ pk, sk: "1" }, { UpdateExpression: "REMOVE openSince" });
      await put({ pk, sk: "2" });
      await remove({ pk, sk: "3" });
      expect(await sortKeys(open(pk))).toEqual([]);
      await update({ pk, sk: "1" }, { UpdateExpression: "SET openSince = sk" });
      expect(await sortKeys(open(pk))).toEqual(["1"]);
    });

    check("moves an item whose key changes", async () => {
      const pk = await partitionOf([
        { sk: "1", saidAt: "a" },
        { sk: "2", saidAt: "b" },
      ]);
      await update({ pk, sk: "1" }, { UpdateExpression: "SET saidAt = :c", ExpressionAttributeValues: { ":c": "c" } });
      expect(await sortKeys(history(pk))).toEqual(["2", "1"]);
    });

    check("gives items with the same key once each, over pages", async () => {
      const pk = await partitionOf(["3", "1", "2", "4"].map((sk) => ({ sk, openSince: "same" })));
      const { found } = await paged({ ...open(pk), Limit: 1 });
      expect(found.toSorted()).toEqual(["1", "2", "3", "4"]);
      expect((await query({ ...open(pk), Limit: 1 })).LastEvaluatedKey).toEqual({
        pk,
        sk: found[0],
        openSince: "same",
      });
    });

    check("takes a range of its key, and a filter on the table's", async () => {
      const pk = await partitionOf(["1", "2", "3"].map((sk) => ({ sk, saidAt: `at-${sk}` })));
      const later = {
        ...history(pk),
        KeyConditionExpression: "pk = :pk AND saidAt > :at",
        ExpressionAttributeValues: { ":pk": pk, ":at": "at-1" },
      };
      expect(await sortKeys(later)).toEqual(["2", "3"]);
      const filtered = {
        ...later,
        FilterExpression: "sk <> :sk",
        ExpressionAttributeValues: { ":pk": pk, ":at": "at-1", ":sk": "2" },
      };
      expect(await sortKeys(filtered)).toEqual(["3"]);
    });
  });

  describe("a global index", () => {
    check("holds the keys of the items with both of its own, across partitions, up to a moment", async () => {
      const shard = newPartition();
      await stored({ dueShard: shard, dueAt: "3" });
      const first = await stored({ dueShard: shard, dueAt: "1", more: "not in the index" });
      await stored({ dueShard: shard });
      await stored({ dueAt: "1" });
      const until = due(shard, {
        KeyConditionExpression: "dueShard = :shard AND dueAt <= :at",
        ExpressionAttributeValues: { ":shard": shard, ":at": "2" },
      });
      await expect.poll(async () => (await query(due(shard))).Count).toBe(2);
      expect((await query(until)).Items).toEqual([{ ...first, dueShard: shard, dueAt: "1" }]);
    });

    check("loses an item with either key", async () => {
      const shard = newPartition();
      const one = await stored({ dueShard: shard, dueAt: "1" });
      const two = await stored({ dueShard: shard, dueAt: "2" });
      await expect.poll(async () => (await query(due(shard))).Count).toBe(2);
      await update(one, { UpdateExpression: "REMOVE dueAt" });
      await update(two, { UpdateExpression: "REMOVE dueShard" });
      await expect.poll(async () => (await query(due(shard))).Count).toBe(0);
    });

    check("moves an item to another partition and another place", async () => {
      const [shard, other] = [newPartition(), newPartition()];
      const key = await stored({ dueShard: shard, dueAt: "1" });
      await update(key, {
        UpdateExpression: "SET dueShard = :other, dueAt = :at",
        ExpressionAttributeValues: { ":other": other, ":at": "2" },
      });
      await expect.poll(async () => (await query(due(other))).Items).toEqual([{ ...key, dueShard: other, dueAt: "2" }]);
      expect((await query(due(shard))).Count).toBe(0);
    });

    check("gives everything once over pages, with a start of four attributes", async () => {
      const shard = newPartition();
      const pk = await partitionOf(["a", "b", "c"].map((sk) => ({ sk, dueShard: shard, dueAt: "same" })));
      await expect.poll(async () => (await query(due(shard))).Count).toBe(3);
      const { LastEvaluatedKey, Items } = await query(due(shard, { Limit: 2 }));
      expect(LastEvaluatedKey).toEqual({ pk, sk: Items?.[1]?.sk, dueShard: shard, dueAt: "same" });
      const { found } = await paged(due(shard, { Limit: 2 }));
      expect(found.toSorted()).toEqual(["a", "b", "c"]);
    });

    check("is refused to who wants an attribute that it does not hold", async () => {
      expect(await refusal(query(due("contract", { ProjectionExpression: "pk, saidAt" })))).toBe("ValidationException");
    });

    check("is refused to who wants whole items of it", async () => {
      expect(await refusal(query(due("contract", { Select: "ALL_ATTRIBUTES" })))).toBe("ValidationException");
    });

    check("is refused to who wants it consistent", async () => {
      expect(await refusal(query(due("contract", { ConsistentRead: true })))).toBe("ValidationException");
    });
  });

  describe("a scan", () => {
    check("finds what its filter lets through, over pages", async () => {
      const mark = newPartition();
      for (let at = 0; at < 3; at++) await stored({ mark, at });
      const found: unknown[] = [];
      let ExclusiveStartKey: Record<string, unknown> | undefined;
      do {
        const page = await documents.send(
          new ScanCommand({
            TableName,
            FilterExpression: "mark = :mark",
            ExpressionAttributeValues: { ":mark": mark },
            ConsistentRead: true,
            Limit: 50,
            ExclusiveStartKey,
          }),
        );
        found.push(...(page.Items ?? []).map((item) => item.at));
        ExclusiveStartKey = page.LastEvaluatedKey;
      } while (ExclusiveStartKey);
      expect(found.toSorted()).toEqual([0, 1, 2]);
    });
  });
}
