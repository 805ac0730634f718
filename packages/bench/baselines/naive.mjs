/**
 * The webhook as an ordinary repository ships it: nothing bundled, one module of shared clients, the whole of zod and of
 * the model's SDK loaded with it. It does the same work as ours: reads the secret, checks the body, queues the text.
 */

import Anthropic from "@anthropic-ai/sdk";
import { BatchProcessor, EventType } from "@aws-lambda-powertools/batch";
import { Logger } from "@aws-lambda-powertools/logger";
import { injectLambdaContext } from "@aws-lambda-powertools/logger/middleware";
import { DynamoDBClient } from "@aws-sdk/client-dynamodb";
import { KMSClient } from "@aws-sdk/client-kms";
import { SendMessageBatchCommand, SQSClient } from "@aws-sdk/client-sqs";
import { GetParametersCommand, SSMClient } from "@aws-sdk/client-ssm";
import { DynamoDBDocumentClient } from "@aws-sdk/lib-dynamodb";
import middy from "@middy/core";
import { z } from "zod";

const logger = new Logger({ serviceName: "naive" });
export const clients = {
  anthropic: new Anthropic({ apiKey: "unused" }),
  documents: DynamoDBDocumentClient.from(new DynamoDBClient({})),
  kms: new KMSClient({}),
  sqs: new SQSClient({}),
  ssm: new SSMClient({}),
  batch: new BatchProcessor(EventType.SQS),
};

const Callback = z.array(
  z.object({
    type: z.string(),
    message: z.object({ id: z.string(), applicationId: z.string(), from: z.string(), text: z.string() }),
  }),
);

const receive = async (event) => {
  const Names = [`${process.env.SECRETS_PATH}/BandwidthInboundCredentials/value`];
  const { Parameters } = await clients.ssm.send(new GetParametersCommand({ Names, WithDecryption: true }));
  const expected = `Basic ${Buffer.from(Parameters[0].Value).toString("base64")}`;
  if (event.headers.Authorization !== expected) return { statusCode: 401, body: "" };
  const elements = Callback.parse(JSON.parse(event.body));
  await clients.sqs.send(
    new SendMessageBatchCommand({
      QueueUrl: process.env.INBOUND_QUEUE_URL,
      Entries: elements.map(({ message }, index) => ({
        Id: String(index),
        MessageBody: JSON.stringify(message),
        MessageGroupId: message.applicationId,
        MessageDeduplicationId: message.id,
      })),
    }),
  );
  logger.info("callback read", { elements: elements.length });
  return { statusCode: 200, body: "" };
};

export const handler = middy(receive).use(injectLambdaContext(logger));
