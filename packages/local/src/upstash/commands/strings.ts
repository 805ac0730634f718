import { ok, RedisError, type Reply } from "../reply.ts";
import type { Store } from "../store.ts";
import {
  addIntegers,
  type Commands,
  parseBigInteger,
  parseExpiry,
  parseFloatingPoint,
  syntaxError,
  wrongArity,
} from "./command.ts";

interface SetOptions {
  onlyIf?: "nx" | "xx";
  expiresAt?: number;
  keepExpiry: boolean;
  returnOld: boolean;
}

function parseSetOptions(words: string[], now: number): SetOptions {
  const options: SetOptions = { keepExpiry: false, returnOld: false };
  for (let word = words.shift(); word !== undefined; word = words.shift()) {
    const option = word.toLowerCase();
    switch (option) {
      case "nx":
      case "xx":
        if (options.onlyIf && options.onlyIf !== option) throw syntaxError();
        options.onlyIf = option;
        break;
      case "get":
        options.returnOld = true;
        break;
      case "keepttl":
        if (options.expiresAt !== undefined) throw syntaxError();
        options.keepExpiry = true;
        break;
      case "ex":
      case "px":
      case "exat":
      case "pxat":
        if (options.keepExpiry || options.expiresAt !== undefined) throw syntaxError();
        options.expiresAt = parseExpiry("set", option, words.shift(), now);
        break;
      default:
        throw syntaxError();
    }
  }
  return options;
}

function set(store: Store, key: string, value: string, ...words: string[]): Reply {
  const options = parseSetOptions(words, store.now());
  const old = options.returnOld ? (store.read(key, "string") ?? null) : undefined;
  const entry = store.entry(key);
  const refused = (options.onlyIf === "nx" && entry) || (options.onlyIf === "xx" && !entry);
  if (!refused) store.write(key, "string", value, options.keepExpiry ? entry?.expiresAt : options.expiresAt);
  if (old !== undefined) return old;
  return refused ? null : ok;
}

function getAndExpire(store: Store, key: string, word?: string, amount?: string, ...more: string[]): Reply {
  const value = store.read(key, "string");
  if (word !== undefined) {
    const option = word.toLowerCase();
    const persists = option === "persist" && amount === undefined;
    if (more.length > 0 || !(persists || ["ex", "px", "exat", "pxat"].includes(option))) throw syntaxError();
    store.expire(key, persists ? undefined : parseExpiry("getex", option, amount, store.now()));
  }
  return value ?? null;
}

/** Replaces the string at `key` without touching its expiry. */
function replace(store: Store, key: string, change: (old: string | undefined) => string): string {
  const value = change(store.read(key, "string"));
  store.write(key, "string", value, store.entry(key)?.expiresAt);
  return value;
}

function increment(store: Store, key: string, by: bigint): number {
  return Number(replace(store, key, (old) => String(addIntegers(parseBigInteger(old ?? "0"), by))));
}

function incrementByFloat(store: Store, key: string, by: string): string {
  return replace(store, key, (old) => {
    const sum = parseFloatingPoint(old ?? "0") + parseFloatingPoint(by);
    if (!Number.isFinite(sum)) throw new RedisError("ERR increment would produce NaN or Infinity");
    // Redis adds with 80 bits. At 15 digits 64 bits come to the same: 0.1 + 0.2 is 0.3.
    return String(Number(sum.toPrecision(15)));
  });
}

function setMany(store: Store, ...words: string[]): Reply {
  if (words.length % 2 !== 0) throw wrongArity("mset");
  for (let index = 0; index < words.length; index += 2) {
    store.write(words[index] ?? "", "string", words[index + 1] ?? "");
  }
  return ok;
}

export const stringCommands: Commands = {
  get: { arity: 2, run: (store, key) => store.read(key, "string") ?? null },
  set: { arity: -3, run: set },
  setex: {
    arity: 4,
    run: (store, key, seconds, value) => {
      store.write(key, "string", value, parseExpiry("setex", "ex", seconds, store.now()));
      return ok;
    },
  },
  setnx: { arity: 3, run: (store, key, value) => (set(store, key, value, "nx") === null ? 0 : 1) },
  getdel: {
    arity: 2,
    run: (store, key) => {
      const value = store.read(key, "string") ?? null;
      store.delete(key);
      return value;
    },
  },
  getex: { arity: -2, run: getAndExpire },
  mget: {
    arity: -2,
    run: (store, ...keys) =>
      keys.map((key) => (store.entry(key)?.type === "string" ? (store.read(key, "string") ?? null) : null)),
  },
  mset: { arity: -3, run: setMany },
  incr: { arity: 2, run: (store, key) => increment(store, key, 1n) },
  decr: { arity: 2, run: (store, key) => increment(store, key, -1n) },
  incrby: { arity: 3, run: (store, key, by) => increment(store, key, parseBigInteger(by)) },
  decrby: { arity: 3, run: (store, key, by) => increment(store, key, -parseBigInteger(by)) },
  incrbyfloat: { arity: 3, run: incrementByFloat },
  append: {
    arity: 3,
    run: (store, key, more) => Buffer.byteLength(replace(store, key, (old = "") => old + more)),
  },
  strlen: { arity: 2, run: (store, key) => Buffer.byteLength(store.read(key, "string") ?? "") },
};
