import { RedisError } from "../reply.ts";
import { addIntegers, type Commands, parseBigInteger, wrongArity } from "./command.ts";

const notAHashInteger = () => new RedisError("ERR hash value is not an integer");

export const hashCommands: Commands = {
  hset: {
    arity: -4,
    run: (store, key, ...words) => {
      if (words.length % 2 !== 0) throw wrongArity("hset");
      return store.update(key, "hash", (hash) => {
        const sizeBefore = hash.size;
        for (let index = 0; index < words.length; index += 2) hash.set(words[index] ?? "", words[index + 1] ?? "");
        return hash.size - sizeBefore;
      });
    },
  },
  hget: { arity: 3, run: (store, key, field) => store.read(key, "hash")?.get(field) ?? null },
  hmget: {
    arity: -3,
    run: (store, key, ...fields) => {
      const hash = store.read(key, "hash");
      return fields.map((field) => hash?.get(field) ?? null);
    },
  },
  hgetall: { arity: 2, run: (store, key) => [...(store.read(key, "hash") ?? [])].flat() },
  hdel: {
    arity: -3,
    run: (store, key, ...fields) =>
      store.update(key, "hash", (hash) => fields.filter((field) => hash.delete(field)).length),
  },
  hexists: { arity: 3, run: (store, key, field) => (store.read(key, "hash")?.has(field) ? 1 : 0) },
  hincrby: {
    arity: 4,
    run: (store, key, field, by) => {
      const step = parseBigInteger(by);
      return store.update(key, "hash", (hash) => {
        const sum = addIntegers(parseBigInteger(hash.get(field) ?? "0", notAHashInteger), step);
        hash.set(field, String(sum));
        return Number(sum);
      });
    },
  },
  hlen: { arity: 2, run: (store, key) => store.read(key, "hash")?.size ?? 0 },
  hkeys: { arity: 2, run: (store, key) => [...(store.read(key, "hash")?.keys() ?? [])] },
  hvals: { arity: 2, run: (store, key) => [...(store.read(key, "hash")?.values() ?? [])] },
};
