import { Failure } from "@jules/core/kernel";
import type { Addition, SharedState } from "@jules/core/providers";

/**
 * `down`: fails at once. `slow`: fails after its time-out. `stale`: answers what was so when it became stale, time
 * included, and forgets what is written.
 */
type Condition = "up" | "down" | "slow" | "stale";

export interface MemorySharedState extends SharedState {
  /** What is so from now on. */
  be(condition: Condition): void;
  /** What was asked of it, in order: `get <key>` and so on. */
  readonly requests: readonly string[];
}

interface Entry {
  readonly content: readonly string[];
  readonly expiresAt: number;
}

const TIMEOUT_MS = 200;

/**
 * A shared state in a map; the model of the port.
 * @param settings.now milliseconds since the epoch, by which keys expire.
 * @param settings.pause how the time-out of a slow one passes; real time unless said otherwise.
 */
export function createMemorySharedState(settings: {
  readonly now: () => number;
  readonly pause?: (milliseconds: number) => Promise<void>;
}): MemorySharedState {
  const { now, pause = (milliseconds) => new Promise((resolve) => setTimeout(resolve, milliseconds)) } = settings;
  const requests: string[] = [];
  const living = new Map<string, Entry>();
  let condition: Condition = "up";
  let past: { readonly entries: ReadonlyMap<string, Entry>; readonly at: number } = { entries: living, at: now() };

  /** One request: what it finds under its key, and what it leaves there. */
  async function exchange<Answer>(
    name: string,
    key: string,
    run: (content: readonly string[] | undefined, write: (content: readonly string[]) => void) => Answer,
    expiresInMs = 0,
  ): Promise<Answer> {
    requests.push(`${name} ${key}`);
    if (condition === "slow") await pause(TIMEOUT_MS);
    if (condition === "slow" || condition === "down") throw new Failure("shared-state.unavailable", "switched off");
    const [entries, at] = condition === "stale" ? [new Map(past.entries), past.at] : [living, now()];
    const entry = entries.get(key);
    const found = entry && entry.expiresAt > at ? entry.content : undefined;
    return run(found, (content) => void entries.set(key, { content, expiresAt: at + expiresInMs }));
  }

  const add = (key: string, amount: number, expiresInMs: number) =>
    exchange(
      "add",
      key,
      (found, write) => {
        const sum = Number(found?.[0] ?? 0) + amount;
        write([String(sum)]);
        return sum;
      },
      expiresInMs,
    );

  const addRow = ({ key, amounts, expiresInMs }: Addition) =>
    exchange(
      "add",
      key,
      (found, write) => {
        const length = Math.max(found?.length ?? 0, amounts.length);
        const row = Array.from({ length }, (_, at) => Number(found?.[at] ?? 0) + (amounts[at] ?? 0));
        write(row.map(String));
        return row.slice(0, amounts.length);
      },
      expiresInMs,
    );

  return {
    requests,
    be(next) {
      if (next === "stale") past = { entries: new Map(living), at: now() };
      condition = next;
    },
    get: (key) => exchange("get", key, (found) => found?.[0]),
    set: (key, value, expiresInMs) => exchange("set", key, (_found, write) => write([value]), expiresInMs),
    claim: (key, value, expiresInMs) =>
      exchange(
        "claim",
        key,
        (found, write) => {
          if (!found) write([value]);
          return !found;
        },
        expiresInMs,
      ),
    add,
    addAll: (additions) => Promise.all(additions.map(addRow)),
    append: (key, added, keep, expiresInMs) =>
      exchange(
        "append",
        key,
        (found, write) => {
          const kept = [...(found ?? []), ...added].slice(-keep);
          write(kept);
          return kept;
        },
        expiresInMs,
      ),
  };
}
