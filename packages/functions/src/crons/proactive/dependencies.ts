import { setTimeout } from "node:timers/promises";
import { createAgendaStore, createProfileStore } from "@jules/adapters/dynamo";
import { createRedisSharedState } from "@jules/adapters/redis";
import { createSecrets } from "@jules/adapters/ssm";
import { createReplyChain } from "@jules/core/providers";
import { systemClock } from "../../runtime/clock.ts";
import { createConversation } from "../../runtime/conversation.ts";
import { readEnvironment } from "../../runtime/environment.ts";
import { reportFailedModel } from "../../runtime/failed-model.ts";
import { createReplyModels } from "../../runtime/reply-models.ts";
import { createReporter } from "../../runtime/reporter.ts";
import { createSwitches } from "../../runtime/rule-switches.ts";
import { createSelling } from "../../runtime/selling.ts";
import { environmentSchema } from "./environment.ts";
import type { Dependencies } from "./handler.ts";

const environment = readEnvironment(environmentSchema, process.env);
const secrets = createSecrets({
  path: environment.SECRETS_PATH,
  required: ["BandwidthApiCredentials"],
  // Without a model check-ins have words of ours.
  optional: ["AnthropicApiKey", "OpenAiApiKey", "UpstashRedisToken", "RuleSwitches"],
  now: () => Date.now(),
});
const { documents, keyring, ...conversation } = createConversation(
  environment,
  async () => (await secrets.read()).BandwidthApiCredentials,
);
const reporter = createReporter({ service: "proactive", environment, clock: systemClock });
const table = { documents, membersTable: environment.MEMBERS_TABLE, keyring };

export const dependencies: Dependencies = {
  ...conversation,
  reporter,
  clock: systemClock,
  switches: createSwitches(async () => (await secrets.read()).RuleSwitches, reporter),
  agenda: createAgendaStore(table),
  entitled: createSelling(environment).entitled,
  profiles: createProfileStore(table),
  // Its weights are most of what this function would load; most runs have no reminder to say.
  assess: async (words) => (await import("@jules/core/crisis/assessing")).assess(words),
  model: createReplyChain({
    state: createRedisSharedState({
      url: environment.UPSTASH_REDIS_REST_URL,
      token: async () => (await secrets.read()).UpstashRedisToken,
      prefix: `jules:${environment.STAGE}:`,
      timeoutMs: 200,
    }),
    clock: systemClock,
    random: Math.random,
    pause: setTimeout,
    models: createReplyModels(environment.REPLY_MODELS, {
      anthropic: {
        baseUrl: environment.ANTHROPIC_BASE_URL,
        apiKey: async () => (await secrets.read()).AnthropicApiKey,
      },
      openai: { baseUrl: environment.OPENAI_BASE_URL, apiKey: async () => (await secrets.read()).OpenAiApiKey },
    }),
    failed: (model, error) => reportFailedModel(reporter, model, error),
  }),
};
