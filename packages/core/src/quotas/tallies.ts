import type { SharedState } from "../providers/index.ts";

/** A shared state that failed is left alone for this long: nobody waits for it twice. */
const ALONE_MS = 5_000;
/** So many sums of its own a sandbox remembers; it has seen no more members than that in a day. */
const MOST_SUMS = 20_000;

/** One sum, and until when it matters. */
export interface Addend {
  readonly key: string;
  readonly amount: number;
  readonly keptMs: number;
}

interface Own {
  /** What this sandbox has added. */
  readonly sum: number;
  readonly endsAt: number;
}

/**
 * Sums that all sandboxes add to. What the shared state does not take is kept here, counts for this sandbox at once, and
 * for the others with the next addition: with the state down, or having forgotten, a limit still holds within one sandbox.
 */
export class Tallies {
  readonly #state: SharedState;
  readonly #now: () => number;
  /** Told each time that sums are counted alone. */
  readonly #alone: () => void;
  readonly #own = new Map<string, Own>();
  /** What of it the others do not know. */
  readonly #owed = new Map<string, number>();
  #aloneUntil = Number.NEGATIVE_INFINITY;

  constructor(settings: { readonly state: SharedState; readonly now: () => number; readonly alone: () => void }) {
    this.#state = settings.state;
    this.#now = settings.now;
    this.#alone = settings.alone;
  }

  /** Adds all of them; answers the sums in their order, each at least what this sandbox has added itself. */
  async add(addends: readonly Addend[]): Promise<readonly number[]> {
    const now = this.#now();
    this.#forget(now);
    for (const { key, amount, keptMs } of addends) {
      const own = this.#own.get(key);
      this.#own.set(key, { sum: (own?.sum ?? 0) + amount, endsAt: own?.endsAt ?? now + keptMs });
      this.#owe(key, amount);
    }
    const shared = await this.#share(now);
    return addends.map(({ key }) => Math.max(shared.get(key) ?? 0, this.#own.get(key)?.sum ?? 0));
  }

  /** The answer of the shared state; undefined when it has none or is left alone. */
  async ask<Answer>(question: (state: SharedState) => Promise<Answer>): Promise<Answer | undefined> {
    if (this.#now() < this.#aloneUntil) return undefined;
    try {
      return await question(this.#state);
    } catch {
      this.#aloneUntil = this.#now() + ALONE_MS;
      return undefined;
    }
  }

  /** Tells the others what they do not know. Two that do so at the same time bring nothing twice. */
  async #share(now: number): Promise<ReadonlyMap<string, number>> {
    const owed = [...this.#owed];
    this.#owed.clear();
    const additions = owed.flatMap(([key, amount]) => {
      const endsAt = this.#own.get(key)?.endsAt ?? now;
      return endsAt > now ? [{ key, amount, expiresInMs: endsAt - now }] : [];
    });
    const sums = await this.ask((state) => state.addAll(additions));
    if (sums) return new Map(additions.map(({ key }, index) => [key, sums[index] ?? 0]));
    this.#alone();
    for (const { key, amount } of additions) this.#owe(key, amount);
    return new Map();
  }

  #owe(key: string, amount: number): void {
    this.#owed.set(key, (this.#owed.get(key) ?? 0) + amount);
  }

  #forget(now: number): void {
    if (this.#own.size < MOST_SUMS) return;
    for (const [key, { endsAt }] of this.#own) if (endsAt <= now) this.#own.delete(key);
    // What is left of a flood: the oldest, which the others know by now.
    for (const key of this.#own.keys()) {
      if (this.#own.size < MOST_SUMS / 2) break;
      if (!this.#owed.has(key)) this.#own.delete(key);
    }
  }
}
