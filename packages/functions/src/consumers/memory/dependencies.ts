import { createAnthropicMemoryExtractor } from "@jules/adapters/anthropic";
import {
  createAddresses,
  createAgendaStore,
  createDocuments,
  createKeyStore,
  createMemberStore,
  createProfileStore,
  createTranscript,
} from "@jules/adapters/dynamo";
import { createKeyring } from "@jules/adapters/kms";
import { createRedisSharedState } from "@jules/adapters/redis";
import { createQueue } from "@jules/adapters/sqs";
import { createSecrets } from "@jules/adapters/ssm";
import { assess } from "@jules/core/crisis/assessing";
import { createGuardedExtractor } from "@jules/core/providers";
import { createMemoryBell } from "../../queues/memory-bell.ts";
import { systemClock } from "../../runtime/clock.ts";
import { readEnvironment } from "../../runtime/environment.ts";
import { createReporter } from "../../runtime/reporter.ts";
import { createSelling } from "../../runtime/selling.ts";
import { environmentSchema } from "./environment.ts";
import type { Dependencies } from "./handler.ts";

const environment = readEnvironment(environmentSchema, process.env);
const now = () => Date.now();
const secrets = createSecrets({
  path: environment.SECRETS_PATH,
  required: ["AnthropicApiKey"],
  optional: ["UpstashRedisToken"],
  now,
});
const documents = createDocuments();
const tables = {
  documents,
  membersTable: environment.MEMBERS_TABLE,
  keysTable: environment.MEMBER_KEYS_TABLE,
  ledgerTable: environment.LEDGER_TABLE,
  keyring: createKeyring({
    keyId: environment.KMS_KEY_ID,
    stage: environment.STAGE,
    keys: createKeyStore(documents, environment.MEMBER_KEYS_TABLE),
    now,
  }),
};
const queue = createQueue({ url: environment.MEMORY_QUEUE_URL });

export const dependencies: Dependencies = {
  reporter: createReporter({ service: "memory", environment, clock: systemClock }),
  clock: systemClock,
  assess,
  entitled: createSelling(environment).entitled,
  members: createMemberStore(tables),
  profiles: createProfileStore(tables),
  transcript: createTranscript(tables),
  conversations: createAddresses(tables),
  agenda: createAgendaStore(tables),
  bell: (delaySeconds) => createMemoryBell(queue, delaySeconds),
  extractor: createGuardedExtractor({
    provider: "extractor",
    state: createRedisSharedState({
      url: environment.UPSTASH_REDIS_REST_URL,
      token: async () => (await secrets.read()).UpstashRedisToken,
      prefix: `jules:${environment.STAGE}:`,
      timeoutMs: 200,
    }),
    clock: systemClock,
    random: Math.random,
    extractor: createAnthropicMemoryExtractor({
      baseUrl: environment.ANTHROPIC_BASE_URL,
      apiKey: async () => (await secrets.read()).AnthropicApiKey,
      model: environment.EXTRACTOR_MODEL,
    }),
  }),
};
