import { Duration } from "aws-cdk-lib";
import { type Stack, type StackContext, use } from "sst/constructs";
import { Alarm } from "../infra/alarm.ts";
import { type ConversationCounter, conversationMetric } from "../infra/conversation-metric.ts";
import { QueueConsumer } from "../infra/queue-consumer.ts";
import { data } from "./data.ts";
import { foundations } from "./foundations.ts";
import { createFunction } from "./function.ts";
import { queues } from "./queues.ts";

/** How somebody proves their age: the page behind their link, what Veriff says, and what follows from it. */
export function age({ app, stack }: StackContext) {
  const { configuration, encryptionKey, secrets } = use(foundations);
  const { members, memberKeys, counters, ledger } = use(data);
  const { ageVerification } = use(queues);

  const wrapping = { app: app.name, stage: app.stage, keys: "branches" };
  const verifying = {
    STAGE: app.stage,
    SECRETS_PATH: secrets.path,
    MEMBERS_TABLE: members.tableName,
    MEMBER_KEYS_TABLE: memberKeys.tableName,
    LEDGER_TABLE: ledger.tableName,
    KMS_KEY_ID: encryptionKey.keyArn,
    VERIFF_API_URL: configuration.age.veriffUrl,
    PUBLIC_URL: configuration.publicUrl,
    ESTIMATED_AGE_PASS_MARK: configuration.age.passMark,
  };

  const agePages = createFunction(stack, "age-verification-page", {
    folder: "api/age-verification",
    memoryMegabytes: 256,
    timeoutSeconds: 15,
    environment: verifying,
    grants: [
      ...members.access("GetItem", "BatchGetItem", "UpdateItem", "ConditionCheckItem"),
      ...members.accessInTransactions("PutItem", "DeleteItem"),
      ...memberKeys.access("GetItem", "BatchGetItem"),
      encryptionKey.withContext(wrapping, "kms:Decrypt"),
      encryptionKey.forTables(),
      secrets.read("LinkSigningKeys", "VeriffApiKey", "VeriffSharedSecret"),
    ],
    errors: {
      errorImpact: "Who was taken for a minor cannot show that they are an adult.",
      severity: "ticket",
      limit: 3,
      runbook: "age-verification",
    },
  });

  const veriffWebhook = createFunction(stack, "veriff-webhook", {
    folder: "webhooks/veriff",
    memoryMegabytes: 256,
    timeoutSeconds: 5,
    environment: {
      STAGE: app.stage,
      SECRETS_PATH: secrets.path,
      AGE_VERIFICATION_QUEUE_URL: ageVerification.queue.queueUrl,
      ESTIMATED_AGE_PASS_MARK: configuration.age.passMark,
    },
    grants: [
      ...ageVerification.send(),
      secrets.read("VeriffApiKey", "VeriffSharedSecret", "VeriffSharedSecretPrevious"),
    ],
    errors: {
      errorImpact: "Members who showed their age hear of it up to an hour late.",
      severity: "ticket",
      limit: 3,
      runbook: "age-verification",
    },
  });

  const verification = createFunction(stack, "age-verification", {
    folder: "consumers/age-verification",
    memoryMegabytes: 256,
    timeoutSeconds: 20,
    environment: {
      ...verifying,
      COUNTERS_TABLE: counters.tableName,
      BANDWIDTH_API_URL: configuration.bandwidth.apiUrl,
      BANDWIDTH_TOKEN_URL: configuration.bandwidth.tokenUrl,
      BANDWIDTH_ACCOUNT_ID: configuration.bandwidth.accountId,
      BANDWIDTH_APPLICATION_ID: configuration.bandwidth.applicationId,
    },
    grants: [
      ...ageVerification.consume(),
      ...members.access("GetItem", "PutItem", "BatchGetItem", "UpdateItem", "DeleteItem", "ConditionCheckItem"),
      ...members.query("history"),
      ...memberKeys.access("GetItem", "BatchGetItem"),
      ...ledger.accessInTransactions("PutItem"),
      ...ledger.access("Query"),
      encryptionKey.withContext(wrapping, "kms:Decrypt"),
      encryptionKey.forTables(),
      secrets.read(
        ...(["BandwidthApiCredentials", "LinkSigningKeys", "RuleSwitches"] as const),
        ...(["VeriffApiKey", "VeriffSharedSecret"] as const),
      ),
    ],
    errors: {
      errorImpact: "Members who showed their age are not told, and stay where they were.",
      severity: "ticket",
      limit: 5,
      runbook: "age-verification",
    },
  });
  new QueueConsumer(stack, "age-verification-to-consumer", {
    queue: ageVerification,
    consumer: verification,
    batchSize: 5,
    maxConcurrency: 10,
  });

  watchVerifications(stack);
  return { agePages, veriffWebhook };
}

function watchVerifications(stack: Stack): void {
  const watch = (id: string, counter: ConversationCounter, threshold: number, errorImpact: string) =>
    new Alarm(stack, id, {
      errorImpact,
      runbook: "age-verification",
      severity: "ticket",
      onCall: use(foundations).onCall,
      metric: conversationMetric(stack.stage, counter, Duration.minutes(15)),
      threshold,
    });
  watch(
    "impossible-birth-dates",
    "ImpossibleBirthDates",
    1,
    "A member showed a document, and the date of birth that was read from it cannot be: they stay where they were.",
  );
  watch(
    "forged-verifications",
    "ForgedVerifications",
    10,
    "Members notice nothing; somebody tries to pass for Veriff, or a changed secret keeps Veriff out.",
  );
  watch(
    "unknown-verifications",
    "VerificationsUnknown",
    3,
    "Members notice nothing as a rule; Veriff speaks of sessions that nobody here began.",
  );
  watch(
    "verification-pages-failed",
    "VerificationPagesFailed",
    3,
    "Who was taken for a minor cannot show that they are an adult.",
  );
}
