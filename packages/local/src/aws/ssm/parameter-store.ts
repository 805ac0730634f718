import type { DatabaseSync } from "node:sqlite";

export type ParameterType = "String" | "StringList" | "SecureString";

export interface Parameter {
  readonly name: string;
  readonly type: ParameterType;
  readonly value: string;
  readonly version: number;
  /** Milliseconds since the epoch. */
  readonly modifiedAt: number;
}

/** The parameters of the local SSM, newest version only. */
export class ParameterStore {
  readonly #database: DatabaseSync;

  constructor(database: DatabaseSync) {
    this.#database = database;
    database.exec(
      `CREATE TABLE IF NOT EXISTS parameters (
         name TEXT PRIMARY KEY, type TEXT NOT NULL, value TEXT NOT NULL, version INTEGER NOT NULL, modifiedAt INTEGER NOT NULL
       ) STRICT`,
    );
  }

  find(name: string): Parameter | undefined {
    return this.#database.prepare("SELECT * FROM parameters WHERE name = ?").get(name) as Parameter | undefined;
  }

  /** Writes a parameter and returns its new version. */
  put(parameter: Omit<Parameter, "version">): number {
    const version = (this.find(parameter.name)?.version ?? 0) + 1;
    const { name, type, value, modifiedAt } = parameter;
    this.#database
      .prepare("INSERT OR REPLACE INTO parameters (name, type, value, version, modifiedAt) VALUES (?, ?, ?, ?, ?)")
      .run(name, type, value, version, Math.floor(modifiedAt));
    return version;
  }
}
