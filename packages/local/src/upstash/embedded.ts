import { bitFieldCommands } from "./commands/bit-fields.ts";
import { type Command, type Commands, wrongArity } from "./commands/command.ts";
import { hashCommands } from "./commands/hashes.ts";
import { keyCommands } from "./commands/keys.ts";
import { listCommands } from "./commands/lists.ts";
import { serverCommands } from "./commands/server.ts";
import { setCommands } from "./commands/sets.ts";
import { sortedSetCommands } from "./commands/sorted-sets.ts";
import { stringCommands } from "./commands/strings.ts";
import { type Backend, type CommandLine, RedisError, type Reply } from "./reply.ts";
import type { Store } from "./store.ts";

const families: readonly Commands[] = [
  serverCommands,
  keyCommands,
  stringCommands,
  bitFieldCommands,
  hashCommands,
  listCommands,
  setCommands,
  sortedSetCommands,
];
const commandsByName = new Map(families.flatMap((family) => Object.entries(family)));

/** Commands over a {@link Store} of this process. Nothing runs between the commands of a transaction. */
export class EmbeddedRedis implements Backend {
  readonly #store: Store;

  constructor(store: Store) {
    this.#store = store;
  }

  async pipeline(commands: readonly CommandLine[]): Promise<readonly Reply[]> {
    return commands.map((command) => this.#run(command));
  }

  /** Like Redis, refuses everything for an unknown or incomplete command, but runs on after one that fails. */
  async transaction(commands: readonly CommandLine[]): Promise<readonly Reply[] | RedisError> {
    try {
      for (const command of commands) resolve(command);
    } catch (error) {
      return asReply(error);
    }
    return commands.map((command) => this.#run(command));
  }

  close(): void {}

  #run(line: CommandLine): Reply {
    try {
      return resolve(line).run(this.#store, ...line.slice(1));
    } catch (error) {
      return asReply(error);
    }
  }
}

function resolve(line: CommandLine): Command {
  const name = (line[0] ?? "").toLowerCase();
  const command = commandsByName.get(name);
  if (!command) {
    // Redis repeats the arguments here. They can hold a member's text, so they are left out.
    throw new RedisError(`ERR unknown command '${name}': the embedded store does not have it, a real Redis may`);
  }
  const { arity } = command;
  if (arity >= 0 ? line.length !== arity : line.length < -arity) throw wrongArity(name);
  return command;
}

function asReply(error: unknown): RedisError {
  if (error instanceof RedisError) return error;
  throw error;
}
