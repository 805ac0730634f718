import { chmodSync, closeSync, mkdirSync, openSync } from "node:fs";
import { join } from "node:path";
import { DatabaseSync } from "node:sqlite";

/**
 * Opens the file that keeps what the local queues, keys, parameters and buckets hold between two runs, or a store in
 * memory when there is no directory. The file holds key material, so only its owner may read it.
 */
export function openState(dataDirectory: string | undefined): DatabaseSync {
  if (dataDirectory === undefined) return new DatabaseSync(":memory:");
  mkdirSync(dataDirectory, { recursive: true, mode: 0o700 });
  const path = join(dataDirectory, "aws.sqlite");
  closeSync(openSync(path, "a", 0o600));
  chmodSync(path, 0o600);
  const state = new DatabaseSync(path);
  // A killed process loses nothing under these settings; only a power cut could, which a laptop's test data may.
  state.exec("PRAGMA journal_mode = WAL; PRAGMA synchronous = OFF");
  return state;
}
