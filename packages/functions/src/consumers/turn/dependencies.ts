import { setTimeout } from "node:timers/promises";
import { createAnthropicClassifier } from "@jules/adapters/anthropic";
import { lateTimeReader } from "@jules/adapters/chrono";
import {
  createAgendaStore,
  createBillingOrders,
  createErasureSchedule,
  createProfileStore,
  createTally,
  createVerificationStore,
} from "@jules/adapters/dynamo";
import { createDigest } from "@jules/adapters/keyed";
import { createLangfuse } from "@jules/adapters/langfuse";
import { lateLinks } from "@jules/adapters/links";
import { createOpenAiJudge, createOpenAiModeration } from "@jules/adapters/openai";
import { createRedisSharedState, createRedisWindows, nameOf } from "@jules/adapters/redis";
import { createSecrets } from "@jules/adapters/ssm";
import { contactCardUrl } from "@jules/core/contact-card";
import { createGuardedModerator, createReplyChain, createSecondLook } from "@jules/core/providers";
import { createQuotas } from "@jules/core/quotas";
import { createMemoryBell } from "../../queues/memory-bell.ts";
import { createPrivacyDesk } from "../../queues/privacy-desk.ts";
import { systemClock } from "../../runtime/clock.ts";
import { createConversation } from "../../runtime/conversation.ts";
import { readEnvironment } from "../../runtime/environment.ts";
import { reportFailedModel } from "../../runtime/failed-model.ts";
import { failureOf } from "../../runtime/failure-code.ts";
import { createQuotaNotices } from "../../runtime/quota-notices.ts";
import { createReplyModels } from "../../runtime/reply-models.ts";
import { createReporter } from "../../runtime/reporter.ts";
import { createSwitches } from "../../runtime/rule-switches.ts";
import { createSelling } from "../../runtime/selling.ts";
import { environmentSchema } from "./environment.ts";
import type { Dependencies } from "./handler.ts";

const environment = readEnvironment(environmentSchema, process.env);
const secrets = createSecrets({
  path: environment.SECRETS_PATH,
  required: ["BandwidthApiCredentials", "AnthropicApiKey", "LinkSigningKeys"],
  // Without Redis each sandbox finds out by itself that a provider is out; without OpenAI's key it is not asked, and nobody
  // answers in Anthropic's place.
  optional: ["UpstashRedisToken", "OpenAiApiKey", "LangfuseKeys", "RuleSwitches"],
  now: () => Date.now(),
});
const { documents, keyring, members, conversations, sender } = createConversation(
  environment,
  async () => (await secrets.read()).BandwidthApiCredentials,
);
const reporter = createReporter({ service: "turn", environment, clock: systemClock });
const anthropic = {
  baseUrl: environment.ANTHROPIC_BASE_URL,
  apiKey: async () => (await secrets.read()).AnthropicApiKey,
};
const openAi = {
  baseUrl: environment.OPENAI_BASE_URL,
  apiKey: async () => (await secrets.read()).OpenAiApiKey,
};
const hasOpenAi = async () => (await openAi.apiKey()) !== "";
const guarding = {
  state: createRedisSharedState({
    url: environment.UPSTASH_REDIS_REST_URL,
    token: async () => (await secrets.read()).UpstashRedisToken,
    prefix: `jules:${environment.STAGE}:`,
    timeoutMs: 200,
  }),
  clock: systemClock,
  random: Math.random,
};
const model = createReplyChain({
  ...guarding,
  models: createReplyModels(environment.REPLY_MODELS, { anthropic, openai: openAi }),
  pause: setTimeout,
  failed: (model, error) => reportFailedModel(reporter, model, error),
});
const secondLook = createSecondLook({
  ...guarding,
  advisers: [
    {
      name: "classifier",
      adviser: createAnthropicClassifier({ ...anthropic, model: environment.CLASSIFIER_MODEL }),
      clears: true,
    },
    {
      name: "moderation",
      adviser: createOpenAiModeration(openAi),
      clears: false,
      isOn: hasOpenAi,
    },
  ],
  failed: (adviser, error) => reporter.warn("opinion.failed", { adviser, ...failureOf(error) }, { OpinionsFailed: 1 }),
});

/** Loaded with the first order or ring: few turns have one, and none else needs a queue's client. */
async function queueAt(url: string) {
  const { createQueue } = await import("@jules/adapters/sqs");
  return createQueue({ url });
}
const privacyQueue = () => queueAt(environment.PRIVACY_QUEUE_URL);
const memoryQueue = () => queueAt(environment.MEMORY_QUEUE_URL);

let reader: ReturnType<typeof loadAttachmentReader> | undefined;

/** Loaded with the first attachment: few texts have one. */
function attachmentReader() {
  reader ??= loadAttachmentReader();
  return reader;
}

async function loadAttachmentReader() {
  const [{ createAttachmentReader }, { createPictureDescriber }] = await Promise.all([
    import("@jules/adapters/bandwidth-media"),
    import("@jules/adapters/anthropic-pictures"),
  ]);
  return createAttachmentReader({
    apiUrl: environment.BANDWIDTH_API_URL,
    accountId: environment.BANDWIDTH_ACCOUNT_ID,
    tokens: sender.tokens,
    describer: createPictureDescriber({ ...anthropic, model: environment.CLASSIFIER_MODEL }),
    now: () => Date.now(),
  });
}

export const dependencies: Dependencies = {
  pause: setTimeout,
  reporter,
  clock: systemClock,
  members,
  conversations,
  sender,
  model,
  secondLook,
  erasures: createErasureSchedule({ documents, membersTable: environment.MEMBERS_TABLE }),
  links: lateLinks({
    keys: async () => (await secrets.read()).LinkSigningKeys,
    publicUrl: environment.PUBLIC_URL,
  }),
  verifications: createVerificationStore({ documents, membersTable: environment.MEMBERS_TABLE, keyring }),
  privacy: {
    ...createPrivacyDesk({ queue: { sendAll: async (entries) => (await privacyQueue()).sendAll(entries) }, keyring }),
    tally: createTally({ documents, membersTable: environment.MEMBERS_TABLE }),
  },
  // Its weights are half of intake; few turns have words to look at by themselves.
  assess: async (words) => (await import("@jules/core/crisis/assessing")).assess(words),
  profiles: createProfileStore({ documents, membersTable: environment.MEMBERS_TABLE, keyring }),

  windows: createRedisWindows({ state: guarding.state, keyring, now: Date.now }),

  memoryBell: createMemoryBell({ sendAll: async (entries) => (await memoryQueue()).sendAll(entries) }),

  moderator: createGuardedModerator({
    ...guarding,
    judge: createOpenAiJudge(openAi),
    isOn: hasOpenAi,
    failed: (side, error) => reporter.warn("judgement.failed", { side, ...failureOf(error) }, { JudgementsFailed: 1 }),
  }),

  quotas: createQuotas({
    state: guarding.state,
    limits: environment.QUOTAS,
    nameOf: (member) => nameOf("quota", member),
    clock: systemClock,
    digest: async () => createDigest((await secrets.read()).LinkSigningKeys, "loop"),
    notices: createQuotaNotices(reporter),
  }),

  attachments: { read: async (url, timeoutMs, looks) => (await attachmentReader()).read(url, timeoutMs, looks) },

  selling: createSelling(environment),
  orders: createBillingOrders({ documents, membersTable: environment.MEMBERS_TABLE }),

  agenda: createAgendaStore({ documents, membersTable: environment.MEMBERS_TABLE, keyring }),

  times: lateTimeReader(),

  contactCardUrl: (ownNumber) => contactCardUrl(environment.PUBLIC_URL, ownNumber),

  ...(environment.LANGFUSE_BASE_URL && {
    observer: createLangfuse({
      baseUrl: environment.LANGFUSE_BASE_URL,
      keys: async () => (await secrets.read()).LangfuseKeys,
      stage: environment.STAGE,
      showsContent: environment.LANGFUSE_CONTENT === "shown",
      timeoutMs: 1_500,
      failed: (error) => reporter.warn("traces.lost", failureOf(error), { TracesLost: 1 }),
    }),
  }),
  switches: createSwitches(async () => (await secrets.read()).RuleSwitches, reporter),
};
