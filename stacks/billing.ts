import { Duration } from "aws-cdk-lib";
import { Schedule as EventsSchedule } from "aws-cdk-lib/aws-events";
import { type App, type Stack, type StackContext, use } from "sst/constructs";
import { Alarm, type Runbook } from "../infra/alarm.ts";
import { type ConversationCounter, conversationMetric } from "../infra/conversation-metric.ts";
import type { Grant } from "../infra/grant.ts";
import { QueueConsumer } from "../infra/queue-consumer.ts";
import { Schedule } from "../infra/schedule.ts";
import { data } from "./data.ts";
import { foundations } from "./foundations.ts";
import { createFunction } from "./function.ts";
import { queues } from "./queues.ts";

/** What members pay: the page behind their link, what Stripe says, what has to be ended, and a look whether both agree. */
export function billing({ app, stack }: StackContext) {
  const { configuration, encryptionKey, secrets } = use(foundations);
  const { members, memberKeys, ledger } = use(data);
  const { billing: news } = use(queues);
  const books = booksOf(app);

  const billingPages = createFunction(stack, "billing-page", {
    folder: "api/billing",
    memoryMegabytes: 512,
    // Stripe may take eight seconds, and is asked one thing after the other; the API waits for thirty.
    timeoutSeconds: 28,
    environment: {
      ...books.environment,
      PUBLIC_URL: configuration.publicUrl,
      SELLS: configuration.billing.sells,
      // The terms say them.
      QUOTAS: configuration.quotas,
    },
    grants: [
      ...books.grants,
      // That a subscription ends, taken back.
      ...members.access("DeleteItem"),
      // That somebody accepted the terms; rows are never changed.
      ...ledger.accessInTransactions("PutItem"),
      ...ledger.access("Query"),
      secrets.read("LinkSigningKeys", "RuleSwitches", "StripeSecretKey"),
    ],
    errors: {
      errorImpact:
        "Members cannot subscribe, change their card or end their plan on the page; ending it by text works.",
      severity: "ticket",
      limit: 3,
      runbook: "billing-orders",
    },
  });

  const stripeWebhook = createFunction(stack, "stripe-webhook", {
    folder: "webhooks/stripe",
    // A cold one loads Stripe's SDK with its first event, while Stripe waits.
    memoryMegabytes: 512,
    timeoutSeconds: 10,
    environment: {
      STAGE: app.stage,
      SECRETS_PATH: secrets.path,
      BILLING_QUEUE_URL: news.queue.queueUrl,
      LIVEMODE: configuration.billing.livemode,
    },
    grants: [...news.send(), secrets.read("StripeWebhookSecret", "StripeWebhookSecretPrevious")],
    errors: {
      errorImpact:
        "Members who paid may not have what they paid for, until it is compared with Stripe within the hour.",
      severity: "ticket",
      limit: 3,
      runbook: "stripe-webhooks",
    },
  });

  const consumer = createFunction(stack, "billing", {
    folder: "consumers/billing",
    memoryMegabytes: 256,
    timeoutSeconds: 75,
    environment: books.environment,
    grants: [...news.consume(), ...books.grants, secrets.read("StripeSecretKey")],
    errors: {
      errorImpact:
        "Members who paid may not have what they paid for, until it is compared with Stripe within the hour.",
      severity: "ticket",
      limit: 5,
      runbook: "stripe-webhooks",
    },
  });
  // Stripe allows a hundred requests a second, for all that we do.
  new QueueConsumer(stack, "billing-to-consumer", { queue: news, consumer, batchSize: 1, maxConcurrency: 10 });

  const orders = createFunction(stack, "billing-orders", {
    folder: "crons/billing-orders",
    memoryMegabytes: 256,
    timeoutSeconds: 55,
    environment: books.environment,
    grants: [
      ...books.grants,
      ...members.access("DeleteItem"),
      ...members.query("due"),
      secrets.read("StripeSecretKey"),
    ],
    errors: {
      errorImpact:
        "Members who ended their plan, or want no more texts, may be charged once more before it is given back.",
      severity: "ticket",
      limit: 3,
      runbook: "billing-orders",
    },
  });
  new Schedule(stack, "billing-orders-schedule", {
    name: app.logicalPrefixedName("billing-orders"),
    description: "Ends the subscriptions that are to be ended, and gives back what was paid since.",
    schedule: EventsSchedule.rate(Duration.minutes(1)),
    target: orders,
  });

  const reconciliation = createFunction(stack, "stripe-reconciliation", {
    folder: "crons/stripe-reconciliation",
    memoryMegabytes: 256,
    timeoutSeconds: 300,
    environment: books.environment,
    grants: [...books.grants, secrets.read("StripeSecretKey")],
    errors: {
      errorImpact: "Members notice nothing, unless news of Stripe got lost as well: then they lack what they paid for.",
      severity: "ticket",
      limit: 1,
      runbook: "billing-drift",
    },
  });
  new Schedule(stack, "stripe-reconciliation-schedule", {
    name: app.logicalPrefixedName("stripe-reconciliation"),
    description: "Compares what we know of subscriptions with what Stripe changed lately, and mends the difference.",
    schedule: EventsSchedule.rate(Duration.hours(1)),
    target: reconciliation,
  });

  watchBilling(stack);
  return { billingPages, stripeWebhook };

  /** What everybody has who brings a member up to date: the member, their agenda, their orders, and Stripe. */
  function booksOf({ name, stage }: App): {
    readonly environment: Record<string, string>;
    readonly grants: readonly Grant[];
  } {
    return {
      environment: {
        STAGE: stage,
        SECRETS_PATH: secrets.path,
        MEMBERS_TABLE: members.tableName,
        MEMBER_KEYS_TABLE: memberKeys.tableName,
        LEDGER_TABLE: ledger.tableName,
        KMS_KEY_ID: encryptionKey.keyArn,
        STRIPE_API_URL: configuration.billing.stripeUrl,
      },
      grants: [
        ...members.access("GetItem", "BatchGetItem", "PutItem", "UpdateItem", "ConditionCheckItem"),
        // In which language they write.
        ...members.query("history"),
        ...memberKeys.access("GetItem", "BatchGetItem"),
        encryptionKey.withContext({ app: name, stage, keys: "branches" }, "kms:Decrypt"),
        encryptionKey.forTables(),
      ],
    };
  }
}

function watchBilling(stack: Stack): void {
  const watch = (
    id: string,
    counter: ConversationCounter,
    runbook: Runbook,
    { threshold, minutes, statistic = "sum" }: Watched,
    errorImpact: string,
  ) =>
    new Alarm(stack, id, {
      errorImpact,
      runbook,
      severity: "ticket",
      onCall: use(foundations).onCall,
      metric: conversationMetric(stack.stage, counter, Duration.minutes(minutes)).with({ statistic }),
      threshold,
    });
  watch(
    "forged-stripe-webhooks",
    "ForgedStripeWebhooks",
    "stripe-webhooks",
    { threshold: 10, minutes: 15 },
    "Members notice nothing; somebody tries to pass for Stripe, or a changed secret keeps Stripe out.",
  );
  watch(
    "payments-unavailable",
    "PaymentsUnavailable",
    "stripe-webhooks",
    // One is a request that took too long, and is made again.
    { threshold: 20, minutes: 15 },
    "Members cannot pay or change what they pay; those who pay keep what they have.",
  );
  watch(
    "double-subscriptions",
    "DoubleSubscriptions",
    "billing-drift",
    { threshold: 1, minutes: 60 },
    "A member paid twice; the second subscription was ended and refunded, and they may ask about it.",
  );
  watch(
    "standings-drifted",
    "StandingsDrifted",
    "billing-drift",
    // One or two are changes whose news are on their way.
    { threshold: 10, minutes: 60 },
    "Members had for up to an hour what they had not paid for, or lacked what they had: Stripe's news do not arrive.",
  );
  // Without Stripe's key nothing can be compared, and where nothing is sold nobody has to have one.
  if (use(foundations).configuration.billing.sells === "yes") {
    watch(
      "reconciliation-late",
      "ReconciliationLagSeconds",
      "billing-drift",
      { threshold: Duration.hours(6).toSeconds(), minutes: 60, statistic: "max" },
      "Members notice nothing, unless news of Stripe got lost as well: then they lack what they paid for.",
    );
  }
  watch(
    "billing-pages-failed",
    "BillingPagesFailed",
    "billing-orders",
    { threshold: 3, minutes: 15 },
    "Members cannot subscribe, change their card or end their plan on the page; ending it by text works.",
  );
  watch(
    "billing-orders-late",
    "BillingOrderAgeSeconds",
    "billing-orders",
    { threshold: Duration.hours(1).toSeconds(), minutes: 5, statistic: "max" },
    "A member ended their plan, or wants no more texts, and it still runs; what is charged meanwhile is given back.",
  );
  watch(
    "billing-orders-failed",
    "BillingOrdersFailed",
    "billing-orders",
    { threshold: 20, minutes: 15 },
    "Plans that members ended still run; what is charged meanwhile is given back.",
  );
  watch(
    "invoices-unfinished",
    "InvoicesUnfinished",
    "billing-drift",
    { threshold: 1, minutes: 60 },
    "Members notice nothing; Stripe could not finish an invoice, so that what somebody has is not charged.",
  );
  const disputed =
    "A member told their bank that a charge is not theirs; nothing more is charged, and the bank decides.";
  watch("disputes-opened", "DisputesOpened", "disputes", { threshold: 1, minutes: 60 }, disputed);
  watch(
    "fraud-warnings",
    "FraudWarnings",
    "disputes",
    { threshold: 1, minutes: 60 },
    "Members notice nothing yet; a bank takes a charge for fraud, and a dispute follows unless it is refunded.",
  );
  watch(
    "refunds-failed",
    "RefundsFailed",
    "disputes",
    { threshold: 1, minutes: 60 },
    "A member was promised their money back, and their bank did not take it.",
  );
}

interface Watched {
  readonly threshold: number;
  readonly minutes: number;
  /** Of what is counted the sum, of what is measured the greatest. */
  readonly statistic?: "sum" | "max";
}
