import { EventSourceMapping, type IFunction } from "aws-cdk-lib/aws-lambda";
import type { Construct } from "constructs";
import type { Queue } from "./queue.ts";

export interface QueueConsumerProps {
  readonly queue: Queue;
  readonly consumer: IFunction;
  readonly batchSize: number;
  /** How many copies of the function may work on this queue at once. */
  readonly maxConcurrency: number;
}

/** Lets a function work a queue off. Messages that fail come back alone, not with their whole batch. No right is granted here. */
export class QueueConsumer extends EventSourceMapping {
  constructor(scope: Construct, id: string, { queue, consumer, batchSize, maxConcurrency }: QueueConsumerProps) {
    super(scope, id, {
      target: consumer,
      eventSourceArn: queue.queue.queueArn,
      batchSize,
      maxConcurrency,
      reportBatchItemFailures: true,
    });
  }
}
