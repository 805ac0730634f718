import type { Duration } from "aws-cdk-lib";
import { Metric } from "aws-cdk-lib/aws-cloudwatch";

/** Counters that the functions write into their log lines (CloudWatch embedded metric format). */
export type ConversationCounter =
  | "AnswersByFallback"
  | "AnswersByFirstModel"
  | "AnswersBySmallModel"
  | "AgendaFailed"
  | "AgendaLate"
  | "BillingOrderAgeSeconds"
  | "BillingOrdersFailed"
  | "BillingPagesFailed"
  | "CountsUnavailable"
  | "CrisisCheckFailed"
  | "CrisisHolds"
  | "CrisisReplies"
  | "CrisisRepliesFailed"
  | "DisputesOpened"
  | "DoubleSubscriptions"
  | "EpisodesUnreadable"
  | "ErasuresOverdue"
  | "FixedTextsFailed"
  | "ForgedStripeWebhooks"
  | "ForgedVerifications"
  | "ForeignCustomers"
  | "FraudWarnings"
  | "InvoicesUnfinished"
  | "ImpossibleBirthDates"
  | "VerificationPagesFailed"
  | "VerificationsUnknown"
  | "JoinPagesFailed"
  | "JoinsRefused"
  | "CodesSent"
  | "LoopsFound"
  | "MembersLimited"
  | "PrefixesLimited"
  | "ServiceLimited"
  | "TextsForeign"
  | "UsesCountedAlone"
  | "JudgementsFailed"
  | "LinksForged"
  | "MemoryFactsKept"
  | "MemoryReadingsFailed"
  | "MemoryTextsRead"
  | "ModelAttemptsFailed"
  | "ModelCachedTokens"
  | "ModelCostMicroUsd"
  | "ModelFailures"
  | "ModelInputTokens"
  | "ModelOutputTokens"
  | "ModelProbesFailed"
  | "ModelsRefused"
  | "OptOuts"
  | "PaymentsUnavailable"
  | "PlanChangesExpired"
  | "PrivacyRequestsLate"
  | "ProactiveTextsSent"
  | "ReconciliationLagSeconds"
  | "ReferralsUncounted"
  | "RefundsFailed"
  | "ReminderLagMs"
  | "RepliesFailed"
  | "RepliesHeldBack"
  | "RepliesSent"
  | "OpinionsFailed"
  | "SendersBlocked"
  | "StandingsDrifted"
  | "SwitchesUnknown"
  | "TextsAccepted"
  | "TextsModerated"
  | "TextsIgnored"
  | "TextsParked"
  | "TextsReceived"
  | "TextsWaiting"
  | "UnauthorizedCallbacks"
  | "UnknownCallbacks"
  | "VendorDeletionsOverdue";

/** The sum of one counter over all functions of a stage; the functions write it with exactly one dimension, `stage`. */
export function conversationMetric(stage: string, counter: ConversationCounter, period: Duration): Metric {
  return new Metric({
    namespace: "Jules",
    metricName: counter,
    dimensionsMap: { stage },
    statistic: "sum",
    period,
  });
}
