import { createAnthropicReplyModel } from "@jules/adapters/anthropic";
import { createSecrets } from "@jules/adapters/ssm";
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
  now: () => Date.now(),
});
const { members, conversations, sender } = createConversation(
  environment,
  async () => (await secrets.read()).BandwidthApiCredentials,
);

export const dependencies: Dependencies = {
  reporter: createReporter({ service: "turn", stage: environment.STAGE, clock: systemClock }),
  clock: systemClock,
  members,
  conversations,
  sender,
  model: createAnthropicReplyModel({
    baseUrl: environment.ANTHROPIC_BASE_URL,
    model: environment.REPLY_MODEL,
    apiKey: async () => (await secrets.read()).AnthropicApiKey,
  }),
};
