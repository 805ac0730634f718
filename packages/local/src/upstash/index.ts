import { createHash, timingSafeEqual } from "node:crypto";
import { once } from "node:events";
import { createServer, type IncomingMessage, type ServerResponse } from "node:http";
import type { AddressInfo } from "node:net";
import { EmbeddedRedis } from "./embedded.ts";
import { encodeReply, parseCall } from "./protocol.ts";
import { RealRedis } from "./real-redis.ts";
import { type Backend, RedisError, type Reply } from "./reply.ts";
import { loadSnapshot, saveSnapshot } from "./snapshot.ts";
import { Store } from "./store.ts";

interface Clock {
  now(): number;
  schedule(delayMs: number, run: () => void): { cancel(): void };
}

export interface UpstashOptions {
  /** Keys expire by this clock (in the embedded store; a real Redis has its own). */
  readonly clock: Clock;
  /** The bearer token that clients must present. */
  readonly token: string;
  /** 0 or absent: any free one. */
  readonly port?: number;
  /** A real Redis to use in place of the embedded store, `redis://[user:password@]host[:port][/database]`. */
  readonly redisUrl?: string;
  /** Where the embedded store survives a restart; absent: it does not. */
  readonly snapshotFile?: string;
}

export interface Upstash {
  readonly url: string;
  /** Writes the snapshot now, if there is one to write. It is also written a second after a change, and on closing. */
  flush(): void;
  close(): Promise<void>;
}

const saveDelayMs = 1000;
/** As Upstash limits a request: https://upstash.com/docs/redis/troubleshooting/max_request_size_exceeded */
const maxBodyBytes = 10 * 1024 * 1024;

/** Serves the REST protocol of Upstash on 127.0.0.1, over an embedded store or a real Redis. */
export async function startUpstash(options: UpstashOptions): Promise<Upstash> {
  const { clock, snapshotFile } = options;
  let unsaved: { cancel(): void } | undefined;
  const store = new Store(
    () => clock.now(),
    () => {
      if (snapshotFile !== undefined) unsaved ??= clock.schedule(saveDelayMs, flush);
    },
  );
  function flush(): void {
    if (snapshotFile === undefined || !unsaved) return;
    unsaved.cancel();
    unsaved = undefined;
    saveSnapshot(store, snapshotFile);
  }

  const backend = options.redisUrl === undefined ? new EmbeddedRedis(store) : new RealRedis(options.redisUrl);
  if (options.redisUrl === undefined && snapshotFile !== undefined) loadSnapshot(store, snapshotFile);
  const server = createServer((request, response) => void respond(request, response, backend, options.token));
  server.listen(options.port ?? 0, "127.0.0.1");
  await once(server, "listening");
  return {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    flush,
    async close() {
      server.close();
      server.closeAllConnections();
      await once(server, "close");
      backend.close();
      flush();
    },
  };
}

interface Answer {
  readonly status: number;
  readonly body: unknown;
}

async function respond(
  request: IncomingMessage,
  response: ServerResponse,
  backend: Backend,
  token: string,
): Promise<void> {
  const { status, body } = await answer(request, backend, token).catch(refuse);
  response.writeHead(status, { "content-type": "application/json" }).end(JSON.stringify(body));
}

async function answer(request: IncomingMessage, backend: Backend, token: string): Promise<Answer> {
  if (!isAuthorized(request, token)) {
    return { status: 401, body: { error: "WRONGPASS invalid or missing auth token" } };
  }
  const call = parseCall(request.url ?? "/", await readBody(request));
  const base64 = request.headers["upstash-encoding"] === "base64";
  const replies =
    call.kind === "multi-exec" ? await backend.transaction(call.commands) : await backend.pipeline(call.commands);
  if (replies instanceof RedisError) return refuse(replies);
  if (call.kind !== "command") return { status: 200, body: replies.map((reply) => encodeReply(reply, base64)) };
  const reply: Reply = replies[0] ?? null;
  return { status: reply instanceof RedisError ? 400 : 200, body: encodeReply(reply, base64) };
}

function refuse(error: unknown): Answer {
  if (error instanceof RedisError) return { status: 400, body: { error: error.message } };
  return { status: 503, body: { error: "ERR the Redis server cannot be reached" } };
}

function isAuthorized(request: IncomingMessage, token: string): boolean {
  const digest = (text: string) => createHash("sha256").update(text).digest();
  return timingSafeEqual(digest(request.headers.authorization ?? ""), digest(`Bearer ${token}`));
}

async function readBody(request: IncomingMessage): Promise<Buffer> {
  const chunks: Buffer[] = [];
  let size = 0;
  for await (const chunk of request) {
    size += chunk.length;
    if (size > maxBodyBytes) throw new RedisError("ERR max request size exceeded");
    chunks.push(chunk);
  }
  return Buffer.concat(chunks);
}
