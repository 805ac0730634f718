import { spawn } from "node:child_process";
import { once } from "node:events";
import { accessSync, constants, mkdtempSync, readFileSync, rmSync, statSync, writeFileSync } from "node:fs";
import { type AddressInfo, createServer } from "node:net";
import { tmpdir } from "node:os";
import { delimiter, join } from "node:path";
import { Redis } from "@upstash/redis";
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, onTestFinished, test } from "vitest";
import { LocalClock } from "../clock/index.ts";
import { startUpstash, type Upstash, type UpstashOptions } from "./index.ts";

const token = "local-token";

function findRedisServer(): string | undefined {
  return (process.env.PATH ?? "")
    .split(delimiter)
    .map((folder) => join(folder, "redis-server"))
    .find((file) => {
      try {
        accessSync(file, constants.X_OK);
        return true;
      } catch {
        return false;
      }
    });
}

async function freePort(): Promise<number> {
  const server = createServer().listen(0, "127.0.0.1");
  await once(server, "listening");
  const { port } = server.address() as AddressInfo;
  server.close();
  await once(server, "close");
  return port;
}

interface RunningRedis {
  readonly url: string;
  stop(): Promise<void>;
}

async function startRedisServer(program: string): Promise<RunningRedis> {
  const port = await freePort();
  const settings = ["--port", String(port), "--bind", "127.0.0.1", "--save", "", "--requirepass", "secret"];
  const server = spawn(program, settings, { stdio: ["ignore", "pipe", "inherit"] });
  for await (const line of server.stdout) {
    if (String(line).includes("Ready to accept connections")) break;
  }
  return {
    url: `redis://:secret@127.0.0.1:${port}/2`,
    async stop() {
      const exited = once(server, "exit");
      server.kill();
      await exited;
    },
  };
}

async function request(upstash: Upstash, path: string, body?: string, headers: Record<string, string> = {}) {
  const response = await fetch(`${upstash.url}${path}`, {
    method: body === undefined ? "GET" : "POST",
    headers: { authorization: `Bearer ${token}`, ...headers },
    ...(body === undefined ? {} : { body }),
  });
  return { status: response.status, body: (await response.json()) as { result?: unknown; error?: string } };
}

const redisServer = findRedisServer();
const backends = [
  { name: "the embedded store", program: undefined },
  ...(redisServer === undefined ? [] : [{ name: "a real Redis", program: redisServer }]),
];

describe.each(backends)("over $name", ({ program }) => {
  let server: RunningRedis | undefined;
  let upstash: Upstash;
  let redis: Redis;

  beforeAll(async () => {
    server = program === undefined ? undefined : await startRedisServer(program);
    const options: UpstashOptions = { clock: new LocalClock(), token };
    upstash = await startUpstash(server ? { ...options, redisUrl: server.url } : options);
    redis = new Redis({ url: upstash.url, token, automaticDeserialization: false, enableTelemetry: false });
  });

  afterAll(async () => {
    await upstash.close();
    await server?.stop();
  });

  afterEach(async () => {
    await redis.flushdb();
  });

  /** What a raw command answers, or the error. */
  async function run(...command: (string | number)[]): Promise<unknown> {
    const { body } = await request(upstash, "/", JSON.stringify(command));
    return body.error ?? body.result;
  }

  describe("the client of Upstash", () => {
    test("gets what it set, whatever the script", async () => {
      await redis.set("greeting", "¡Hola, señora! 👋🏽 — “Jules”");
      expect(await redis.get("greeting")).toBe("¡Hola, señora! 👋🏽 — “Jules”");
    });

    test("gets a stored OK as it is", async () => {
      await redis.set("answer", "OK");
      expect(await redis.get("answer")).toBe("OK");
      expect(await redis.mget("answer", "absent")).toEqual(["OK", null]);
    });

    test("takes a lock once", async () => {
      expect(await redis.set("lock", "first", { nx: true, ex: 30 })).toBe("OK");
      expect(await redis.set("lock", "second", { nx: true, ex: 30 })).toBeNull();
      expect(await redis.get("lock")).toBe("first");
      expect(await redis.ttl("lock")).toBeGreaterThan(0);
    });

    test("has commands of one moment answered in one pipeline, each with its own answer", async () => {
      await redis.set("number", "41");
      expect(await Promise.all([redis.get("number"), redis.get("absent"), redis.exists("number")])).toEqual([
        "41",
        null,
        1,
      ]);
      expect(await Promise.all([redis.incr("number"), redis.set("other", "1")])).toEqual([42, "OK"]);
    });

    test("learns from a pipeline which command failed", async () => {
      const results = await redis.pipeline().set("text", "a").lpush("text", "b").get("text").exec({ keepErrors: true });
      expect(results.map(({ result }) => result)).toEqual(["OK", undefined, "a"]);
      expect(results[1]?.error).toMatch(/^WRONGTYPE Operation against a key holding the wrong kind of value/);
    });

    test("runs a transaction", async () => {
      expect(await redis.multi().set("count", "1").incr("count").hset("hash", { field: "ä" }).exec()).toEqual([
        "OK",
        2,
        1,
      ]);
      expect(await redis.hget("hash", "field")).toBe("ä");
    });

    test("walks through all keys", async () => {
      const keys = Array.from({ length: 25 }, (_, index) => `member:${index}`);
      await Promise.all([...keys, "other"].map((key) => redis.set(key, "1")));
      const found = new Set<string>();
      let cursor = "0";
      do {
        const [next, page] = await redis.scan(cursor, { match: "member:*", count: 10 });
        for (const key of page) found.add(key);
        cursor = String(next);
      } while (cursor !== "0");
      expect([...found].sort()).toEqual(keys.sort());
    });

    test("reads lists, sets and sorted sets", async () => {
      await redis.rpush("list", "b", "ü");
      await redis.lpush("list", "a");
      expect(await redis.lrange("list", 0, -1)).toEqual(["a", "b", "ü"]);
      await redis.sadd("set", "x", "y");
      expect((await redis.smembers("set")).sort()).toEqual(["x", "y"]);
      await redis.zadd("due", { score: 2, member: "second" }, { score: 1, member: "first" });
      expect(await redis.zrange("due", 0, 1.5, { byScore: true })).toEqual(["first"]);
      expect(await redis.zrange("due", 0, -1, { withScores: true })).toEqual(["first", "1", "second", "2"]);
    });

    test("is told of an error", async () => {
      await redis.set("text", "a");
      await expect(redis.incr("text")).rejects.toThrow("ERR value is not an integer or out of range");
    });

    test("is told of a wrong token", async () => {
      const stranger = new Redis({ url: upstash.url, token: "wrong", enableTelemetry: false });
      await expect(stranger.get("key")).rejects.toThrow("WRONGPASS invalid or missing auth token");
    });
  });

  describe("plain HTTP", () => {
    test("takes a command from the path, its last argument from the body and options from the query", async () => {
      expect(await request(upstash, "/set/a%20key?EX=60", "a/value ✓")).toEqual({
        status: 200,
        body: { result: "OK" },
      });
      expect(await request(upstash, "/get/a%20key")).toEqual({ status: 200, body: { result: "a/value ✓" } });
      expect(await run("ttl", "a key")).toBeGreaterThan(0);
    });

    test("encodes every string but a status OK in base64 when asked to", async () => {
      const base64 = { "upstash-encoding": "base64" };
      const commands = JSON.stringify([
        ["set", "key", "OK"],
        ["get", "key"],
        ["incr", "n"],
        ["mget", "key", "x"],
        ["type", "key"],
      ]);
      expect((await request(upstash, "/pipeline", commands, base64)).body).toEqual([
        { result: "OK" },
        { result: "T0s=" },
        { result: 1 },
        { result: ["T0s=", null] },
        { result: "c3RyaW5n" },
      ]);
    });

    test("refuses a missing token and says how", async () => {
      const response = await fetch(upstash.url, { method: "POST", body: '["ping"]' });
      expect(response.status).toBe(401);
      expect(await response.json()).toEqual({ error: "WRONGPASS invalid or missing auth token" });
    });

    test.each([
      ["/", "{not json"],
      ["/", '"ping"'],
      ["/", "[]"],
      ["/pipeline", '{"a":1}'],
      ["/pipeline", '["ping"]'],
      ["/get/%zz", ""],
      ["/", '["subscribe","news"]'],
      ["/multi-exec", '[["exec"]]'],
    ])("answers 400 to %s with %s", async (path, body) => {
      const response = await request(upstash, path, body);
      expect(response.status).toBe(400);
      expect(response.body.error).toMatch(/^ERR /);
    });

    test("answers an error of a command with 400 and plain text, also in base64 mode", async () => {
      const answer = await request(upstash, "/", '["get"]', { "upstash-encoding": "base64" });
      expect(answer).toEqual({ status: 400, body: { error: "ERR wrong number of arguments for 'get' command" } });
    });

    test("refuses a whole transaction for one unknown command", async () => {
      const answer = await request(upstash, "/multi-exec", '[["set","key","1"],["nonesuch"],["get"]]');
      expect(answer.status).toBe(400);
      expect(answer.body.error).toMatch(/^ERR unknown command '?nonesuch/);
      expect(await run("exists", "key")).toBe(0);
    });

    test("runs on in a transaction after a command that fails", async () => {
      const answer = await request(upstash, "/multi-exec", '[["set","k","a"],["incr","k"],["append","k","b"]]');
      expect(answer).toEqual({
        status: 200,
        body: [{ result: "OK" }, { error: "ERR value is not an integer or out of range" }, { result: 2 }],
      });
    });
  });

  describe("commands", () => {
    /** Each line: a command, and what it answers. */
    type Script = [command: string, answer: unknown][];

    async function expectScript(script: Script): Promise<void> {
      for (const [command, answer] of script)
        expect([command, await run(...command.split(" "))]).toEqual([command, answer]);
    }

    const wrongType = "WRONGTYPE Operation against a key holding the wrong kind of value";
    const notAnInteger = "ERR value is not an integer or out of range";

    test("of the server", () =>
      expectScript([
        ["PING", "PONG"],
        ["ping hello", "hello"],
        ["ping a b", "ERR wrong number of arguments for 'ping' command"],
        ["echo hello", "hello"],
        ["set a 1", "OK"],
        ["dbsize", 1],
        ["flushdb now", "ERR syntax error"],
        ["flushall async", "OK"],
        ["dbsize", 0],
      ]));

    test("of strings", () =>
      expectScript([
        ["set k 1 nx get", null],
        ["set k 2 nx get", "1"],
        ["set k 2 xx", "OK"],
        ["set absent 2 xx", null],
        ["set k 2 nx xx", "ERR syntax error"],
        ["set k 2 ex", "ERR syntax error"],
        ["set k 2 ex 1 px 1", "ERR syntax error"],
        ["set k 2 ex one", notAnInteger],
        ["set k 2 ex 0", "ERR invalid expire time in 'set' command"],
        ["set k 3 ex 100", "OK"],
        ["set k 4 keepttl", "OK"],
        ["ttl k", 100],
        ["getex k persist", "4"],
        ["ttl k", -1],
        ["getex k ex 50", "4"],
        ["ttl k", 50],
        ["getex k ex", "ERR syntax error"],
        ["set k 5", "OK"],
        ["ttl k", -1],
        ["setex k 0 v", "ERR invalid expire time in 'setex' command"],
        ["setex k 10 v", "OK"],
        ["ttl k", 10],
        ["setnx k w", 0],
        ["setnx l w", 1],
        ["mset a 1 b 2", "OK"],
        ["mset a 1 b", "ERR wrong number of arguments for 'mset' command"],
        ["lpush list x", 1],
        ["mget a b absent list", ["1", "2", null, null]],
        ["set list x get", wrongType],
        ["get list", wrongType],
        ["append a ñ", 3],
        ["strlen a", 3],
        ["strlen absent", 0],
        ["getdel a", "1ñ"],
        ["getdel a", null],
      ]));

    test("of bit fields", () =>
      expectScript([
        ["bitfield b get i64 #1", [0]],
        ["exists b", 0],
        ["bitfield b incrby i64 #0 3 incrby i64 #2 -5000000000", [3, -5_000_000_000]],
        ["pttl b", -1],
        ["pexpire b 60000", 1],
        ["bitfield b set i64 #0 -9 incrby i64 #0 1 get i64 #1 get i64 #2", [3, -8, 0, -5_000_000_000]],
        ["ttl b", 60],
        ["bitfield b incrby i64 #0 one", notAnInteger],
        ["rpush list a", 1],
        ["bitfield list get i64 #0", wrongType],
      ]));

    test("of counters", () =>
      expectScript([
        ["incr n", 1],
        ["incrby n 10", 11],
        ["decr n", 10],
        ["decrby n 4", 6],
        ["incrby n 1.5", notAnInteger],
        ["incrbyfloat n 0.5", "6.5"],
        ["incr n", notAnInteger],
        ["incrbyfloat f 0.1", "0.1"],
        ["incrbyfloat f 0.2", "0.3"],
        ["incrbyfloat f x", "ERR value is not a valid float"],
        ["set n 9223372036854775807", "OK"],
        ["incr n", "ERR increment or decrement would overflow"],
        ["set n 01", "OK"],
        ["incr n", notAnInteger],
      ]));

    test("of keys", () =>
      expectScript([
        ["mset one 1 two 2 three 3 [x] 4", "OK"],
        ["exists one two one absent", 3],
        ["type one", "string"],
        ["type absent", "none"],
        ["keys t?o", ["two"]],
        ["keys [n-p]ne", ["one"]],
        ["keys [^a-s]wo", ["two"]],
        ["keys \\[x\\]", ["[x]"]],
        ["keys t*e*", ["three"]],
        ["expire one 100", 1],
        ["expire one 50 gt", 0],
        ["expire one 200 gt", 1],
        ["expire one 100 nx", 0],
        ["ttl one", 200],
        ["expire two 100 xx", 0],
        ["expire absent 100", 0],
        ["expire one soon", notAnInteger],
        ["ttl absent", -2],
        ["pttl two", -1],
        ["persist one", 1],
        ["persist one", 0],
        ["pexpire one -1", 1],
        ["exists one", 0],
        ["del two absent", 1],
        ["unlink three [x]", 2],
        ["scan 0", ["0", []]],
        ["scan x", "ERR invalid cursor"],
        ["scan 0 match", "ERR syntax error"],
      ]));

    test("of hashes", () =>
      expectScript([
        ["hset h a 1 b 2", 2],
        ["hset h a 3 c 4", 1],
        ["hset h a", "ERR wrong number of arguments for 'hset' command"],
        ["hget h a", "3"],
        ["hget h x", null],
        ["hmget h a x", ["3", null]],
        ["hgetall h", ["a", "3", "b", "2", "c", "4"]],
        ["hkeys h", ["a", "b", "c"]],
        ["hvals h", ["3", "2", "4"]],
        ["hlen h", 3],
        ["hexists h a", 1],
        ["hexists h x", 0],
        ["hincrby h a 4", 7],
        ["hincrby h new -1", -1],
        ["hset h text x", 1],
        ["hincrby h text 1", "ERR hash value is not an integer"],
        ["hdel h a b c new text x", 5],
        ["exists h", 0],
        ["set s 1", "OK"],
        ["hset s a 1", wrongType],
      ]));

    test("of lists", () =>
      expectScript([
        ["rpush l c d", 2],
        ["lpush l b a", 4],
        ["lrange l 0 -1", ["a", "b", "c", "d"]],
        ["lrange l -2 100", ["c", "d"]],
        ["lrange l 3 1", []],
        ["lindex l -1", "d"],
        ["lindex l 9", null],
        ["llen l", 4],
        ["lpop l", "a"],
        ["rpop l 2", ["d", "c"]],
        ["lpop l 0", []],
        ["lpop l -1", "ERR value is out of range, must be positive"],
        ["lpop l 9", ["b"]],
        ["exists l", 0],
        ["lpop l", null],
        ["rpush l a b c", 3],
        ["ltrim l 1 1", "OK"],
        ["lrange l 0 -1", ["b"]],
        ["ltrim l 5 9", "OK"],
        ["exists l", 0],
      ]));

    test("of sets", () =>
      expectScript([
        ["sadd s a b a", 2],
        ["sadd s a", 0],
        ["scard s", 2],
        ["sismember s a", 1],
        ["sismember s x", 0],
        ["srem s a x", 1],
        ["smembers s", ["b"]],
        ["srem s b", 1],
        ["exists s", 0],
        ["smembers s", []],
      ]));

    test("of sorted sets", () =>
      expectScript([
        ["zadd z 2 b 1 a 2 B", 3],
        ["zadd z 5 a", 0],
        ["zadd z ch 1 a", 1],
        ["zadd z nx 9 a 3 c", 1],
        ["zadd z xx ch 4 c 4 new", 1],
        ["zadd z gt ch 3 c", 0],
        ["zadd z nx xx 1 a", "ERR XX and NX options at the same time are not compatible"],
        ["zadd z gt lt 1 a", "ERR GT, LT, and/or NX options at the same time are not compatible"],
        ["zadd z x a", "ERR value is not a valid float"],
        ["zadd z 1 a 2", "ERR syntax error"],
        ["zadd z inf last", 1],
        ["zscore z last", "inf"],
        ["zscore z absent", null],
        ["zcard z", 5],
        ["zrange z 0 -1", ["a", "B", "b", "c", "last"]],
        ["zrange z 0 1 rev", ["last", "c"]],
        ["zrange z 0 1 withscores", ["a", "1", "B", "2"]],
        [
          "zrange z 0 1 limit 0 1",
          "ERR syntax error, LIMIT is only supported in combination with either BYSCORE or BYLEX",
        ],
        ["zrange z (1 4 byscore limit 1 2", ["b", "c"]],
        ["zrange z 4 (1 byscore rev", ["c", "b", "B"]],
        ["zrange z a 4 byscore", "ERR min or max is not a float"],
        ["zrange z a 4", notAnInteger],
        ["zrangebyscore z -inf 2", ["a", "B", "b"]],
        ["zrangebyscore z 2 +inf withscores limit 2 -1", ["c", "4", "last", "inf"]],
        ["zrangebyscore z 2 3 rev", "ERR syntax error"],
        ["zremrangebyscore z 2 (4", 2],
        ["zrem z a absent", 1],
        ["zrem z c last", 2],
        ["exists z", 0],
      ]));

    test("that do not exist", async () => {
      expect(await run("NONESUCH", "a")).toMatch(/^ERR unknown command/);
      expect(await run("constructor")).toMatch(/^ERR unknown command/);
    });
  });
});

describe("the embedded store", () => {
  let folder: string;

  beforeEach(() => {
    folder = mkdtempSync(join(tmpdir(), "upstash-"));
  });
  afterEach(() => rmSync(folder, { recursive: true }));

  async function start(clock: LocalClock, snapshotFile?: string): Promise<Upstash> {
    const upstash = await startUpstash({ clock, token, ...(snapshotFile === undefined ? {} : { snapshotFile }) });
    onTestFinished(() => upstash.close());
    return upstash;
  }

  const connect = (upstash: Upstash) => new Redis({ url: upstash.url, token, enableTelemetry: false });
  const settled = async () => {};

  test("lets keys expire when the stack's clock is moved", async () => {
    const clock = new LocalClock();
    const redis = connect(await start(clock));
    await redis.set("lock", "held", { ex: 60 });
    await redis.lpush("list", "a");
    await redis.expire("list", 3600);
    await clock.advance(61_000, settled);
    expect(await redis.get("lock")).toBeNull();
    expect(await redis.keys("*")).toEqual(["list"]);
    await clock.advance(3_600_000, settled);
    expect(await redis.dbsize()).toBe(0);
  });

  test("says that it has no scripts", async () => {
    const redis = connect(await start(new LocalClock()));
    await expect(redis.eval("return 1", [], [])).rejects.toThrow("ERR unknown command 'eval'");
  });

  test("does not repeat arguments in an error", async () => {
    const upstash = await start(new LocalClock());
    const { body } = await request(upstash, "/", '["nonesuch","a member\'s text"]');
    expect(body.error).not.toContain("member's text");
  });

  test("survives a restart with every type and its expiry", async () => {
    const clock = new LocalClock();
    const file = join(folder, "nested", "redis.json");
    const first = await startUpstash({ clock, token, snapshotFile: file });
    const redis = connect(first);
    await redis.set("text", "ä", { ex: 60 });
    await redis.hset("hash", { field: "v" });
    await redis.rpush("list", "a", "b");
    await redis.sadd("set", "x");
    await request(first, "/", '["zadd","due","-inf","first","1","second","inf","last"]');
    await first.close();

    const second = connect(await start(clock, file));
    expect(await second.get("text")).toBe("ä");
    expect(await second.hgetall("hash")).toEqual({ field: "v" });
    expect(await second.lrange("list", 0, -1)).toEqual(["a", "b"]);
    expect(await second.smembers("set")).toEqual(["x"]);
    expect(await second.zrange("due", 0, -1)).toEqual(["first", "second", "last"]);
    await clock.advance(61_000, settled);
    expect(await second.exists("text")).toBe(0);
  });

  test("saves a second after a change, readable by its owner alone", async () => {
    const clock = new LocalClock();
    const file = join(folder, "redis.json");
    await connect(await start(clock, file)).set("key", "value");
    await clock.advance(1000, settled);
    expect(readFileSync(file, "utf8")).toContain("value");
    expect(statSync(file).mode & 0o777).toBe(0o600);
  });

  test("refuses to begin with a snapshot that it cannot read", async () => {
    const file = join(folder, "redis.json");
    writeFileSync(file, "half a fi");
    await expect(startUpstash({ clock: new LocalClock(), token, snapshotFile: file })).rejects.toThrow(
      /redis\.json cannot be used: it is not a snapshot of this version/,
    );
  });
});

test("a Redis that is not there is answered with 503", async () => {
  const redisUrl = `redis://127.0.0.1:${await freePort()}`;
  const upstash = await startUpstash({ clock: new LocalClock(), token, redisUrl });
  onTestFinished(() => upstash.close());
  const expected = { status: 503, body: { error: "ERR the Redis server cannot be reached" } };
  expect(await request(upstash, "/", '["ping"]')).toEqual(expected);
  expect(await request(upstash, "/multi-exec", '[["ping"]]')).toEqual(expected);
});
