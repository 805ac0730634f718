import { once } from "node:events";
import { connect, type Socket } from "node:net";
import { type Backend, type CommandLine, RedisError, type Reply } from "./reply.ts";
import { encodeCommand, ReplyParser } from "./resp.ts";

interface Waiter {
  readonly resolve: (reply: Reply) => void;
  readonly reject: (reason: Error) => void;
}

/** One connection to a Redis server. Replies come in the order of the commands. */
class Connection {
  readonly #socket: Socket;
  readonly #parser = new ReplyParser();
  readonly #waiters: Waiter[] = [];

  private constructor(socket: Socket) {
    this.#socket = socket;
    socket.on("data", (bytes) => this.#receive(bytes));
    socket.on("error", () => {});
    socket.on("close", () => this.#fail());
  }

  /** Connects, authenticates and chooses the database that the URL names. Calls `closed` when it is over. */
  static async open(url: URL, closed: () => void = () => {}): Promise<Connection> {
    const socket = connect({ host: url.hostname.replace(/^\[|\]$/g, ""), port: Number(url.port || 6379) });
    socket.on("close", closed);
    await once(socket, "connect");
    const connection = new Connection(socket.setNoDelay());
    const setup: CommandLine[] = [];
    const credentials = [url.username, url.password].filter((part) => part !== "").map(decodeURIComponent);
    if (credentials.length > 0) setup.push(["auth", ...credentials]);
    const database = url.pathname.slice(1);
    if (database !== "") setup.push(["select", database]);
    const refusal = (await connection.sendAll(setup)).find((reply) => reply instanceof RedisError);
    if (refusal) {
      connection.close();
      throw refusal;
    }
    return connection;
  }

  async sendAll(commands: readonly CommandLine[]): Promise<Reply[]> {
    const replies = commands.map(
      () => new Promise<Reply>((resolve, reject) => void this.#waiters.push({ resolve, reject })),
    );
    if (!this.#socket.writable) this.#fail();
    else this.#socket.write(commands.map(encodeCommand).join(""));
    return await Promise.all(replies);
  }

  close(): void {
    this.#socket.destroy();
  }

  #receive(bytes: Buffer): void {
    try {
      for (const reply of this.#parser.push(bytes)) this.#waiters.shift()?.resolve(reply);
    } catch (error) {
      this.#socket.destroy(error instanceof Error ? error : undefined);
    }
  }

  #fail(): void {
    for (const waiter of this.#waiters.splice(0)) waiter.reject(new Error("The connection to Redis was lost"));
  }
}

/** A Redis server at `redis://[user:password@]host[:port][/database]`. Connects when first used, and again when lost. */
export class RealRedis implements Backend {
  readonly #url: URL;
  #shared: Promise<Connection> | undefined;

  constructor(url: string) {
    this.#url = new URL(url);
    if (this.#url.protocol !== "redis:") throw new Error("A Redis server is given by a URL that begins with redis:");
  }

  async pipeline(commands: readonly CommandLine[]): Promise<readonly Reply[]> {
    return await (await this.#connection()).sendAll(commands);
  }

  /** Has a connection of its own: between MULTI and EXEC another request's commands would become part of it. */
  async transaction(commands: readonly CommandLine[]): Promise<readonly Reply[] | RedisError> {
    const connection = await Connection.open(this.#url);
    try {
      const replies = await connection.sendAll([["multi"], ...commands, ["exec"]]);
      const results = replies.at(-1);
      return replies.find((reply) => reply instanceof RedisError) ?? (Array.isArray(results) ? results : []);
    } finally {
      connection.close();
    }
  }

  close(): void {
    this.#shared?.then(
      (connection) => connection.close(),
      () => {},
    );
  }

  #connection(): Promise<Connection> {
    this.#shared ??= Connection.open(this.#url, () => {
      this.#shared = undefined;
    });
    return this.#shared;
  }
}
