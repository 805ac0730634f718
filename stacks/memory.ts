import { Duration } from "aws-cdk-lib";
import { type StackContext, use } from "sst/constructs";
import { Alarm } from "../infra/alarm.ts";
import { conversationMetric } from "../infra/conversation-metric.ts";
import { QueueConsumer } from "../infra/queue-consumer.ts";
import { data } from "./data.ts";
import { foundations } from "./foundations.ts";
import { createFunction } from "./function.ts";
import { queues } from "./queues.ts";

/** What Jules remembers beyond the last texts: read off conversations that have paused, and nobody waits for it. */
export function memory({ app, stack }: StackContext) {
  const { configuration, encryptionKey, secrets, onCall } = use(foundations);
  const { members, memberKeys, ledger } = use(data);
  const { memory: rings } = use(queues);

  const reader = createFunction(stack, "memory", {
    folder: "consumers/memory",
    // The crisis check reads every fact before it is kept.
    memoryMegabytes: 512,
    timeoutSeconds: 60,
    environment: {
      STAGE: app.stage,
      SECRETS_PATH: secrets.path,
      MEMBERS_TABLE: members.tableName,
      MEMBER_KEYS_TABLE: memberKeys.tableName,
      LEDGER_TABLE: ledger.tableName,
      KMS_KEY_ID: encryptionKey.keyArn,
      MEMORY_QUEUE_URL: rings.queue.queueUrl,
      ANTHROPIC_BASE_URL: configuration.replies.anthropicUrl,
      EXTRACTOR_MODEL: configuration.memory.model,
      UPSTASH_REDIS_REST_URL: configuration.redisUrl,
      SELLS: configuration.billing.sells,
    },
    grants: [
      ...rings.consume(),
      ...rings.send(),
      // With what lies ahead, which goes on the agenda.
      ...members.access("GetItem", "BatchGetItem", "ConditionCheckItem", "PutItem"),
      ...members.query("history"),
      ...memberKeys.access("GetItem", "BatchGetItem"),
      encryptionKey.withContext({ app: app.name, stage: app.stage, keys: "branches" }, "kms:Decrypt"),
      encryptionKey.forTables(),
      secrets.read("AnthropicApiKey", "UpstashRedisToken"),
    ],
    errors: {
      errorImpact: "Jules does not remember what somebody told lately, once it is no longer among their last texts.",
      severity: "ticket",
      limit: 5,
      runbook: "memory",
    },
  });
  new QueueConsumer(stack, "memory-to-reader", { queue: rings, consumer: reader, batchSize: 1, maxConcurrency: 20 });
  new Alarm(stack, "memory-readings-failed", {
    errorImpact: "Jules remembers nothing new, of anybody; what was told is read later.",
    runbook: "memory",
    severity: "ticket",
    onCall,
    metric: conversationMetric(stack.stage, "MemoryReadingsFailed", Duration.hours(1)),
    threshold: 20,
  });
}
