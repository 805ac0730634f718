import { setTimeout as pause } from "node:timers/promises";
import { createRedisSharedState } from "@jules/adapters/redis";
import { sharedStateContract } from "@jules/testkit/contracts";
import { afterAll } from "vitest";
import { LocalClock } from "../src/clock/index.ts";
import { startUpstash } from "../src/upstash/index.ts";

const { JULES_REDIS_URL: redisUrl } = process.env;
if (redisUrl === undefined) throw new Error("JULES_REDIS_URL names the Redis to use.");

const TOKEN = "token";
const upstash = await startUpstash({ clock: new LocalClock(), token: TOKEN, redisUrl });
afterAll(() => upstash.close());

sharedStateContract(async () => ({
  state: createRedisSharedState({
    url: upstash.url,
    token: async () => TOKEN,
    prefix: "conformance:",
    timeoutMs: 5_000,
  }),
  // A real Redis has a clock of its own.
  pass: (milliseconds) => pause(milliseconds),
}));
