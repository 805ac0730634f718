import { type SQS, SQSServiceException } from "@aws-sdk/client-sqs";
import type { ContractQueue, HandleOutcome } from "@jules/testkit/contracts";

/** A queue behind the AWS SDK, as the queue contract sees it. */
export function sdkQueue(sqs: SQS, QueueUrl: string): ContractQueue {
  return {
    async send({ body, groupId, deduplicationId, delayMs }) {
      const { MessageId = "" } = await sqs.sendMessage({
        QueueUrl,
        MessageBody: body,
        MessageGroupId: groupId,
        MessageDeduplicationId: deduplicationId,
        DelaySeconds: delayMs === undefined ? undefined : delayMs / 1_000,
      });
      return MessageId;
    },
    async receive(most) {
      const { Messages = [] } = await sqs.receiveMessage({
        QueueUrl,
        MaxNumberOfMessages: most,
        MessageSystemAttributeNames: ["All"],
      });
      return Messages.map(({ MessageId = "", ReceiptHandle = "", Body = "", Attributes = {} }) => ({
        messageId: MessageId,
        handle: ReceiptHandle,
        body: Body,
        groupId: Attributes.MessageGroupId,
        receiveCount: Number(Attributes.ApproximateReceiveCount),
        sentAtMs: Number(Attributes.SentTimestamp),
      }));
    },
    delete: (ReceiptHandle) => outcomeOf(sqs.deleteMessage({ QueueUrl, ReceiptHandle })),
    changeVisibility: (ReceiptHandle, visibilityMs) =>
      outcomeOf(sqs.changeMessageVisibility({ QueueUrl, ReceiptHandle, VisibilityTimeout: visibilityMs / 1_000 })),
    async depth() {
      const { Attributes = {} } = await sqs.getQueueAttributes({ QueueUrl, AttributeNames: ["All"] });
      return {
        visible: Number(Attributes.ApproximateNumberOfMessages),
        inFlight: Number(Attributes.ApproximateNumberOfMessagesNotVisible),
        delayed: Number(Attributes.ApproximateNumberOfMessagesDelayed),
      };
    },
  };
}

/** An answer that blames the request is about the handle: everything else in it is right. */
async function outcomeOf(call: Promise<unknown>): Promise<HandleOutcome> {
  try {
    await call;
    return "done";
  } catch (error) {
    if (error instanceof SQSServiceException && error.$fault === "client") return "refused";
    throw error;
  }
}
