import { ok, type Reply, Status } from "../reply.ts";
import type { Store } from "../store.ts";
import { type Commands, syntaxError, wrongArity } from "./command.ts";

function flushAll(store: Store, ...words: string[]): Reply {
  const mode = words[0]?.toLowerCase() ?? "sync";
  if (words.length > 1 || !["async", "sync"].includes(mode)) throw syntaxError();
  store.clear();
  return ok;
}

export const serverCommands: Commands = {
  ping: {
    arity: -1,
    run: (_store, ...words) => {
      if (words.length > 1) throw wrongArity("ping");
      return words[0] ?? new Status("PONG");
    },
  },
  echo: { arity: 2, run: (_store, message) => message },
  dbsize: { arity: 1, run: (store) => store.living().length },
  flushall: { arity: -1, run: flushAll },
  flushdb: { arity: -1, run: flushAll },
};
