import { Duration } from "aws-cdk-lib";
import { Schedule as EventsSchedule } from "aws-cdk-lib/aws-events";
import { type Stack, type StackContext, use } from "sst/constructs";
import { acceptFinding } from "../infra/accepted-finding.ts";
import { Alarm } from "../infra/alarm.ts";
import { conversationMetric } from "../infra/conversation-metric.ts";
import { QueueConsumer } from "../infra/queue-consumer.ts";
import { Schedule } from "../infra/schedule.ts";
import { conversing } from "./conversing.ts";
import { data } from "./data.ts";
import { foundations } from "./foundations.ts";
import { createFunction } from "./function.ts";
import { queues } from "./queues.ts";

/** What members ask about their own data, carried out; and what is kept no longer, gone. */
export function privacy({ app, stack }: StackContext) {
  const { configuration, encryptionKey, secrets } = use(foundations);
  const { members, memberKeys, ledger, media } = use(data);
  const { privacy: orders } = use(queues);
  const conversation = conversing(app);

  const consumer = createFunction(stack, "privacy", {
    folder: "consumers/privacy",
    // A copy of a long conversation is put together in memory.
    memoryMegabytes: 1024,
    timeoutSeconds: 110,
    environment: {
      ...conversation.environment,
      MEDIA_BUCKET: media.bucketName,
      PRIVACY_QUEUE_URL: orders.queue.queueUrl,
      PUBLIC_URL: configuration.publicUrl,
      VERIFF_API_URL: configuration.age.veriffUrl,
      STRIPE_API_URL: configuration.billing.stripeUrl,
    },
    grants: [
      ...orders.consume(),
      ...conversation.grants,
      ...members.access("Query", "DeleteItem", "BatchWriteItem"),
      ...memberKeys.access("PutItem"),
      ...media.write("exports"),
      secrets.read(
        ...(["BandwidthApiCredentials", "LinkSigningKeys", "RuleSwitches"] as const),
        ...(["StripeSecretKey", "VeriffApiKey", "VeriffSharedSecret"] as const),
      ),
    ],
    errors: {
      errorImpact: "What members ask about their own data is not done.",
      severity: "ticket",
      limit: 3,
      runbook: "privacy",
    },
  });
  acceptFinding(stack.node.findChild("privacy-role"), {
    rule: "AwsSolutions-IAM5",
    reason:
      "Each copy of a member's data has a random name, so that the role can name no more than the folder of all of them.",
    reviewBy: "2027-05-31",
  });
  new QueueConsumer(stack, "privacy-orders", { queue: orders, consumer, batchSize: 1, maxConcurrency: 20 });

  const retention = createFunction(stack, "retention", {
    folder: "crons/retention",
    memoryMegabytes: 256,
    timeoutSeconds: 300,
    environment: {
      STAGE: app.stage,
      SECRETS_PATH: secrets.path,
      MEMBERS_TABLE: members.tableName,
      MEMBER_KEYS_TABLE: memberKeys.tableName,
      LEDGER_TABLE: ledger.tableName,
      KMS_KEY_ID: encryptionKey.keyArn,
      PRIVACY_QUEUE_URL: orders.queue.queueUrl,
      VERIFF_API_URL: configuration.age.veriffUrl,
    },
    grants: [
      ...members.access("GetItem", "BatchGetItem", "UpdateItem", "DeleteItem"),
      ...members.query("due"),
      ...memberKeys.access("BatchGetItem"),
      ...orders.send(),
      encryptionKey.forTables(),
      secrets.read("VeriffApiKey", "VeriffSharedSecret"),
    ],
    errors: {
      errorImpact: "Members notice nothing; what is to be deleted is kept for too long, of children too.",
      severity: "ticket",
      limit: 3,
      runbook: "privacy",
    },
  });
  new Schedule(stack, "retention-schedule", {
    name: app.logicalPrefixedName("retention"),
    description:
      "Orders the erasures whose time has come: of children, of numbers that changed hands, after a year of silence.",
    // A child's data must be gone within a day, and is due after 23 hours.
    schedule: EventsSchedule.rate(Duration.minutes(15)),
    target: retention,
  });

  watchRequests(stack);
}

function watchRequests(stack: Stack): void {
  const { onCall } = use(foundations);
  new Alarm(stack, "privacy-requests-late", {
    errorImpact: "A member waited for more than a day for what they asked about their data.",
    runbook: "privacy",
    severity: "ticket",
    onCall,
    metric: conversationMetric(stack.stage, "PrivacyRequestsLate", Duration.hours(1)),
    threshold: 1,
  });
  new Alarm(stack, "erasures-overdue", {
    errorImpact: "Members notice nothing; somebody who was to be erased a day ago is not.",
    runbook: "privacy",
    severity: "ticket",
    onCall,
    metric: conversationMetric(stack.stage, "ErasuresOverdue", Duration.hours(1)),
    threshold: 1,
  });
  new Alarm(stack, "vendor-deletions-overdue", {
    errorImpact: "Members notice nothing; Veriff still has something of somebody who was erased a day ago.",
    runbook: "privacy",
    severity: "ticket",
    onCall,
    metric: conversationMetric(stack.stage, "VendorDeletionsOverdue", Duration.days(1)),
    threshold: 1,
  });
  new Alarm(stack, "links-forged", {
    errorImpact: "Members notice nothing; somebody tries links to copies of members' data.",
    runbook: "privacy",
    severity: "ticket",
    onCall,
    metric: conversationMetric(stack.stage, "LinksForged", Duration.minutes(15)),
    // One or two are links that a phone has cut off.
    threshold: 20,
  });
}
