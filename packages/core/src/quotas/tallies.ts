import type { SharedState } from "../providers/index.ts";

/** A shared state that failed is left alone for this long: nobody waits for it twice. */
const ALONE_MS = 5_000;
/** So many rows of its own a sandbox remembers; it has seen no more prefixes than that in a day. */
const MOST_ROWS = 20_000;
/** What a sandbox keeps to itself is at most this part of what it knows to be left: less and less towards a limit. */
const UNTOLD_PART = 400;

/** A row of sums, what is added to it, and until when it matters. */
export interface Addend {
  readonly key: string;
  readonly amounts: readonly number[];
  readonly limits: readonly number[];
  readonly keptMs: number;
  /** So much is not kept back. */
  readonly mostUntold: readonly number[];
}

interface Row {
  /** What this sandbox has added. */
  own: readonly number[];
  /** What of it the others do not know. */
  owed: readonly number[];
  /** What all had added when they were last asked. */
  known: readonly number[];
  readonly endsAt: number;
}

/**
 * Sums that all sandboxes add to, told to the others when a little has come together, at once where a limit is near. With the
 * shared state down, or having forgotten, a limit still holds within one sandbox, and what it was not told it is told later.
 */
export class Tallies {
  readonly #state: SharedState;
  readonly #now: () => number;
  /** Told each time that the shared state had no answer. */
  readonly #alone: () => void;
  readonly #rows = new Map<string, Row>();
  #aloneUntil = Number.NEGATIVE_INFINITY;

  constructor(settings: { readonly state: SharedState; readonly now: () => number; readonly alone: () => void }) {
    this.#state = settings.state;
    this.#now = settings.now;
    this.#alone = settings.alone;
  }

  /**
   * Adds to all of them; answers the sums in their order, each at least what this sandbox has added itself.
   * @param tell when the others are told before it answers: `where-near` a limit, `in-time` also where much has come
   * together, or `at-once`.
   */
  async add(
    addends: readonly Addend[],
    tell: "where-near" | "in-time" | "at-once",
  ): Promise<readonly (readonly number[])[]> {
    const now = this.#now();
    this.#forget(now);
    const rows = addends.map(({ key, amounts, keptMs }) => {
      const none = amounts.map(() => 0);
      const row = this.#rows.get(key) ?? { own: none, owed: none, known: none, endsAt: now + keptMs };
      row.own = plus(row.own, amounts);
      row.owed = plus(row.owed, amounts);
      this.#rows.set(key, row);
      return row;
    });
    const due = addends.filter((addend, index) => {
      const row = rows[index] as Row;
      return tell === "at-once" || isNear(addend, row) || (tell === "in-time" && isMuch(addend, row));
    });
    if (due.length > 0) await this.#share(due, now);
    return rows.map((row) => totalOf(row));
  }

  /** The answer of the shared state; undefined when it has none or is left alone. */
  async ask<Answer>(question: (state: SharedState) => Promise<Answer>): Promise<Answer | undefined> {
    if (this.#now() < this.#aloneUntil) {
      this.#alone();
      return undefined;
    }
    try {
      return await question(this.#state);
    } catch {
      this.#aloneUntil = this.#now() + ALONE_MS;
      this.#alone();
      return undefined;
    }
  }

  /** Tells the others what they do not know. Two that do so at the same time bring nothing twice. */
  async #share(due: readonly Addend[], now: number): Promise<void> {
    const bringing = due.flatMap(({ key }) => {
      const row = this.#rows.get(key);
      if (!row || row.endsAt <= now) return [];
      const amounts = row.owed;
      row.owed = amounts.map(() => 0);
      return [{ row, addition: { key, amounts, expiresInMs: row.endsAt - now } }];
    });
    const sums = await this.ask((state) => state.addAll(bringing.map(({ addition }) => addition)));
    for (const [index, { row, addition }] of bringing.entries()) {
      if (sums) row.known = sums[index] ?? row.known;
      else row.owed = plus(row.owed, addition.amounts);
    }
  }

  #forget(now: number): void {
    if (this.#rows.size < MOST_ROWS) return;
    for (const [key, { endsAt }] of this.#rows) if (endsAt <= now) this.#rows.delete(key);
    // What is left of a flood: the oldest, of which the others miss little.
    for (const key of this.#rows.keys()) {
      if (this.#rows.size < MOST_ROWS / 2) break;
      this.#rows.delete(key);
    }
  }
}

function isNear({ limits }: Addend, row: Row): boolean {
  const total = totalOf(row);
  return row.owed.some((owed, at) => owed > 0 && owed * UNTOLD_PART > (limits[at] ?? 0) - (total[at] ?? 0));
}

function isMuch({ mostUntold }: Addend, { owed }: Row): boolean {
  return owed.some((amount, at) => amount >= (mostUntold[at] ?? 0));
}

function totalOf({ own, owed, known }: Row): readonly number[] {
  return own.map((sum, at) => Math.max(sum, (known[at] ?? 0) + (owed[at] ?? 0)));
}

function plus(one: readonly number[], other: readonly number[]): readonly number[] {
  return one.map((amount, at) => amount + (other[at] ?? 0));
}
