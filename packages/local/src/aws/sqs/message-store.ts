import type { DatabaseSync, StatementSync } from "node:sqlite";

/** A message as it lies in the database. Times are milliseconds since the epoch. */
export interface StoredMessage {
  readonly sequence: number;
  readonly queue: string;
  readonly id: string;
  readonly groupId: string | null;
  readonly deduplicationId: string | null;
  readonly body: string;
  /** JSON of the message attributes. */
  readonly attributes: string;
  readonly senderId: string;
  /** ARN of the queue a dead letter came from. */
  readonly deadLetterSourceArn: string | null;
  readonly sentAt: number;
  readonly visibleAt: number;
  readonly receiveCount: number;
  readonly firstReceivedAt: number | null;
  /** The handle given out by the latest receive. */
  readonly receiptHandle: string | null;
}

export type NewMessage = Omit<StoredMessage, "sequence">;

export interface Acceptance {
  readonly messageId: string;
  readonly sequence: number;
}

const schema = `
  CREATE TABLE IF NOT EXISTS messages (
    sequence INTEGER PRIMARY KEY AUTOINCREMENT,
    queue TEXT NOT NULL,
    id TEXT NOT NULL,
    groupId TEXT,
    deduplicationId TEXT,
    body TEXT NOT NULL,
    attributes TEXT NOT NULL,
    senderId TEXT NOT NULL,
    deadLetterSourceArn TEXT,
    sentAt INTEGER NOT NULL,
    visibleAt INTEGER NOT NULL,
    receiveCount INTEGER NOT NULL,
    firstReceivedAt INTEGER,
    receiptHandle TEXT
  ) STRICT;
  CREATE INDEX IF NOT EXISTS messagesByGroup ON messages (queue, groupId, visibleAt);
  CREATE INDEX IF NOT EXISTS messagesById ON messages (queue, id);
  CREATE INDEX IF NOT EXISTS messagesInOrder ON messages (queue, sequence);
  CREATE INDEX IF NOT EXISTS messagesByAge ON messages (queue, sentAt);
  CREATE INDEX IF NOT EXISTS messagesByReceives ON messages (queue, receiveCount);
  CREATE INDEX IF NOT EXISTS messagesByVisibility ON messages (queue, visibleAt);
  CREATE TABLE IF NOT EXISTS deduplications (
    queue TEXT NOT NULL,
    scope TEXT NOT NULL,
    id TEXT NOT NULL,
    messageId TEXT NOT NULL,
    sequence INTEGER NOT NULL,
    acceptedAt INTEGER NOT NULL,
    PRIMARY KEY (queue, scope, id)
  ) STRICT;
  CREATE INDEX IF NOT EXISTS deduplicationsByAge ON deduplications (queue, acceptedAt);
`;

// In a FIFO queue a group with an invisible message is locked, so that its order holds.
const unlocked = `NOT EXISTS (
  SELECT 1 FROM messages AS other
  WHERE other.queue = messages.queue AND other.groupId = messages.groupId AND other.visibleAt > :now
)`;

/** What the queues hold, in SQLite. Knows rows and time, but no rule of SQS beyond the lock of a group. */
export class MessageStore {
  readonly #database: DatabaseSync;
  readonly #statements = new Map<string, StatementSync>();

  constructor(database: DatabaseSync) {
    this.#database = database;
    database.exec(schema);
  }

  insert(message: NewMessage): number {
    const columns = Object.keys(message);
    const result = this.#prepare(
      `INSERT INTO messages (${columns.join(", ")}) VALUES (${columns.map((column) => `:${column}`).join(", ")})`,
    ).run({ ...message });
    return Number(result.lastInsertRowid);
  }

  /** Puts a message behind all others of `queue`, as one change. */
  move(message: StoredMessage, changes: Partial<NewMessage>): void {
    const { sequence, ...rest } = message;
    this.#database.exec("BEGIN");
    this.remove(sequence);
    this.insert({ ...rest, ...changes });
    this.#database.exec("COMMIT");
  }

  remove(sequence: number): void {
    this.#prepare("DELETE FROM messages WHERE sequence = :sequence").run({ sequence });
  }

  removeAll(queue: string): void {
    this.#prepare("DELETE FROM messages WHERE queue = :queue").run({ queue });
  }

  removeSentBefore(queue: string, sentAt: number): void {
    this.#prepare("DELETE FROM messages WHERE queue = :queue AND sentAt < :sentAt").run({ queue, sentAt });
  }

  /** The messages that may be received at `now`, in order. */
  receivable(queue: string, options: { now: number; lockGroups: boolean; limit: number }): StoredMessage[] {
    const { now, lockGroups, limit } = options;
    return this.#select(
      `queue = :queue AND visibleAt <= :now ${lockGroups ? `AND ${unlocked}` : ""} ORDER BY sequence LIMIT :limit`,
      { queue, now, limit },
    );
  }

  /** As `receivable`, but those only that were received `receiveCount` times or more. */
  exhausted(queue: string, options: { now: number; lockGroups: boolean; receiveCount: number }): StoredMessage[] {
    const { now, lockGroups, receiveCount } = options;
    return this.#select(
      `queue = :queue AND visibleAt <= :now AND receiveCount >= :receiveCount
       ${lockGroups ? `AND ${unlocked}` : ""} ORDER BY sequence`,
      { queue, now, receiveCount },
      "messagesByReceives",
    );
  }

  markReceived(sequence: number, receive: { now: number; visibleAt: number; receiptHandle: string }): void {
    this.#prepare(
      `UPDATE messages SET receiveCount = receiveCount + 1, firstReceivedAt = coalesce(firstReceivedAt, :now),
       visibleAt = :visibleAt, receiptHandle = :receiptHandle WHERE sequence = :sequence`,
    ).run({ sequence, ...receive });
  }

  setVisibleAt(sequence: number, visibleAt: number): void {
    this.#prepare("UPDATE messages SET visibleAt = :visibleAt WHERE sequence = :sequence").run({ sequence, visibleAt });
  }

  find(queue: string, id: string): StoredMessage | undefined {
    return this.#select("queue = :queue AND id = :id", { queue, id }, "messagesById")[0];
  }

  all(queue: string): StoredMessage[] {
    return this.#select("queue = :queue ORDER BY sequence", { queue });
  }

  /** A message that cannot be seen yet is in flight when somebody received it, otherwise delayed. */
  counts(queue: string, now: number): { visible: number; inFlight: number; delayed: number } {
    const row = this.#prepare(
      `SELECT coalesce(sum(visibleAt <= :now), 0) AS visible,
              coalesce(sum(visibleAt > :now AND receiptHandle IS NOT NULL), 0) AS inFlight,
              coalesce(sum(visibleAt > :now AND receiptHandle IS NULL), 0) AS delayed
       FROM messages WHERE queue = :queue`,
    ).get({ queue, now });
    return { visible: Number(row?.visible), inFlight: Number(row?.inFlight), delayed: Number(row?.delayed) };
  }

  /** When the next invisible message of `queue` can be seen. */
  nextVisibleAt(queue: string, now: number): number | undefined {
    const row = this.#prepare(
      "SELECT min(visibleAt) AS next FROM messages WHERE queue = :queue AND visibleAt > :now",
    ).get({ queue, now });
    return row?.next === null || row?.next === undefined ? undefined : Number(row.next);
  }

  /** What an earlier run left invisible or dated in the future (its clock may have been moved) starts anew at `now`. */
  recover(queue: string, now: number): void {
    this.#prepare(
      "UPDATE messages SET visibleAt = min(visibleAt, :now), sentAt = min(sentAt, :now) WHERE queue = :queue",
    ).run({ queue, now });
    this.#prepare("DELETE FROM deduplications WHERE queue = :queue AND acceptedAt > :now").run({ queue, now });
  }

  /** The acceptance that makes a message of this deduplication id a duplicate, if one is younger than `since`. */
  accepted(queue: string, scope: string, id: string, since: number): Acceptance | undefined {
    const row = this.#prepare(
      `SELECT messageId, sequence FROM deduplications
       WHERE queue = :queue AND scope = :scope AND id = :id AND acceptedAt > :since`,
    ).get({ queue, scope, id, since });
    return row && { messageId: String(row.messageId), sequence: Number(row.sequence) };
  }

  accept(queue: string, scope: string, id: string, acceptance: Acceptance, acceptedAt: number, since: number): void {
    this.#prepare("DELETE FROM deduplications WHERE queue = :queue AND acceptedAt <= :since").run({ queue, since });
    this.#prepare(
      `INSERT OR REPLACE INTO deduplications (queue, scope, id, messageId, sequence, acceptedAt)
       VALUES (:queue, :scope, :id, :messageId, :sequence, :acceptedAt)`,
    ).run({ queue, scope, id, acceptedAt, ...acceptance });
  }

  /** `index` says which way to go where SQLite would guess wrong: it knows nothing about how many are visible. */
  #select(condition: string, parameters: Record<string, string | number>, index = "messagesInOrder"): StoredMessage[] {
    return this.#prepare(`SELECT * FROM messages INDEXED BY ${index} WHERE ${condition}`).all(
      parameters,
    ) as unknown as StoredMessage[];
  }

  #prepare(sql: string): StatementSync {
    const known = this.#statements.get(sql);
    if (known) return known;
    const statement = this.#database.prepare(sql);
    this.#statements.set(sql, statement);
    return statement;
  }
}
