/**
 * What all sandboxes know together: a few short texts that expire. It holds nothing that is missed when it is lost and
 * nothing personal, and whoever uses it goes on without it.
 *
 * Every method answers within the time-out that the state was made with, or throws Failure `shared-state.unavailable`.
 */
export interface SharedState {
  get(key: string): Promise<string | undefined>;
  set(key: string, value: string, expiresInMs: number): Promise<void>;
  /** Sets `key` if there is none; true for exactly one of all who ask before it expires. */
  claim(key: string, value: string, expiresInMs: number): Promise<boolean>;
  /** Adds a whole number to the one under `key`, which is 0 when there is none. Answers the sum. */
  add(key: string, amount: number, expiresInMs: number): Promise<number>;
  /**
   * Adds to several rows of numbers at once, in one request and one command a row; answers the sums in their order. A row
   * is one step, several are not. It expires after the time that was given when it was begun, or later.
   */
  addAll(additions: readonly Addition[]): Promise<readonly (readonly number[])[]>;
  /**
   * Puts `entries`, at least one, at the end of the list under `key`, of which the last `keep` stay. Answers these,
   * oldest first.
   */
  append(key: string, entries: readonly string[], keep: number, expiresInMs: number): Promise<readonly string[]>;
}

export interface Addition {
  readonly key: string;
  /** Whole numbers, each added to the one at its place in the row; places that were never added to have 0. */
  readonly amounts: readonly number[];
  readonly expiresInMs: number;
}
