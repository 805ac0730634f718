/** The least that can take a callback in: reads the body and puts each element into the queue. */
import { SendMessageBatchCommand, SQSClient } from "@aws-sdk/client-sqs";

const sqs = new SQSClient({});

export const handler = async (event) => {
  const elements = JSON.parse(event.body);
  await sqs.send(
    new SendMessageBatchCommand({
      QueueUrl: process.env.INBOUND_QUEUE_URL,
      Entries: elements.map((element, index) => ({
        Id: String(index),
        MessageBody: JSON.stringify(element),
        MessageGroupId: element.message.applicationId,
        MessageDeduplicationId: element.message.id,
      })),
    }),
  );
  return { statusCode: 200, body: "" };
};
