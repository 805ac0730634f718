import { Duration } from "aws-cdk-lib";
import { MathExpression } from "aws-cdk-lib/aws-cloudwatch";
import { Schedule as EventsSchedule } from "aws-cdk-lib/aws-events";
import type { IFunction } from "aws-cdk-lib/aws-lambda";
import { type Stack, type StackContext, use } from "sst/constructs";
import { Alarm } from "../infra/alarm.ts";
import { type ConversationCounter, conversationMetric } from "../infra/conversation-metric.ts";
import { QueueConsumer } from "../infra/queue-consumer.ts";
import { Schedule } from "../infra/schedule.ts";
import { data } from "./data.ts";
import { foundations } from "./foundations.ts";
import { createFunction } from "./function.ts";
import { queues } from "./queues.ts";
import { sending } from "./sending.ts";

/** From a text to its answer: intake, turn, what the carrier says became of it, and the sweeper that misses nothing. */
export function conversation({ app, stack }: StackContext) {
  const { configuration, encryptionKey, secrets } = use(foundations);
  const { members, memberKeys, counters, ledger } = use(data);
  const { inbound, turns, status, privacy, memory } = use(queues);

  const { wrapping, environment: conversationEnvironment } = sending(app);

  // Rows are made together with what they are about, and never changed.
  const ledgerRows = [...ledger.accessInTransactions("PutItem"), ...ledger.access("Query")];

  const intake = createFunction(stack, "intake", {
    folder: "consumers/intake",
    memoryMegabytes: 512,
    timeoutSeconds: 20,
    environment: {
      ...conversationEnvironment,
      INBOUND_QUEUE_URL: inbound.queue.queueUrl,
      TURNS_QUEUE_URL: turns.queue.queueUrl,
      PRIVACY_QUEUE_URL: privacy.queue.queueUrl,
      COUNTRIES: configuration.countries,
    },
    grants: [
      ...inbound.consume(),
      ...turns.send(),
      ...privacy.send(),
      ...members.access("GetItem", "PutItem", "UpdateItem", "ConditionCheckItem", "BatchGetItem"),
      ...members.accessInTransactions("DeleteItem"),
      ...memberKeys.access("GetItem", "PutItem", "BatchGetItem"),
      ...counters.accessInTransactions("UpdateItem"),
      ...ledgerRows,
      encryptionKey.withContext(wrapping, "kms:Encrypt", "kms:Decrypt"),
      encryptionKey.forTables(),
      secrets.read("BandwidthApiCredentials", "NumberPeppers", "RuleSwitches"),
    ],
    errors: {
      errorImpact: "Members' texts go unanswered, STOP and calls for help included.",
      severity: "page",
      limit: 1,
    },
  });
  new QueueConsumer(stack, "inbound-to-intake", {
    queue: inbound,
    consumer: intake,
    batchSize: 10,
    maxConcurrency: 200,
  });

  const turn = createFunction(stack, "turn", {
    folder: "consumers/turn",
    memoryMegabytes: 512,
    timeoutSeconds: 35,
    environment: {
      ...conversationEnvironment,
      ANTHROPIC_BASE_URL: configuration.replies.anthropicUrl,
      OPENAI_BASE_URL: configuration.replies.openAiUrl,
      REPLY_MODELS: configuration.replies.models,
      CLASSIFIER_MODEL: configuration.secondLook.model,
      UPSTASH_REDIS_REST_URL: configuration.redisUrl,
      PRIVACY_QUEUE_URL: privacy.queue.queueUrl,
      MEMORY_QUEUE_URL: memory.queue.queueUrl,
      PUBLIC_URL: configuration.publicUrl,
      QUOTAS: configuration.quotas,
      SELLS: configuration.billing.sells,
      LANGFUSE_BASE_URL: configuration.langfuse.url,
      LANGFUSE_CONTENT: configuration.langfuse.content,
    },
    grants: [
      ...turns.consume(),
      ...privacy.send(),
      ...memory.send(),
      ...members.access("GetItem", "BatchGetItem", "UpdateItem", "ConditionCheckItem", "Query"),
      // What is put on an agenda, and taken off it.
      ...members.access("PutItem", "BatchWriteItem"),
      ...members.accessInTransactions("DeleteItem"),
      ...members.query("history", "open"),
      ...memberKeys.access("GetItem", "BatchGetItem"),
      ...counters.accessInTransactions("UpdateItem"),
      ...ledgerRows,
      encryptionKey.withContext(wrapping, "kms:Decrypt"),
      encryptionKey.forTables(),
      secrets.read(
        ...(["BandwidthApiCredentials", "AnthropicApiKey", "OpenAiApiKey", "UpstashRedisToken"] as const),
        ...(["LangfuseKeys", "LinkSigningKeys", "RuleSwitches"] as const),
      ),
    ],
    errors: { errorImpact: "Members' texts go unanswered.", severity: "page", limit: 3 },
  });
  new QueueConsumer(stack, "turns-to-turn", { queue: turns, consumer: turn, batchSize: 1, maxConcurrency: 500 });

  const deliveryStatus = createFunction(stack, "delivery-status", {
    folder: "consumers/delivery-status",
    memoryMegabytes: 256,
    timeoutSeconds: 15,
    environment: { STAGE: app.stage, MEMBERS_TABLE: members.tableName, LEDGER_TABLE: ledger.tableName },
    grants: [...status.consume(), ...members.access("GetItem", "UpdateItem"), ...ledgerRows, encryptionKey.forTables()],
    errors: {
      errorImpact: "Members notice nothing; we do not know which of our texts arrived.",
      severity: "ticket",
      limit: 5,
    },
  });
  new QueueConsumer(stack, "status-to-delivery-status", {
    queue: status,
    consumer: deliveryStatus,
    batchSize: 10,
    maxConcurrency: 50,
  });

  const sweeper = createFunction(stack, "sweeper", {
    folder: "crons/sweeper",
    memoryMegabytes: 256,
    timeoutSeconds: 50,
    environment: { STAGE: app.stage, MEMBERS_TABLE: members.tableName, TURNS_QUEUE_URL: turns.queue.queueUrl },
    grants: [...members.query("due"), ...turns.send(), encryptionKey.forTables()],
    errors: {
      errorImpact: "A text whose answer got lost on the way stays unanswered.",
      severity: "page",
      limit: 3,
      runbook: "sweeper",
    },
  });
  new Schedule(stack, "sweeper-schedule", {
    name: app.logicalPrefixedName("sweeper"),
    description: "Finds texts that should have been answered by now and rings for them again.",
    schedule: EventsSchedule.rate(Duration.minutes(1)),
    target: sweeper,
  });

  const followUp = createFunction(stack, "follow-up", {
    folder: "crons/follow-up",
    memoryMegabytes: 256,
    timeoutSeconds: 120,
    environment: conversationEnvironment,
    grants: [
      ...members.access("GetItem", "BatchGetItem", "UpdateItem", "ConditionCheckItem"),
      ...members.accessInTransactions("PutItem", "DeleteItem"),
      ...ledgerRows,
      ...members.query("due"),
      ...memberKeys.access("GetItem", "BatchGetItem"),
      encryptionKey.withContext(wrapping, "kms:Decrypt"),
      encryptionKey.forTables(),
      secrets.read("BandwidthApiCredentials", "RuleSwitches"),
    ],
    errors: {
      errorImpact: "Members who asked for a check-in after a crisis do not get it.",
      severity: "ticket",
      limit: 3,
      runbook: "holds",
    },
  });
  new Schedule(stack, "follow-up-schedule", {
    name: app.logicalPrefixedName("follow-up"),
    description: "Sends the check-ins that members asked for after a crisis, by day where they live.",
    schedule: EventsSchedule.rate(Duration.minutes(15)),
    target: followUp,
  });

  createFunction(stack, "release-hold", {
    folder: "operations/release-hold",
    memoryMegabytes: 256,
    timeoutSeconds: 15,
    environment: {
      STAGE: app.stage,
      MEMBERS_TABLE: members.tableName,
      MEMBER_KEYS_TABLE: memberKeys.tableName,
      LEDGER_TABLE: ledger.tableName,
      KMS_KEY_ID: encryptionKey.keyArn,
    },
    grants: [
      ...members.access("BatchGetItem", "UpdateItem"),
      ...memberKeys.access("GetItem", "BatchGetItem"),
      encryptionKey.withContext(wrapping, "kms:Decrypt"),
      encryptionKey.forTables(),
    ],
    errors: {
      errorImpact: "Members notice nothing; an operator could not release a member from a hold.",
      severity: "ticket",
      limit: 3,
      runbook: "holds",
    },
  });

  watchDurations(stack, intake, turn);
  watchConversation(stack);
}

function watchDurations(stack: Stack, intake: IFunction, turn: IFunction): void {
  const { onCall } = use(foundations);
  const p95 = { period: Duration.minutes(1), statistic: "p95" };
  new Alarm(stack, "intake-duration", {
    errorImpact: "Members wait for STOP to be confirmed, and in a crisis for the first answer.",
    runbook: "slow-turns",
    severity: "page",
    onCall,
    metric: intake.metricDuration(p95),
    threshold: Duration.seconds(10).toMilliseconds(),
    periods: 3,
  });
  new Alarm(stack, "turn-duration", {
    errorImpact: "Members wait unusually long for an answer.",
    runbook: "slow-turns",
    severity: "ticket",
    onCall,
    metric: turn.metricDuration(p95),
    threshold: Duration.seconds(20).toMilliseconds(),
    periods: 3,
  });
}

/** What no single part can see. */
function watchConversation(stack: Stack): void {
  const { onCall } = use(foundations);
  const counted = (counter: ConversationCounter, minutes: number) =>
    conversationMetric(stack.stage, counter, Duration.minutes(minutes));
  new Alarm(stack, "unanswered-texts", {
    errorImpact: "Members text and nobody gets an answer.",
    runbook: "unanswered-texts",
    severity: "page",
    onCall,
    metric: new MathExpression({
      label: "Minutes with texts and without a reply",
      // Only texts that wait for one: after a STOP none follows, and a text of a crisis has had its fixed reply.
      expression: "IF(FILL(waiting, 0) > 0 AND FILL(sent, 0) < 1, 1, 0)",
      usingMetrics: {
        waiting: counted("TextsWaiting", 1),
        sent: counted("RepliesSent", 1),
      },
      period: Duration.minutes(1),
    }),
    threshold: 1,
    periods: 3,
  });
  new Alarm(stack, "crisis-replies-failed", {
    errorImpact: "A member in a crisis did not get the numbers that help.",
    runbook: "crisis-replies-failed",
    severity: "page",
    onCall,
    metric: counted("CrisisRepliesFailed", 1),
    threshold: 1,
  });
  new Alarm(stack, "crisis-check-failed", {
    errorImpact: "A text in which nobody could look for a crisis is answered as a concern, one that means more too.",
    runbook: "crisis-check",
    severity: "page",
    onCall,
    metric: counted("CrisisCheckFailed", 1),
    threshold: 1,
  });
  new Alarm(stack, "referrals-uncounted", {
    errorImpact: "Members notice nothing; what we report to the authorities is too low.",
    runbook: "crisis-check",
    severity: "ticket",
    onCall,
    metric: counted("ReferralsUncounted", 5),
    threshold: 1,
  });
  new Alarm(stack, "replies-held-back", {
    errorImpact: "Members are told that Jules has no good answer: the model writes what must not be said.",
    runbook: "held-back-replies",
    severity: "ticket",
    onCall,
    metric: counted("RepliesHeldBack", 60),
    threshold: 5,
  });
  new Alarm(stack, "fixed-texts-failed", {
    errorImpact: "The help in a crisis, a confirmation or the introduction left us and never reached the member.",
    runbook: "crisis-replies-failed",
    severity: "ticket",
    onCall,
    metric: counted("FixedTextsFailed", 5),
    threshold: 1,
  });
  new Alarm(stack, "parked-texts", {
    errorImpact: "Members get no answer to texts that we could not handle.",
    runbook: "parked-texts",
    severity: "page",
    onCall,
    metric: counted("TextsParked", 5),
    threshold: 1,
  });
  new Alarm(stack, "episodes-unreadable", {
    errorImpact: "Members in danger may be spoken to as if they were not: what is known of them cannot be opened.",
    runbook: "holds",
    severity: "page",
    onCall,
    metric: counted("EpisodesUnreadable", 5),
    threshold: 1,
  });
  new Alarm(stack, "blocked-senders", {
    errorImpact: "Members may get none of our texts: carriers block them.",
    runbook: "blocked-senders",
    severity: "ticket",
    onCall,
    metric: counted("SendersBlocked", 60),
    // One is a person who blocked us; several in an hour are a carrier that does.
    threshold: 3,
  });
  new Alarm(stack, "model-failures", {
    errorImpact: "Members get no answer, or a late one.",
    runbook: "model-failures",
    severity: "ticket",
    onCall,
    metric: counted("ModelFailures", 5),
    threshold: 5,
  });
  new Alarm(stack, "judgements-failed", {
    errorImpact: "Members notice nothing: what is said is judged by our own guards alone.",
    runbook: "held-back-replies",
    severity: "ticket",
    onCall,
    metric: counted("JudgementsFailed", 60),
    // A slow answer now and then is none; an outage that lasts is, and so is a key that was withdrawn.
    threshold: 50,
  });
  new Alarm(stack, "opinions-failed", {
    errorImpact: "Texts that only hint at danger are answered as a concern, those that mean more too.",
    runbook: "second-looks",
    severity: "ticket",
    onCall,
    // Few texts are looked at twice, so a short time would never see enough of them.
    metric: counted("OpinionsFailed", 60),
    threshold: 5,
  });
}
