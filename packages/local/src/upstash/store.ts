import { RedisError } from "./reply.ts";

export interface ValueOf {
  string: string;
  hash: Map<string, string>;
  list: string[];
  set: Set<string>;
  zset: Map<string, number>;
}

export type ValueType = keyof ValueOf;
type Collection = Exclude<ValueType, "string">;

export interface Entry<T extends ValueType = ValueType> {
  readonly type: T;
  readonly value: ValueOf[T];
  /** Milliseconds since the epoch; undefined: never. */
  readonly expiresAt: number | undefined;
  /** Place in the order of creation. A scan goes by it, so that deletions between two pages hide nothing. */
  readonly order: number;
}

const empty: { [T in Collection]: () => ValueOf[T] } = {
  hash: () => new Map(),
  list: () => [],
  set: () => new Set(),
  zset: () => new Map(),
};

/** The keys of one Redis database. An expired key is gone for every reader from the moment it expires. */
export class Store {
  readonly now: () => number;
  readonly #changed: () => void;
  readonly #entries = new Map<string, Entry>();
  #nextOrder = 1;

  constructor(now: () => number, changed: () => void = () => {}) {
    this.now = now;
    this.#changed = changed;
  }

  entry(key: string): Entry | undefined {
    const entry = this.#entries.get(key);
    if (entry?.expiresAt === undefined || entry.expiresAt > this.now()) return entry;
    this.#entries.delete(key);
    return undefined;
  }

  /** The value at `key`, undefined where there is none. Throws WRONGTYPE where it is of another type. */
  read<T extends ValueType>(key: string, type: T): ValueOf[T] | undefined {
    const entry = this.entry(key);
    if (!entry) return undefined;
    if (entry.type !== type) {
      throw new RedisError("WRONGTYPE Operation against a key holding the wrong kind of value");
    }
    return (entry as Entry<T>).value;
  }

  /** Puts `value` at `key`, whatever was there. */
  write<T extends ValueType>(key: string, type: T, value: ValueOf[T], expiresAt?: number): void {
    const order = this.entry(key)?.order ?? this.#nextOrder++;
    this.#entries.set(key, { type, value, expiresAt, order });
    this.#changed();
  }

  /** Changes the collection at `key`; one that did not exist begins empty, one that ends empty is deleted. */
  update<T extends Collection, R>(key: string, type: T, change: (value: ValueOf[T]) => R): R {
    const existing = this.read(key, type);
    const value = existing ?? empty[type]();
    const result = change(value);
    if ((Array.isArray(value) ? value.length : value.size) === 0) this.#entries.delete(key);
    else if (!existing) this.write(key, type, value);
    this.#changed();
    return result;
  }

  delete(key: string): boolean {
    const existed = this.entry(key) !== undefined;
    this.#entries.delete(key);
    this.#changed();
    return existed;
  }

  /** Sets when an existing key expires; undefined: never. */
  expire(key: string, expiresAt: number | undefined): void {
    const entry = this.entry(key);
    if (!entry) return;
    this.#entries.set(key, { ...entry, expiresAt });
    this.#changed();
  }

  /** All living keys with their entries, oldest first. */
  living(): [string, Entry][] {
    return [...this.#entries].filter(([key]) => this.entry(key) !== undefined);
  }

  clear(): void {
    this.#entries.clear();
    this.#changed();
  }
}
