import type { Commands } from "./command.ts";

export const setCommands: Commands = {
  sadd: {
    arity: -3,
    run: (store, key, ...members) =>
      store.update(key, "set", (set) => {
        const sizeBefore = set.size;
        for (const member of members) set.add(member);
        return set.size - sizeBefore;
      }),
  },
  srem: {
    arity: -3,
    run: (store, key, ...members) =>
      store.update(key, "set", (set) => members.filter((member) => set.delete(member)).length),
  },
  smembers: { arity: 2, run: (store, key) => [...(store.read(key, "set") ?? [])] },
  sismember: { arity: 3, run: (store, key, member) => (store.read(key, "set")?.has(member) ? 1 : 0) },
  scard: { arity: 2, run: (store, key) => store.read(key, "set")?.size ?? 0 },
};
