import { RedisError, type Reply, Status } from "../reply.ts";
import type { Store } from "../store.ts";
import { type Commands, parseBigInteger, parseInteger, syntaxError } from "./command.ts";
import { compileGlob } from "./glob.ts";

const expireConditions = ["nx", "xx", "gt", "lt"];

/** `EXPIRE` and `PEXPIRE`: a time that has passed deletes the key. */
function expire(store: Store, unitMs: number, key: string, amount: string, words: string[]): Reply {
  const expiresAt = store.now() + parseInteger(amount) * unitMs;
  const conditions = words.map((word) => word.toLowerCase());
  for (const condition of conditions) {
    if (!expireConditions.includes(condition)) throw new RedisError(`ERR Unsupported option ${condition}`);
  }
  const entry = store.entry(key);
  if (!entry) return 0;
  const current = entry.expiresAt ?? Infinity;
  const holds = conditions.every((condition) => {
    if (condition === "nx") return entry.expiresAt === undefined;
    if (condition === "xx") return entry.expiresAt !== undefined;
    return condition === "gt" ? expiresAt > current : expiresAt < current;
  });
  if (!holds) return 0;
  if (expiresAt <= store.now()) store.delete(key);
  else store.expire(key, expiresAt);
  return 1;
}

/** Milliseconds until `key` expires; -1: never, -2: there is no such key. */
function remainingMs(store: Store, key: string): number {
  const entry = store.entry(key);
  if (!entry) return -2;
  return entry.expiresAt === undefined ? -1 : entry.expiresAt - store.now();
}

function persist(store: Store, key: string): Reply {
  if (store.entry(key)?.expiresAt === undefined) return 0;
  store.expire(key, undefined);
  return 1;
}

function scan(store: Store, cursor: string, ...words: string[]): Reply {
  const after = Number(parseBigInteger(cursor, () => new RedisError("ERR invalid cursor")));
  let matches = (_key: string) => true;
  let type: string | undefined;
  let count = 10;
  for (let index = 0; index < words.length; index += 2) {
    const option = words[index]?.toLowerCase();
    const value = words[index + 1];
    if (value === undefined) throw syntaxError();
    if (option === "match") matches = compileGlob(value);
    else if (option === "type") type = value.toLowerCase();
    else if (option === "count") count = parseInteger(value);
    else throw syntaxError();
  }
  if (count < 1) throw syntaxError();
  const rest = store.living().filter(([, entry]) => entry.order > after);
  const page = rest.slice(0, count);
  const found = page.filter(([key, entry]) => matches(key) && (type === undefined || entry.type === type));
  const next = rest.length > page.length ? (page.at(-1)?.[1].order ?? 0) : 0;
  return [String(next), found.map(([key]) => key)];
}

function deleteKeys(store: Store, ...keys: string[]): Reply {
  return keys.filter((key) => store.delete(key)).length;
}

export const keyCommands: Commands = {
  del: { arity: -2, run: deleteKeys },
  unlink: { arity: -2, run: deleteKeys },
  exists: { arity: -2, run: (store, ...keys) => keys.filter((key) => store.entry(key)).length },
  expire: { arity: -3, run: (store, key, amount, ...words) => expire(store, 1000, key, amount, words) },
  pexpire: { arity: -3, run: (store, key, amount, ...words) => expire(store, 1, key, amount, words) },
  ttl: {
    arity: 2,
    run: (store, key) => {
      const ms = remainingMs(store, key);
      return ms < 0 ? ms : Math.round(ms / 1000);
    },
  },
  pttl: { arity: 2, run: (store, key) => Math.ceil(remainingMs(store, key)) },
  persist: { arity: 2, run: persist },
  type: { arity: 2, run: (store, key) => new Status(store.entry(key)?.type ?? "none") },
  keys: {
    arity: 2,
    run: (store, pattern) => {
      const matches = compileGlob(pattern);
      return store.living().flatMap(([key]) => (matches(key) ? [key] : []));
    },
  },
  scan: { arity: -2, run: scan },
};
