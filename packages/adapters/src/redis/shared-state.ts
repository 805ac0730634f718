import { Failure } from "@jules/core/kernel";
import type { SharedState } from "@jules/core/providers";
import type { Redis } from "@upstash/redis/cloudflare";

/**
 * The shared state in Redis, through Upstash's REST protocol. The client is loaded when the first question is asked, so
 * that a cold sandbox need not wait for it.
 * @param settings.token read per question, so that a rotated one arrives.
 * @param settings.prefix begins every key and names the stage: stages may share a database.
 * @param settings.timeoutMs for a question and its answer; reading the token and loading the client do not count.
 */
export function createRedisSharedState(settings: {
  readonly url: string;
  readonly token: () => Promise<string>;
  readonly prefix: string;
  readonly timeoutMs: number;
}): SharedState {
  const { prefix, timeoutMs } = settings;
  let client: { readonly token: string; readonly redis: Redis } | undefined;

  async function connected(): Promise<Redis> {
    const [token, upstash] = await Promise.all([settings.token(), import("@upstash/redis/cloudflare")]);
    if (client?.token !== token) {
      const redis = new upstash.Redis({
        ...{ url: settings.url, token },
        // As a function: with a plain signal, a question that is given up resolves as if there were no such key.
        signal: () => AbortSignal.timeout(timeoutMs),
        retry: { retries: 0 },
        // Otherwise "42" comes back as a number, and what is asked in one moment in an order of its own.
        automaticDeserialization: false,
        enableAutoPipelining: false,
        enableTelemetry: false,
      });
      client = { token, redis };
    }
    return client.redis;
  }

  async function ask<Answer>(question: (redis: Redis) => Promise<Answer>): Promise<Answer> {
    try {
      return await question(await connected());
    } catch (error) {
      throw new Failure("shared-state.unavailable", "Redis did not answer", { cause: error });
    }
  }

  return {
    get: (key) => ask(async (redis) => (await redis.get<string>(prefix + key)) ?? undefined),
    async set(key, value, expiresInMs) {
      await ask((redis) => redis.set(prefix + key, value, { px: expiresInMs }));
    },
    claim: (key, value, expiresInMs) =>
      ask(async (redis) => (await redis.set(prefix + key, value, { px: expiresInMs, nx: true })) === "OK"),
    add: (key, amount, expiresInMs) =>
      ask(async (redis) => {
        const name = prefix + key;
        const [sum] = await redis.pipeline().incrby(name, amount).pexpire(name, expiresInMs).exec<[number, number]>();
        return sum;
      }),
    addAll: (additions) =>
      ask(async (redis) => {
        if (additions.length === 0) return [];
        // A bit field is many numbers in one command. A script would save nothing: Upstash counts the commands in it too
        // (https://upstash.com/docs/redis/sdks/ratelimit-ts/costs).
        const adding = redis.pipeline();
        for (const { key, amounts } of additions) {
          const row = adding.bitfield(prefix + key);
          for (const [place, amount] of amounts.entries()) row.incrby("i64", `#${place}`, amount);
          row.exec();
        }
        const sums = await adding.exec<number[][]>();
        // Only who begins a row says when it ends: a command costs.
        const begun = additions.filter(({ amounts }, index) =>
          amounts.every((amount, at) => sums[index]?.[at] === amount),
        );
        if (begun.length === 0) return sums;
        const ending = redis.pipeline();
        for (const { key, expiresInMs } of begun) ending.pexpire(prefix + key, expiresInMs);
        await ending.exec();
        return sums;
      }),
    append: (key, entries, keep, expiresInMs) =>
      ask(async (redis) => {
        const name = prefix + key;
        const pipeline = redis
          .pipeline()
          .rpush(name, ...entries)
          .ltrim(name, -keep, -1)
          .pexpire(name, expiresInMs);
        const [, , , kept] = await pipeline.lrange(name, 0, -1).exec<[number, string, number, string[]]>();
        return kept;
      }),
  };
}
