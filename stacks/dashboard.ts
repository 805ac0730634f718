import { Duration } from "aws-cdk-lib";
import { Metric } from "aws-cdk-lib/aws-cloudwatch";
import { type StackContext, use } from "sst/constructs";
import { type ConversationCounter, conversationMetric } from "../infra/conversation-metric.ts";
import { Dashboard } from "../infra/dashboard.ts";
import { functionName } from "./function.ts";
import { queues } from "./queues.ts";

const PERIOD = Duration.minutes(5);

/** One screen for whoever is on call: what members notice first, machines last. */
export function dashboard({ app, stack }: StackContext) {
  const lanes = Object.values(use(queues));
  const count = (counter: ConversationCounter) => conversationMetric(app.stage, counter, PERIOD);
  // By name and not by reference: what is only watched can be renamed or removed without asking the dashboard.
  const lambda = (id: string, metricName: string, statistic: string) =>
    new Metric({
      namespace: "AWS/Lambda",
      metricName,
      dimensionsMap: { FunctionName: functionName(stack, id) },
      statistic,
      period: PERIOD,
      label: id,
    });
  const functions = [
    "bandwidth-authorizer",
    "bandwidth-webhook",
    "intake",
    "turn",
    "delivery-status",
    "sweeper",
    "follow-up",
    "memory",
    "provider-probe",
    "proactive",
    "billing",
    "billing-orders",
  ];
  const ofEveryFunction = (metricName: string, statistic: string) =>
    functions.map((id) => lambda(id, metricName, statistic));

  new Dashboard(stack, "dashboard", {
    name: app.logicalPrefixedName("overview"),
    rows: [
      {
        question: "Are members answered?",
        charts: {
          "Texts in": [count("TextsReceived"), count("TextsAccepted"), count("TextsWaiting"), count("TextsIgnored")],
          "Replies out": [count("RepliesSent"), count("RepliesFailed")],
          "Time to reply (turn)": [lambda("turn", "Duration", "p50"), lambda("turn", "Duration", "p95")],
        },
      },
      {
        question: "Are members safe?",
        charts: {
          "Crisis replies": [count("CrisisReplies"), count("CrisisRepliesFailed"), count("CrisisHolds")],
          "Held back and declined": [count("RepliesHeldBack"), count("TextsModerated")],
          "Fixed texts that did not arrive": [count("FixedTextsFailed")],
          "Opt-outs": [count("OptOuts")],
          "Texts that we began": [count("ProactiveTextsSent"), count("AgendaLate"), count("AgendaFailed")],
        },
      },
      {
        question: "Does anything wait or lie?",
        charts: {
          "Oldest message": lanes.map((lane) => lane.oldestMessageAge()),
          "Messages waiting": lanes.map((lane) => lane.queue.metricApproximateNumberOfMessagesVisible()),
          "Dead letters": lanes.map((lane) => lane.deadLetters.metricApproximateNumberOfMessagesVisible()),
        },
      },
      {
        question: "Does somebody use us up?",
        charts: {
          "Limits reached": [count("MembersLimited"), count("PrefixesLimited"), count("ServiceLimited")],
          "Machines, and numbers from elsewhere": [count("LoopsFound"), count("TextsForeign")],
          "Codes to join": [count("CodesSent"), count("JoinsRefused"), count("JoinPagesFailed")],
          "Counted without Redis": [count("UsesCountedAlone")],
        },
      },
      {
        question: "Do others fail us?",
        charts: {
          "Model failures": [
            count("ModelFailures"),
            count("ModelAttemptsFailed"),
            count("ModelsRefused"),
            count("JudgementsFailed"),
          ],
          "Who answers": [count("AnswersByFirstModel"), count("AnswersByFallback"), count("AnswersBySmallModel")],
          "Read for memory": [count("MemoryTextsRead"), count("MemoryFactsKept"), count("MemoryReadingsFailed")],
          "Callbacks refused or not understood": [count("UnauthorizedCallbacks"), count("UnknownCallbacks")],
        },
      },
      {
        question: "What do answers cost?",
        charts: {
          "Cost (millionths of a dollar)": [count("ModelCostMicroUsd")],
          "Tokens in": [count("ModelInputTokens"), count("ModelCachedTokens")],
          "Tokens out": [count("ModelOutputTokens")],
        },
      },
      {
        question: "Do members have what they pay for?",
        charts: {
          "Stripe, and who passes for it": [count("PaymentsUnavailable"), count("ForgedStripeWebhooks")],
          Mended: [count("StandingsDrifted"), count("DoubleSubscriptions"), count("ForeignCustomers")],
          "What is to be ended": [
            count("BillingOrdersFailed"),
            count("BillingOrderAgeSeconds").with({ statistic: "max" }),
          ],
          "Disputed and not refunded": [count("DisputesOpened"), count("FraudWarnings"), count("RefundsFailed")],
          "Not charged": [count("InvoicesUnfinished"), count("PlanChangesExpired")],
        },
      },
      {
        question: "Do our machines fail?",
        charts: {
          Errors: ofEveryFunction("Errors", "sum"),
          Throttles: ofEveryFunction("Throttles", "sum"),
          "Concurrent executions": ofEveryFunction("ConcurrentExecutions", "max"),
        },
      },
    ],
  });
}
