import { type Item, type KeyValue, order } from "./values.ts";

/** Where an entry stands in its partition: compared element by element, each in the form that `sortable` gives it. */
export type Position = readonly KeyValue[];

/** An item in its place in the table or in an index. */
export interface Entry {
  readonly hash: KeyValue;
  readonly position: Position;
  /** Never changed once it is here: a write puts another one in its place. */
  item: Item;
  sizeBytes: number;
}

const NONE: readonly Entry[] = [];

/** Entries by partition, sorted within each. */
export class Partitions {
  readonly #byHash = new Map<string | number | bigint, Entry[]>();

  add(entry: Entry): void {
    const id = identity(entry.hash);
    const entries = this.#byHash.get(id);
    if (entries) entries.splice(firstFrom(entries, entry.position), 0, entry);
    else this.#byHash.set(id, [entry]);
  }

  delete(entry: Entry): void {
    const id = identity(entry.hash);
    const entries = this.#byHash.get(id) ?? [];
    if (entries.length === 1) this.#byHash.delete(id);
    else entries.splice(firstFrom(entries, entry.position), 1);
  }

  /** In the order of their positions. */
  of(hash: KeyValue): readonly Entry[] {
    return this.#byHash.get(identity(hash)) ?? NONE;
  }

  *all(): Iterable<Entry> {
    for (const entries of this.#byHash.values()) yield* entries;
  }
}

/** The first entry at or behind the position. */
function firstFrom(entries: readonly Entry[], position: Position): number {
  return firstWithout(entries, (entry) => orderOfPositions(entry.position, position) < 0);
}

/** The first entry for which `isBefore` does not hold; the entries' number when it holds for all. */
export function firstWithout(entries: readonly Entry[], isBefore: (entry: Entry) => boolean): number {
  let from = 0;
  let to = entries.length;
  // New items mostly come last.
  const last = entries[to - 1];
  if (last && isBefore(last)) return to;
  while (from < to) {
    const middle = (from + to) >>> 1;
    const entry = entries[middle];
    if (entry && isBefore(entry)) from = middle + 1;
    else to = middle;
  }
  return from;
}

export function orderOfPositions(left: Position, right: Position): number {
  for (let at = 0; at < left.length; at++) {
    const [value, other] = [left[at], right[at]];
    const difference = value === undefined || other === undefined ? 0 : orderOfSortables(value, other);
    if (difference !== 0) return difference;
  }
  return 0;
}

/** @param left like `right`, in the form that `sortable` gives. */
export function orderOfSortables(left: KeyValue, right: KeyValue): number {
  if (typeof left !== "string" || typeof right !== "string") return order(left, right);
  return left === right ? 0 : left < right ? -1 : 1;
}

const HIGH = /[\ud800-\uffff]/;

/**
 * A key value whose natural order is that of DynamoDB. Strings are ordered by UTF-8 bytes there and by UTF-16 units
 * here, which is the same except for what takes two units (an emoji): that has to come after everything else. A start of
 * a string stays a start of it.
 */
export function sortable(value: KeyValue): KeyValue {
  if (typeof value !== "string" || !HIGH.test(value)) return value;
  let moved = "";
  for (let at = 0; at < value.length; at++) {
    const unit = value.charCodeAt(at);
    moved += String.fromCharCode(unit < 0xd800 ? unit : unit < 0xe000 ? unit + 0x2000 : unit - 0x800);
  }
  return moved;
}

/** A key value as a map's key; all values of one key attribute are of one type. */
export function identity(value: KeyValue): string | number | bigint {
  return value instanceof Uint8Array ? Buffer.from(value).toString("latin1") : value;
}
