import { Duration } from "aws-cdk-lib";
import type { Metric } from "aws-cdk-lib/aws-cloudwatch";
import {
  DeduplicationScope,
  FifoThroughputLimit,
  QueueEncryption,
  Queue as SqsQueue,
  type QueueProps as SqsQueueProps,
} from "aws-cdk-lib/aws-sqs";
import { Construct } from "constructs";
import { Alarm } from "./alarm.ts";
import type { EncryptionKey } from "./encryption-key.ts";
import type { Grant } from "./grant.ts";
import type { OnCall, Severity } from "./on-call.ts";

/**
 * A message that cannot be handled holds up its member's group for visibility x receives, so that product is bounded; on a
 * queue behind which nobody waits for an answer, by much more.
 */
const LONGEST_HOLD_SECONDS = { member: 120, nobody: 30 * 60 } as const;

export interface QueueProps {
  readonly order: "fifo" | "none";
  /** Name without the `.fifo` that SQS wants at the end of a FIFO queue. */
  readonly name: string;
  /** Must be longer than the time-out of the function that reads the queue. */
  readonly visibilitySeconds: number;
  /** Who waits meanwhile; a member, if not said otherwise. */
  readonly holdsUp?: keyof typeof LONGEST_HOLD_SECONDS;
  /** How often a message is tried before it goes to the dead-letter queue. */
  readonly receives: number;
  /** How long an unhandled message is worth keeping. */
  readonly retention: Duration;
  /** What members notice when messages end up in the dead-letter queue or wait too long. */
  readonly errorImpact: string;
  readonly severity: Severity;
  readonly oldestMessageLimit: Duration;
  readonly encryptionKey: EncryptionKey;
  readonly onCall: OnCall;
}

/** A queue never comes alone: it has a dead-letter queue, and alarms for a message in that and for one that waits. */
export class Queue extends Construct {
  readonly queue: SqsQueue;
  readonly deadLetters: SqsQueue;
  readonly #encryptionKey: EncryptionKey;

  constructor(scope: Construct, id: string, props: QueueProps) {
    const longest = LONGEST_HOLD_SECONDS[props.holdsUp ?? "member"];
    if (props.visibilitySeconds * props.receives > longest) {
      throw new RangeError(`A message that fails would hold up ${id} for more than ${longest} seconds.`);
    }
    super(scope, id);
    this.#encryptionKey = props.encryptionKey;
    this.deadLetters = this.#createQueue("dead-letters", props, `${props.name}-dlq`, {
      retentionPeriod: Duration.days(14),
    });
    this.queue = this.#createQueue("queue", props, props.name, {
      retentionPeriod: props.retention,
      visibilityTimeout: Duration.seconds(props.visibilitySeconds),
      deadLetterQueue: { queue: this.deadLetters, maxReceiveCount: props.receives },
    });
    this.#createAlarms(id, props);
  }

  /** The right to put messages into the queue. */
  send(): Grant[] {
    return [
      { actions: ["sqs:SendMessage"], resources: [this.queue.queueArn] },
      this.#encryptionKey.through("sqs", "kms:GenerateDataKey", "kms:Decrypt"),
    ];
  }

  /** The rights that Lambda's poller needs of the function that it calls. */
  consume(): Grant[] {
    return [
      {
        actions: ["sqs:ReceiveMessage", "sqs:DeleteMessage", "sqs:ChangeMessageVisibility", "sqs:GetQueueAttributes"],
        resources: [this.queue.queueArn],
      },
      this.#encryptionKey.through("sqs", "kms:Decrypt"),
    ];
  }

  oldestMessageAge(): Metric {
    return this.queue.metricApproximateAgeOfOldestMessage({ period: Duration.minutes(1), statistic: "max" });
  }

  #createQueue(id: string, { order, encryptionKey }: QueueProps, name: string, rest: SqsQueueProps): SqsQueue {
    return new SqsQueue(this, id, {
      ...rest,
      queueName: order === "fifo" ? `${name}.fifo` : name,
      encryption: QueueEncryption.KMS,
      encryptionMasterKey: encryptionKey,
      enforceSSL: true,
      // One group per member, each with its own throughput and its own memory of duplicates.
      ...(order === "fifo"
        ? {
            fifo: true,
            deduplicationScope: DeduplicationScope.MESSAGE_GROUP,
            fifoThroughputLimit: FifoThroughputLimit.PER_MESSAGE_GROUP_ID,
          }
        : {}),
    });
  }

  #createAlarms(id: string, { errorImpact, severity, oldestMessageLimit, onCall }: QueueProps): void {
    new Alarm(this, `${id}-dead-letters`, {
      errorImpact,
      runbook: "dead-letters",
      severity,
      onCall,
      metric: this.deadLetters.metricApproximateNumberOfMessagesVisible({
        period: Duration.minutes(1),
        statistic: "max",
      }),
      threshold: 1,
    });
    new Alarm(this, `${id}-backlog`, {
      errorImpact,
      runbook: "backlog",
      severity,
      onCall,
      metric: this.oldestMessageAge(),
      threshold: oldestMessageLimit.toSeconds(),
      periods: 3,
    });
  }
}
