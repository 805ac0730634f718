import { setTimeout as pause } from "node:timers/promises";
import { SQS } from "@aws-sdk/client-sqs";
import {
  type ContractQueue,
  queueContract,
  queueRedriveContract,
  type RedrivingQueueSystem,
} from "@jules/testkit/contracts";
import { afterAll, expect } from "vitest";
import { sdkQueue } from "./sdk-queue.ts";

const VISIBILITY_MS = 2_000;

const sqs = new SQS();
afterAll(() => sqs.destroy());

let lastQueue = 0;

/** In real time: what takes minutes cannot be asked of it. */
async function system(): Promise<RedrivingQueueSystem> {
  const deadLettersOf = new Map<ContractQueue, { readonly arn: string; readonly queue: ContractQueue }>();

  async function make(name: string, fifo: boolean, attributes: Record<string, string>) {
    const { QueueUrl = "" } = await sqs.createQueue({
      QueueName: fifo ? `${name}.fifo` : name,
      Attributes: {
        VisibilityTimeout: String(VISIBILITY_MS / 1_000),
        ...(fifo && {
          FifoQueue: "true",
          DeduplicationScope: "messageGroup",
          FifoThroughputLimit: "perMessageGroupId",
        }),
        ...attributes,
      },
    });
    const { Attributes = {} } = await sqs.getQueueAttributes({ QueueUrl, AttributeNames: ["QueueArn"] });
    return { arn: Attributes.QueueArn ?? "", queue: sdkQueue(sqs, QueueUrl) };
  }

  return {
    visibilityMs: VISIBILITY_MS,
    async create({ fifo, maxReceiveCount, retentionMs }) {
      lastQueue += 1;
      const MessageRetentionPeriod = String(retentionMs / 1_000);
      const dead = await make(`dead-${lastQueue}`, fifo, { MessageRetentionPeriod });
      const RedrivePolicy = JSON.stringify({ deadLetterTargetArn: dead.arn, maxReceiveCount });
      const { queue } = await make(`queue-${lastQueue}`, fifo, { MessageRetentionPeriod, RedrivePolicy });
      deadLettersOf.set(queue, dead);
      return { queue, deadLetters: dead.queue };
    },
    pass: (milliseconds) => pause(milliseconds),
    async redrive(queue) {
      const dead = deadLettersOf.get(queue);
      await sqs.startMessageMoveTask({ SourceArn: dead?.arn });
      const status = async () => (await sqs.listMessageMoveTasks({ SourceArn: dead?.arn })).Results?.[0]?.Status;
      await expect.poll(status, { timeout: 10_000 }).toBe("COMPLETED");
    },
  };
}

const WHOLE_QUEUE = "it tells duplicates in the whole queue, whatever the deduplication scope";
const NO_FIFO_TASK = "its message move task moves nothing from a FIFO queue";

queueContract(system, {
  "a batch of which a part was returned stays locked until the other part is":
    "it gives what was returned while the rest of the batch is in flight",
  "the same id in two groups is two messages": WHOLE_QUEUE,
  "the same id can die twice": WHOLE_QUEUE,
  "an expired handle is refused, and the message stays": "it deletes with any handle that no receive has replaced",
  "deleting twice is no error": "it knows no handle of a message that is gone",
  "the visibility of what is no longer in flight cannot be changed": "it hides a waiting message again",
  "accepts a handle that was replaced and deletes nothing": "it refuses the handle, as in a FIFO queue",
});
queueRedriveContract(system, {
  "brings dead letters back in order, with their group": NO_FIFO_TASK,
  "makes new messages of them, never received and no duplicates": NO_FIFO_TASK,
  "puts them behind what was sent meanwhile": NO_FIFO_TASK,
  "lets them die a second time": NO_FIFO_TASK,
  "gives a message of a standard queue a new id": "it keeps the id",
  "leaves what was sent to the dead-letter queue itself": "it moves that to the queue as well",
});
