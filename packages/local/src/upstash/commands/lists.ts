import { ok, type Reply } from "../reply.ts";
import type { Store } from "../store.ts";
import { type Commands, parseCount, parseInteger, sliceInclusive, wrongArity } from "./command.ts";

type End = "left" | "right";

function push(store: Store, end: End, key: string, values: string[]): Reply {
  return store.update(key, "list", (list) =>
    end === "left" ? list.unshift(...values.toReversed()) : list.push(...values),
  );
}

/** Without a count the answer is one element, with one it is a list. */
function pop(store: Store, end: End, key: string, words: string[]): Reply {
  const [countText, ...more] = words;
  if (more.length > 0) throw wrongArity(end === "left" ? "lpop" : "rpop");
  const count = countText === undefined ? 1 : parseCount(countText);
  if (!store.read(key, "list")) return null;
  const taken = store.update(key, "list", (list) =>
    end === "left" ? list.splice(0, count) : list.splice(Math.max(0, list.length - count)).reverse(),
  );
  return countText === undefined ? (taken[0] ?? null) : taken;
}

export const listCommands: Commands = {
  lpush: { arity: -3, run: (store, key, ...values) => push(store, "left", key, values) },
  rpush: { arity: -3, run: (store, key, ...values) => push(store, "right", key, values) },
  lpop: { arity: -2, run: (store, key, ...words) => pop(store, "left", key, words) },
  rpop: { arity: -2, run: (store, key, ...words) => pop(store, "right", key, words) },
  lrange: {
    arity: 4,
    run: (store, key, start, stop) => {
      const [from, to] = [parseInteger(start), parseInteger(stop)];
      return sliceInclusive(store.read(key, "list") ?? [], from, to);
    },
  },
  llen: { arity: 2, run: (store, key) => store.read(key, "list")?.length ?? 0 },
  ltrim: {
    arity: 4,
    run: (store, key, start, stop) => {
      const [from, to] = [parseInteger(start), parseInteger(stop)];
      store.update(key, "list", (list) => list.splice(0, list.length, ...sliceInclusive(list, from, to)));
      return ok;
    },
  },
  lindex: { arity: 3, run: (store, key, index) => store.read(key, "list")?.at(parseInteger(index)) ?? null },
};
