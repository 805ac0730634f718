/** The AWS clients of a turn and the first call through each of them, and nothing else: no model, no carrier. */
import { DynamoDBClient } from "@aws-sdk/client-dynamodb";
import { GenerateDataKeyCommand, KMSClient } from "@aws-sdk/client-kms";
import { GetParametersCommand, SSMClient } from "@aws-sdk/client-ssm";
import { DynamoDBDocumentClient, GetCommand } from "@aws-sdk/lib-dynamodb";

const documents = DynamoDBDocumentClient.from(new DynamoDBClient({}));
const kms = new KMSClient({});
const ssm = new SSMClient({});

export const handler = async () => {
  const environment = process.env;
  const Names = [`${environment.SECRETS_PATH}/AnthropicApiKey/value`];
  await ssm.send(new GetParametersCommand({ Names, WithDecryption: true }));
  await documents.send(new GetCommand({ TableName: environment.MEMBERS_TABLE, Key: { pk: "baseline", sk: "MEMBER" } }));
  await kms.send(new GenerateDataKeyCommand({ KeyId: environment.KMS_KEY_ID, KeySpec: "AES_256" }));
  return { batchItemFailures: [] };
};
