import { createSecrets } from "@jules/adapters/ssm";
import { systemClock } from "../../runtime/clock.ts";
import { readEnvironment } from "../../runtime/environment.ts";
import { createReplyModels } from "../../runtime/reply-models.ts";
import { createReporter } from "../../runtime/reporter.ts";
import { environmentSchema } from "./environment.ts";
import { type Dependencies, MOST_TOKENS } from "./handler.ts";

const environment = readEnvironment(environmentSchema, process.env);
const secrets = createSecrets({
  path: environment.SECRETS_PATH,
  required: ["AnthropicApiKey"],
  optional: ["OpenAiApiKey"],
  now: () => Date.now(),
});
const anthropic = {
  baseUrl: environment.ANTHROPIC_BASE_URL,
  apiKey: async () => (await secrets.read()).AnthropicApiKey,
};
const openAi = {
  baseUrl: environment.OPENAI_BASE_URL,
  apiKey: async () => (await secrets.read()).OpenAiApiKey,
};

export const dependencies: Dependencies = {
  reporter: createReporter({ service: "provider-probe", environment, clock: systemClock }),
  models: createReplyModels(environment.REPLY_MODELS, { anthropic, openai: openAi }, { mostTokens: MOST_TOKENS }),
};
