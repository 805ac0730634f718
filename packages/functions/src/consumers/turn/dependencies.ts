import { setTimeout } from "node:timers/promises";
import { createAnthropicReplyModel } from "@jules/adapters/anthropic";
import { createRedisSharedState } from "@jules/adapters/redis";
import { createSecrets } from "@jules/adapters/ssm";
import { createGuardedReplyModel } from "@jules/core/providers";
import { systemClock } from "../../runtime/clock.ts";
import { createConversation } from "../../runtime/conversation.ts";
import { readEnvironment } from "../../runtime/environment.ts";
import { createReporter } from "../../runtime/reporter.ts";
import { environmentSchema } from "./environment.ts";
import type { Dependencies } from "./handler.ts";

const environment = readEnvironment(environmentSchema, process.env);
const secrets = createSecrets({
  path: environment.SECRETS_PATH,
  required: ["BandwidthApiCredentials", "AnthropicApiKey"],
  // Without it each sandbox finds out by itself that a provider is out.
  optional: ["UpstashRedisToken"],
  now: () => Date.now(),
});
const { members, conversations, sender } = createConversation(
  environment,
  async () => (await secrets.read()).BandwidthApiCredentials,
);
const model = createGuardedReplyModel({
  provider: "anthropic",
  model: createAnthropicReplyModel({
    baseUrl: environment.ANTHROPIC_BASE_URL,
    model: environment.REPLY_MODEL,
    apiKey: async () => (await secrets.read()).AnthropicApiKey,
  }),
  state: createRedisSharedState({
    url: environment.UPSTASH_REDIS_REST_URL,
    token: async () => (await secrets.read()).UpstashRedisToken,
    prefix: `jules:${environment.STAGE}:`,
    timeoutMs: 200,
  }),
  clock: systemClock,
  random: Math.random,
});

export const dependencies: Dependencies = {
  pause: setTimeout,
  reporter: createReporter({ service: "turn", stage: environment.STAGE, clock: systemClock }),
  clock: systemClock,
  members,
  conversations,
  sender,
  model,
};
