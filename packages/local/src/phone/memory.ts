import type { DatabaseSync, StatementSync } from "node:sqlite";
import { openDatabase } from "../kept/index.ts";
import type { ConversationText } from "./conversation-text.ts";

const schema = `
  CREATE TABLE IF NOT EXISTS texts (
    number TEXT NOT NULL, id TEXT NOT NULL, text TEXT NOT NULL, PRIMARY KEY (number, id)
  ) STRICT
`;

/** What the phones have texted and been texted. */
export class Memory {
  readonly #database: DatabaseSync;
  readonly #put: StatementSync;
  readonly #of: StatementSync;
  readonly #numbers: StatementSync;

  /** @param file where it outlives this process; undefined: it does not. */
  constructor(file: string | undefined) {
    this.#database = openDatabase(file, schema);
    this.#put = this.#database.prepare(
      "INSERT INTO texts VALUES (?, ?, ?) ON CONFLICT DO UPDATE SET text = excluded.text",
    );
    this.#of = this.#database.prepare("SELECT text FROM texts WHERE number = ? ORDER BY rowid");
    this.#numbers = this.#database.prepare("SELECT number FROM texts GROUP BY number ORDER BY min(rowid)");
  }

  /** Remembers a text of one phone's conversation, in place of what was known of it. */
  put(number: string, text: ConversationText): void {
    this.#put.run(number, text.id, JSON.stringify(text));
  }

  /** The texts of one phone's conversation, in the order in which they were first put. */
  of(number: string): ConversationText[] {
    return this.#of.all(number).map(({ text }) => JSON.parse(String(text)) as ConversationText);
  }

  numbers(): string[] {
    return this.#numbers.all().map(({ number }) => String(number));
  }

  close(): void {
    this.#database.close();
  }
}
