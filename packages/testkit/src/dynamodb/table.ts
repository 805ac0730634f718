import { invalid } from "./errors.ts";
import { SecondaryIndex } from "./indexes.ts";
import { type Entry, identity, Partitions, type Position, sortable } from "./partitions.ts";
import { PendingChanges } from "./pending-changes.ts";
import { type IndexShape, isIndexed, type KeyShape, type PrimaryKey, shapeOf, type TableSchema } from "./schema.ts";
import { type Item, type KeyValue, sizeOfItem } from "./values.ts";

const MOST_BYTES_OF_ITEM = 400 * 1_024;

/** What a query or scan reads: the table itself or one of its indexes. */
export interface Source {
  readonly key: KeyShape;
  readonly of: (hash: KeyValue) => readonly Entry[];
  readonly all: () => Iterable<Entry>;
  readonly positionOf: (item: Item) => Position;
  /** The index that is read; undefined for the table itself. */
  readonly index: IndexShape | undefined;
}

/** Everything about one key: the item, if there is one, and its entries in the indexes, which may be older. */
interface Row {
  readonly key: PrimaryKey;
  entry: Entry | undefined;
  readonly indexEntries: (Entry | undefined)[];
  /** When the last write is visible in the global indexes. */
  visibleAtMs: number;
}

interface IndexChange {
  readonly row: Row;
  readonly item: Item | undefined;
  readonly sizeBytes: number;
}

/** One table with its indexes. The global ones may lag behind. */
export class Table {
  readonly name: string;
  readonly key: KeyShape;
  readonly #rows = new Map<string | number | bigint, Map<string | number | bigint, Row>>();
  readonly #items = new Partitions();
  readonly #indexes: readonly SecondaryIndex[];
  readonly #pending = new PendingChanges<IndexChange>();
  readonly #now: () => number;
  readonly #indexLagMs: (() => number) | undefined;

  constructor(
    schema: TableSchema,
    time: { readonly now: () => number; readonly indexLagMs?: (() => number) | undefined },
  ) {
    const shape = shapeOf(schema);
    this.name = shape.name;
    this.key = shape.key;
    this.#indexes = shape.indexes.map((index) => new SecondaryIndex(index, shape.key));
    this.#now = time.now;
    const canLag = this.#indexes.some((index) => index.shape.isGlobal);
    this.#indexLagMs = canLag ? time.indexLagMs : undefined;
  }

  get(key: PrimaryKey): Item | undefined {
    return this.#rows.get(identity(key.hash))?.get(sortIdentity(key))?.entry?.item;
  }

  entries(): Iterable<Entry> {
    return this.#items.all();
  }

  /**
   * The item's size in bytes.
   *
   * @param tooLarge what to say of an item of more than 400 KB.
   * @throws ValidationException when the table or one of its indexes cannot hold it.
   */
  weigh(item: Item, tooLarge: string): number {
    for (const index of this.#indexes) isIndexed(index.shape, item);
    const sizeBytes = sizeOfItem(item);
    if (sizeBytes > MOST_BYTES_OF_ITEM) throw invalid(tooLarge);
    return sizeBytes;
  }

  /** Puts a weighed item in the place of the one before; `undefined` takes it out. */
  write(key: PrimaryKey, item: Item | undefined, sizeBytes: number): void {
    const row = this.#row(key);
    this.#changeEntry(row, item, sizeBytes);
    const change = { row, item, sizeBytes };
    this.#changeIndexes(change, false);
    if (this.#indexLagMs) {
      this.#catchUp();
      row.visibleAtMs = Math.max(row.visibleAtMs, this.#now() + this.#indexLagMs());
      this.#pending.add(change, row.visibleAtMs);
    } else {
      this.#changeIndexes(change, true);
      this.#forgetEmpty(row);
    }
  }

  source(indexName: string | undefined, isConsistent: boolean): Source {
    if (indexName === undefined) {
      return {
        key: this.key,
        of: (hash) => this.#items.of(hash),
        all: () => this.#items.all(),
        positionOf: (item) => positionOf(this.key.sort && (item[this.key.sort.name] as KeyValue)),
        index: undefined,
      };
    }
    const index = this.#indexes.find(({ shape }) => shape.name === indexName);
    if (!index) throw invalid(`The table does not have the specified index: ${indexName}`);
    if (index.shape.isGlobal) {
      if (isConsistent) throw invalid("Consistent reads are not supported on global secondary indexes");
      this.#catchUp();
    }
    return {
      key: index.shape.key,
      of: (hash) => index.of(hash),
      all: () => index.all(),
      positionOf: (item) => index.positionOf(item),
      index: index.shape,
    };
  }

  #row(key: PrimaryKey): Row {
    const hash = identity(key.hash);
    let rows = this.#rows.get(hash);
    if (!rows) {
      rows = new Map();
      this.#rows.set(hash, rows);
    }
    const sort = sortIdentity(key);
    let row = rows.get(sort);
    if (!row) {
      row = { key, entry: undefined, indexEntries: [], visibleAtMs: 0 };
      rows.set(sort, row);
    }
    return row;
  }

  #changeEntry(row: Row, item: Item | undefined, sizeBytes: number): void {
    const { entry, key } = row;
    if (!item) {
      if (entry) this.#items.delete(entry);
      row.entry = undefined;
    } else if (entry) {
      entry.item = item;
      entry.sizeBytes = sizeBytes;
    } else {
      row.entry = { hash: key.hash, position: positionOf(key.sort), item, sizeBytes };
      this.#items.add(row.entry);
    }
  }

  #changeIndexes({ row, item, sizeBytes }: IndexChange, areGlobal: boolean): void {
    for (let at = 0; at < this.#indexes.length; at++) {
      const index = this.#indexes[at];
      if (index?.shape.isGlobal === areGlobal) {
        row.indexEntries[at] = index.change(row.indexEntries[at], item, sizeBytes);
      }
    }
  }

  /** Lets go of a key that has no item any more, neither in the table nor in an index, nor on the way to one. */
  #forgetEmpty(row: Row): void {
    if (row.entry || row.indexEntries.some((entry) => entry)) return;
    const hash = identity(row.key.hash);
    const rows = this.#rows.get(hash);
    rows?.delete(sortIdentity(row.key));
    if (rows?.size === 0) this.#rows.delete(hash);
  }

  #catchUp(): void {
    const now = this.#now();
    for (let change = this.#pending.take(now); change; change = this.#pending.take(now)) {
      this.#changeIndexes(change, true);
      if (change.row.visibleAtMs <= now) this.#forgetEmpty(change.row);
    }
  }
}

function positionOf(sort: KeyValue | undefined): Position {
  return sort === undefined ? [] : [sortable(sort)];
}

function sortIdentity(key: PrimaryKey): string | number | bigint {
  return key.sort === undefined ? "" : identity(key.sort);
}

/** Names an item among those of its table. */
export function idOf(key: PrimaryKey): string {
  return `${identity(key.hash)}\0${sortIdentity(key)}`;
}
