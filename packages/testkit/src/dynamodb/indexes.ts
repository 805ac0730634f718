import { type Entry, Partitions, type Position, sortable } from "./partitions.ts";
import { type IndexShape, isIndexed, type KeyShape } from "./schema.ts";
import { type Item, type KeyValue, sizeOfItem, type Value } from "./values.ts";

/** One secondary index: the items that have all of its key, by that key; equal ones by the table's own key. */
export class SecondaryIndex {
  readonly shape: IndexShape;
  readonly #table: KeyShape;
  readonly #partitions = new Partitions();

  constructor(shape: IndexShape, table: KeyShape) {
    this.shape = shape;
    this.#table = table;
  }

  /** Brings the entry of one item to what the item is now; the new entry, or none for an item that is not in the index. */
  change(entry: Entry | undefined, item: Item | undefined, sizeBytes: number): Entry | undefined {
    const isThere = item !== undefined && isIndexed(this.shape, item);
    if (entry && !(isThere && this.#hasSameKey(entry.item, item))) {
      this.#partitions.delete(entry);
      return isThere ? this.#added(item, sizeBytes) : undefined;
    }
    if (!isThere) return undefined;
    if (!entry) return this.#added(item, sizeBytes);
    this.#keep(entry, item, sizeBytes);
    return entry;
  }

  of(hash: KeyValue): readonly Entry[] {
    return this.#partitions.of(hash);
  }

  all(): Iterable<Entry> {
    return this.#partitions.all();
  }

  positionOf(item: Item): Position {
    const { sort } = this.shape.key;
    const position: KeyValue[] = [];
    if (sort) position.push(sortable(item[sort.name] as KeyValue));
    position.push(sortable(item[this.#table.hash.name] as KeyValue));
    if (this.#table.sort) position.push(sortable(item[this.#table.sort.name] as KeyValue));
    return position;
  }

  #added(item: Item, sizeBytes: number): Entry {
    const hash = item[this.shape.key.hash.name] as KeyValue;
    const entry: Entry = { hash, position: this.positionOf(item), item, sizeBytes };
    this.#keep(entry, item, sizeBytes);
    this.#partitions.add(entry);
    return entry;
  }

  #keep(entry: Entry, item: Item, sizeBytes: number): void {
    const { projected } = this.shape;
    entry.item = projected ? pick(item, projected) : item;
    entry.sizeBytes = projected ? sizeOfItem(entry.item) : sizeBytes;
  }

  #hasSameKey(before: Item, after: Item): boolean {
    const { hash, sort } = this.shape.key;
    return before[hash.name] === after[hash.name] && (!sort || before[sort.name] === after[sort.name]);
  }
}

function pick(item: Item, names: ReadonlySet<string>): Item {
  const picked: Record<string, Value> = {};
  for (const name of names) if (item[name] !== undefined) picked[name] = item[name];
  return picked;
}
