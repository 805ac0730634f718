import type { CancellationReason } from "@aws-sdk/client-dynamodb";
import {
  BatchGetCommand,
  type BatchGetCommandInput,
  type BatchGetCommandOutput,
  BatchWriteCommand,
  type BatchWriteCommandInput,
  type BatchWriteCommandOutput,
  DeleteCommand,
  type DynamoDBDocumentClient,
  GetCommand,
  PutCommand,
  QueryCommand,
  ScanCommand,
  TransactGetCommand,
  type TransactGetCommandInput,
  type TransactGetCommandOutput,
  TransactWriteCommand,
  type TransactWriteCommandInput,
  type TransactWriteCommandOutput,
  UpdateCommand,
} from "@aws-sdk/lib-dynamodb";
import type { DocumentCommand, OutputOf } from "./commands.ts";
import {
  invalid,
  noSuchTable,
  reasonOfCondition,
  reasonOfInvalid,
  tokenReused,
  transactionCancelled,
} from "./errors.ts";
import { get, METADATA, query, scan } from "./reads.ts";
import { primaryKey, type TableSchema } from "./schema.ts";
import { idOf, Table } from "./table.ts";
import type { Item, KeyValue, Value } from "./values.ts";
import { checkOf, deleteOf, putOf, requireAllowed, updateOf, type Weighed, type Write } from "./writes.ts";

/** One item of a write. `before` and `after` are the table's own: they must not be changed. */
export interface ItemChange {
  readonly table: string;
  readonly key: Readonly<Record<string, KeyValue>>;
  readonly before: Item | undefined;
  readonly after: Item | undefined;
}

export interface TableModelSettings {
  readonly tables: readonly TableSchema[];
  /** Milliseconds since the epoch. */
  readonly now: () => number;
  /** How much later than the table the global indexes see a write; asked for each item written. None: at once. */
  readonly indexLagMs?: (() => number) | undefined;
  /** Told of every write that changed something, with all its items together, after it was made. */
  readonly onCommit?: ((changes: readonly ItemChange[]) => void) | undefined;
}

export interface TableModel {
  /**
   * Answers a command at once.
   * @throws the SDK's exceptions; what never leaves the document client (a value that DynamoDB has no type for) is an
   * `Error`, as is a command or option that the model does not have.
   */
  execute<Command extends DocumentCommand>(command: Command): OutputOf<Command>;
  /** The same as a document client: the command is carried out when it is sent, the answer comes as a promise. */
  readonly documents: Pick<DynamoDBDocumentClient, "send">;
  /** The committed item, not a copy: it must not be changed. */
  item(table: string, key: Readonly<Record<string, KeyValue>>): Item | undefined;
  /** All committed items, not copies. */
  items(table: string): Iterable<Item>;
  /** Puts items into a table as they are, as one that is restored from a backup has them. */
  restore(table: string, items: Iterable<Item>): void;
  /**
   * Deletes what has expired by `nowMs`, in every table, and returns how many items that were. Nothing expires before
   * this is called. As on AWS only numbers count, and what is more than five years in the past stays.
   */
  expire(nowMs: number, attribute: string): number;
}

type TransactElement = NonNullable<TransactWriteCommandInput["TransactItems"]>[number];

interface Outcome {
  readonly next?: Weighed | undefined;
  readonly reason?: CancellationReason;
}

const NO_REASON: CancellationReason = { Code: "None" };

const MOST_IN_TRANSACTION = 100;
const MOST_KEYS_IN_BATCH = 100;
const MOST_WRITES_IN_BATCH = 25;
const TOKEN_LIFETIME_MS = 10 * 60_000;
const EXPIRY_WINDOW_SECONDS = 5 * 365 * 24 * 60 * 60;

/**
 * DynamoDB in memory, at the level of document commands: conditions, transactions, indexes and errors as AWS documents
 * them, without time, network or faults. Its operations do not overlap, so it never conflicts and never throttles.
 */
export function createTableModel(settings: TableModelSettings): TableModel {
  const { now, onCommit } = settings;
  const tables = new Map<string, Table>();
  for (const schema of settings.tables) {
    const table = new Table(schema, settings);
    tables.set(table.name, table);
  }
  /** Transactions that were made, by the token of whoever wants to make them only once. */
  const tokens = new Map<string, { readonly parameters: string; readonly madeAtMs: number }>();

  function tableNamed(name: string | undefined): Table {
    const table = tables.get(name ?? "");
    if (!table) throw noSuchTable();
    return table;
  }

  function commit({ table, key }: Write, next: Weighed | undefined): void {
    table.write(key, next?.item, next?.sizeBytes ?? 0);
  }

  function writeOne(write: Write): Item | undefined {
    const before = write.table.get(write.key);
    requireAllowed(write, before);
    const next = write.next(before);
    if (before || next) {
      commit(write, next);
      onCommit?.([changeOf(write, before, next?.item)]);
    }
    return write.report(before, next?.item);
  }

  function answerOf(attributes: Item | undefined) {
    return attributes ? { Attributes: attributes, $metadata: METADATA } : { $metadata: METADATA };
  }

  function writeOf(element: TransactElement): Write {
    if (element.Put) return putOf(tableNamed(element.Put.TableName), element.Put);
    if (element.Update) return updateOf(tableNamed(element.Update.TableName), element.Update);
    if (element.Delete) return deleteOf(tableNamed(element.Delete.TableName), element.Delete);
    if (element.ConditionCheck) return checkOf(tableNamed(element.ConditionCheck.TableName), element.ConditionCheck);
    throw invalid("TransactItems can only contain one of Check, Put, Update or Delete");
  }

  /** @throws TransactionCanceledException when a key is not of its type, ValidationException for what else is wrong. */
  function writesOf(elements: readonly TransactElement[]): readonly Write[] {
    refuseCount(elements.length, MOST_IN_TRANSACTION, "transactItems");
    const reasons: CancellationReason[] = [];
    const writes = elements.flatMap((element, at) => {
      try {
        return writeOf(element);
      } catch (error) {
        reasons[at] = reasonOfInvalid(error, ["key-type"]);
        return [];
      }
    });
    if (writes.length < elements.length) throw transactionCancelled(elements.map((_, at) => reasons[at] ?? NO_REASON));
    if (hasTwice(writes)) throw invalid("Transaction request cannot include multiple operations on one item");
    return writes;
  }

  /** What a write makes of the item before, or why it cannot be made. */
  function outcomeOf(write: Write, before: Item | undefined): Outcome {
    if (!write.isAllowed(before)) return { reason: reasonOfCondition(write.showsItem ? before : undefined) };
    try {
      return { next: write.next(before) };
    } catch (error) {
      return { reason: reasonOfInvalid(error, ["request", "key-type"]) };
    }
  }

  function transactWrite(input: TransactWriteCommandInput): TransactWriteCommandOutput {
    const writes = writesOf(input.TransactItems ?? []);
    const token = input.ClientRequestToken;
    const parameters = token === undefined ? "" : JSON.stringify(input.TransactItems);
    const made = token === undefined ? undefined : tokens.get(token);
    if (made && now() - made.madeAtMs < TOKEN_LIFETIME_MS) {
      if (made.parameters !== parameters) throw tokenReused();
      return { $metadata: METADATA };
    }
    const befores = writes.map(({ table, key }) => table.get(key));
    const outcomes = writes.map((write, at) => outcomeOf(write, befores[at]));
    if (outcomes.some(({ reason }) => reason)) {
      throw transactionCancelled(outcomes.map(({ reason }) => reason ?? NO_REASON));
    }
    const changes: ItemChange[] = [];
    for (const [at, write] of writes.entries()) {
      const before = befores[at];
      const next = outcomes[at]?.next;
      // A check leaves the item as it is.
      if (before === next?.item) continue;
      commit(write, next);
      changes.push(changeOf(write, before, next?.item));
    }
    if (token !== undefined) tokens.set(token, { parameters, madeAtMs: now() });
    if (changes.length > 0) onCommit?.(changes);
    return { $metadata: METADATA };
  }

  function transactGet({ TransactItems: elements = [] }: TransactGetCommandInput): TransactGetCommandOutput {
    refuseCount(elements.length, MOST_IN_TRANSACTION, "transactItems");
    const keys = elements.map(({ Get }) => {
      const table = tableNamed(Get?.TableName);
      return { table, key: primaryKey(table.key, Get?.Key) };
    });
    if (hasTwice(keys)) throw invalid("Transaction request cannot include multiple operations on one item");
    const items = elements.map(({ Get }) => get(tableNamed(Get?.TableName), { ...Get, Key: Get?.Key }));
    return { Responses: items.map((Item) => (Item ? { Item } : {})), $metadata: METADATA };
  }

  function batchGet({ RequestItems: requests = {} }: BatchGetCommandInput): BatchGetCommandOutput {
    const found: NonNullable<BatchGetCommandOutput["Responses"]> = {};
    let count = 0;
    for (const [name, { Keys: keys = [], ...options }] of Object.entries(requests)) {
      const table = tableNamed(name);
      count += keys.length;
      if (hasTwice(keys.map((key) => ({ table, key: primaryKey(table.key, key) })))) {
        throw invalid("Provided list of item keys contains duplicates");
      }
      // AWS promises no order. That of the keys would be relied upon sooner or later.
      found[name] = keys
        .map((Key) => get(table, { ...options, Key }))
        .filter((item) => item !== undefined)
        .reverse();
    }
    if (count === 0) throw invalid("The requestItems parameter is required for BatchGetItem");
    if (count > MOST_KEYS_IN_BATCH) throw invalid("Too many items requested for the BatchGetItem call");
    return { Responses: found, UnprocessedKeys: {}, $metadata: METADATA };
  }

  function batchWrite({ RequestItems: requests = {} }: BatchWriteCommandInput): BatchWriteCommandOutput {
    const writes = Object.entries(requests).flatMap(([name, elements = []]) => {
      const table = tableNamed(name);
      return elements.map(({ PutRequest, DeleteRequest }) => {
        if (PutRequest) return putOf(table, { TableName: name, Item: PutRequest.Item ?? {} });
        return deleteOf(table, { TableName: name, Key: DeleteRequest?.Key ?? {} });
      });
    });
    refuseCount(writes.length, MOST_WRITES_IN_BATCH, "requestItems");
    if (hasTwice(writes)) throw invalid("Provided list of item keys contains duplicates");
    for (const write of writes) writeOne(write);
    return { UnprocessedItems: {}, $metadata: METADATA };
  }

  function answer(command: DocumentCommand): OutputOf<DocumentCommand> {
    if (command instanceof GetCommand) {
      const item = get(tableNamed(command.input.TableName), command.input);
      return item ? { Item: item, $metadata: METADATA } : { $metadata: METADATA };
    }
    if (command instanceof UpdateCommand) {
      return answerOf(writeOne(updateOf(tableNamed(command.input.TableName), command.input)));
    }
    if (command instanceof PutCommand) {
      return answerOf(writeOne(putOf(tableNamed(command.input.TableName), command.input)));
    }
    if (command instanceof QueryCommand) return query(tableNamed(command.input.TableName), command.input);
    if (command instanceof TransactWriteCommand) return transactWrite(command.input);
    if (command instanceof DeleteCommand) {
      return answerOf(writeOne(deleteOf(tableNamed(command.input.TableName), command.input)));
    }
    if (command instanceof BatchGetCommand) return batchGet(command.input);
    if (command instanceof ScanCommand) return scan(tableNamed(command.input.TableName), command.input);
    if (command instanceof BatchWriteCommand) return batchWrite(command.input);
    if (command instanceof TransactGetCommand) return transactGet(command.input);
    throw new Error(`the model does not have ${(command satisfies never as object).constructor.name}`);
  }

  const execute = <Command extends DocumentCommand>(command: Command) => answer(command) as OutputOf<Command>;
  const send = async (command: DocumentCommand) => answer(command);

  return {
    execute,
    documents: { send } as Pick<DynamoDBDocumentClient, "send">,
    item: (name, key) => {
      const table = tableNamed(name);
      return table.get(primaryKey(table.key, key));
    },
    *items(name) {
      for (const { item } of tableNamed(name).entries()) yield item;
    },
    restore(TableName, items) {
      for (const Item of items) execute(new PutCommand({ TableName, Item }));
    },
    expire(nowMs, attribute) {
      const nowSeconds = Math.floor(nowMs / 1_000);
      let count = 0;
      for (const table of tables.values()) {
        for (const { item } of [...table.entries()]) {
          const at = item[attribute];
          if (typeof at !== "number" || at >= nowSeconds || at < nowSeconds - EXPIRY_WINDOW_SECONDS) continue;
          writeOne(deleteOf(table, { TableName: table.name, Key: keyOf(table, item) }));
          count += 1;
        }
      }
      return count;
    },
  };
}

function refuseCount(count: number, most: number, name: string): void {
  if (count >= 1 && count <= most) return;
  throw invalid(
    `1 validation error detected: Value at '${name}' failed to satisfy constraint: Member must have length less than or equal to ${most} and greater than or equal to 1`,
  );
}

function hasTwice(places: readonly Pick<Write, "table" | "key">[]): boolean {
  if (places.length < 2) return false;
  return new Set(places.map(({ table, key }) => `${table.name}\0${idOf(key)}`)).size < places.length;
}

function changeOf({ table, key }: Write, before: Item | undefined, after: Item | undefined): ItemChange {
  const { hash, sort } = table.key;
  const names =
    sort && key.sort !== undefined ? { [hash.name]: key.hash, [sort.name]: key.sort } : { [hash.name]: key.hash };
  return { table: table.name, key: names, before, after };
}

function keyOf(table: Table, item: Item): Record<string, Value> {
  const { hash, sort } = table.key;
  return Object.fromEntries([hash, sort].flatMap((one) => (one ? [[one.name, item[one.name] ?? null]] : [])));
}
