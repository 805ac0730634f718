/** A simple string of Redis, such as `OK` or `PONG`: a status, not a stored value. */
export class Status {
  readonly text: string;
  constructor(text: string) {
    this.text = text;
  }
}

export const ok = new Status("OK");

/** An error that Redis answers with. Its message begins with a code: `ERR`, `WRONGTYPE`, `EXECABORT`. */
export class RedisError extends Error {
  override readonly name = "RedisError";
}

/** What a command answers, in the shapes of RESP2. Buffers are strings whose bytes must not be touched. */
export type Reply = number | string | Buffer | null | Status | RedisError | readonly Reply[];

/** The name of a command and its arguments. */
export type CommandLine = readonly string[];

/** Where commands run: the embedded store, or a real Redis. Both answer in order. */
export interface Backend {
  /** Runs commands one after the other; one that fails does not stop the next. */
  pipeline(commands: readonly CommandLine[]): Promise<readonly Reply[]>;
  /** Runs commands as one, or answers the error that made Redis refuse them all. */
  transaction(commands: readonly CommandLine[]): Promise<readonly Reply[] | RedisError>;
  close(): void;
}
