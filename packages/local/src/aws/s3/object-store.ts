import type { DatabaseSync } from "node:sqlite";

export interface StoredObject {
  readonly key: string;
  readonly content: Uint8Array;
  readonly contentType: string;
  /** The other headers to give back (`x-amz-meta-…`, `cache-control`, …), as JSON. */
  readonly headers: string;
  readonly etag: string;
  /** Base64 of the CRC-32. */
  readonly checksum: string;
  /** Milliseconds since the epoch. */
  readonly modifiedAt: number;
}

export type ObjectSummary = Pick<StoredObject, "key" | "etag" | "modifiedAt"> & { readonly sizeInBytes: number };

/** The objects of the local buckets. */
export class ObjectStore {
  readonly #database: DatabaseSync;

  constructor(database: DatabaseSync) {
    this.#database = database;
    database.exec(
      `CREATE TABLE IF NOT EXISTS objects (
         bucket TEXT NOT NULL, key TEXT NOT NULL, content BLOB NOT NULL, contentType TEXT NOT NULL, headers TEXT NOT NULL,
         etag TEXT NOT NULL, checksum TEXT NOT NULL, modifiedAt INTEGER NOT NULL, PRIMARY KEY (bucket, key)
       ) STRICT`,
    );
  }

  put(bucket: string, object: StoredObject): void {
    this.#database
      .prepare(
        `INSERT OR REPLACE INTO objects (bucket, key, content, contentType, headers, etag, checksum, modifiedAt)
         VALUES (:bucket, :key, :content, :contentType, :headers, :etag, :checksum, :modifiedAt)`,
      )
      .run({ bucket, ...object });
  }

  find(bucket: string, key: string): StoredObject | undefined {
    return this.#database.prepare("SELECT * FROM objects WHERE bucket = ? AND key = ?").get(bucket, key) as
      | StoredObject
      | undefined;
  }

  delete(bucket: string, key: string): void {
    this.#database.prepare("DELETE FROM objects WHERE bucket = ? AND key = ?").run(bucket, key);
  }

  /** Up to `limit` objects whose key starts with `prefix` and comes after `after`, in the order of their keys. */
  list(bucket: string, options: { prefix: string; after: string; limit: number }): ObjectSummary[] {
    const { prefix, after, limit } = options;
    return this.#database
      .prepare(
        `SELECT key, etag, modifiedAt, length(content) AS sizeInBytes FROM objects
         WHERE bucket = :bucket AND key > :after AND substr(key, 1, length(:prefix)) = :prefix ORDER BY key LIMIT :limit`,
      )
      .all({ bucket, prefix, after, limit }) as unknown as ObjectSummary[];
  }
}
