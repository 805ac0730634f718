/** The AWS clients of intake and the first call through each of them, and nothing else. */
import { DynamoDBClient } from "@aws-sdk/client-dynamodb";
import { GenerateDataKeyCommand, KMSClient } from "@aws-sdk/client-kms";
import { SendMessageBatchCommand, SQSClient } from "@aws-sdk/client-sqs";
import { GetParametersCommand, SSMClient } from "@aws-sdk/client-ssm";
import { DynamoDBDocumentClient, GetCommand } from "@aws-sdk/lib-dynamodb";

const documents = DynamoDBDocumentClient.from(new DynamoDBClient({}));
const kms = new KMSClient({});
const sqs = new SQSClient({});
const ssm = new SSMClient({});

export const handler = async (event) => {
  const environment = process.env;
  const Names = [`${environment.SECRETS_PATH}/NumberPeppers/value`];
  await ssm.send(new GetParametersCommand({ Names, WithDecryption: true }));
  await documents.send(new GetCommand({ TableName: environment.MEMBERS_TABLE, Key: { pk: "baseline", sk: "MEMBER" } }));
  await kms.send(new GenerateDataKeyCommand({ KeyId: environment.KMS_KEY_ID, KeySpec: "AES_256" }));
  await sqs.send(
    new SendMessageBatchCommand({
      QueueUrl: environment.TURNS_QUEUE_URL,
      Entries: event.Records.map(({ messageId, body }) => ({
        Id: messageId,
        MessageBody: body,
        MessageGroupId: "baseline",
        MessageDeduplicationId: messageId,
      })),
    }),
  );
  return { batchItemFailures: [] };
};
