import {
  Alarm as CloudWatchAlarm,
  ComparisonOperator,
  type IMetric,
  TreatMissingData,
} from "aws-cdk-lib/aws-cloudwatch";
import { SnsAction } from "aws-cdk-lib/aws-cloudwatch-actions";
import type { Construct } from "constructs";
import type { OnCall, Severity } from "./on-call.ts";

/** The pages of `docs/runbooks`. */
export type Runbook =
  | "age-verification"
  | "authorizer"
  | "backlog"
  | "billing-drift"
  | "billing-orders"
  | "blocked-senders"
  | "crisis-check"
  | "crisis-replies-failed"
  | "dead-letters"
  | "disputes"
  | "function-errors"
  | "function-throttles"
  | "held-back-replies"
  | "holds"
  | "limits"
  | "memory"
  | "model-failures"
  | "second-looks"
  | "parked-texts"
  | "privacy"
  | "provider-probe"
  | "proactive"
  | "public-api"
  | "reminders"
  | "slow-turns"
  | "stripe-webhooks"
  | "sweeper"
  | "unanswered-texts"
  | "unknown-callbacks"
  | "webhook-failures";

export interface AlarmProps {
  /** What a member notices while this alarm is on, as a sentence. It is the first thing the person on call reads. */
  readonly errorImpact: string;
  readonly runbook: Runbook;
  readonly severity: Severity;
  readonly onCall: OnCall;
  readonly metric: IMetric;
  /** The alarm is on while the metric is at or above this. */
  readonly threshold: number;
  /** For how many periods of the metric in a row; 1 if left out. */
  readonly periods?: number;
}

/** An alarm that says what it means for members and where to read on. A metric without data is healthy: nothing happened. */
export class Alarm extends CloudWatchAlarm {
  constructor(scope: Construct, id: string, props: AlarmProps) {
    const { errorImpact, runbook, severity, onCall, metric, threshold, periods = 1 } = props;
    super(scope, id, {
      alarmName: `${onCall.namePrefix}-${id}`,
      alarmDescription: `${errorImpact} Runbook: ${onCall.runbooksUrl}/${runbook}.md`,
      metric,
      threshold,
      evaluationPeriods: periods,
      comparisonOperator: ComparisonOperator.GREATER_THAN_OR_EQUAL_TO_THRESHOLD,
      treatMissingData: TreatMissingData.NOT_BREACHING,
    });
    this.addAlarmAction(new SnsAction(onCall.topics[severity]));
  }
}
