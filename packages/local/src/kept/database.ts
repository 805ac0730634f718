import { DatabaseSync } from "node:sqlite";
import { createPrivateFile, UnusableFile } from "./private-file.ts";

/**
 * Opens a database, in memory when there is no file, and makes its tables with `schema`. Throws an `UnusableFile` for a
 * file that is no database.
 */
export function openDatabase(file: string | undefined, schema = ""): DatabaseSync {
  if (file === undefined) return withSchema(new DatabaseSync(":memory:"), schema);
  createPrivateFile(file);
  const database = new DatabaseSync(file);
  try {
    // A killed process loses nothing under these settings; only a power cut could, which a laptop's test data may.
    database.exec("PRAGMA journal_mode = WAL; PRAGMA synchronous = OFF");
    return withSchema(database, schema);
  } catch (error) {
    database.close();
    throw new UnusableFile(file, error);
  }
}

function withSchema(database: DatabaseSync, schema: string): DatabaseSync {
  database.exec(schema);
  return database;
}
