import { type LocalAws, startAws } from "@jules/local/aws";
import { LocalClock } from "@jules/local/clock";
import { afterAll, beforeAll } from "vitest";

/**
 * The local AWS servers for the adapters of one test file; the SDK's clients find them through the environment, as in
 * a function. The tables have the keys and indexes of the deployed ones.
 */
export function useAws(): { readonly clock: LocalClock; aws(): LocalAws } {
  const clock = new LocalClock();
  let aws: LocalAws | undefined;

  beforeAll(async () => {
    aws = await startAws({ clock, dataDirectory: undefined, access: { authorize: () => true } });
    Object.assign(process.env, {
      AWS_REGION: "us-east-1",
      AWS_ACCESS_KEY_ID: "test",
      AWS_SECRET_ACCESS_KEY: "test",
      AWS_ENDPOINT_URL: aws.url,
    });
    const string = (AttributeName: string) => ({ AttributeName, AttributeType: "S" as const });
    const index = (IndexName: string, hash: string, range: string) => ({
      IndexName,
      KeySchema: [
        { AttributeName: hash, KeyType: "HASH" as const },
        { AttributeName: range, KeyType: "RANGE" as const },
      ],
      Projection: { ProjectionType: "ALL" as const },
    });
    await aws.dynamodb.createTable({
      TableName: "members",
      KeySchema: index("", "pk", "sk").KeySchema,
      AttributeDefinitions: ["pk", "sk", "saidAt", "openSince", "dueShard", "dueAt"].map(string),
      LocalSecondaryIndexes: [index("history", "pk", "saidAt"), index("open", "pk", "openSince")],
      GlobalSecondaryIndexes: [index("due", "dueShard", "dueAt")],
    });
    await aws.dynamodb.createTable({
      TableName: "keys",
      KeySchema: [{ AttributeName: "pk", KeyType: "HASH" }],
      AttributeDefinitions: [string("pk")],
    });
    aws.kms.createKey(KMS_KEY);
  });
  afterAll(async () => aws?.close());

  return {
    clock,
    aws() {
      if (!aws) throw new Error("the servers are not up");
      return aws;
    },
  };
}

export const KMS_KEY = "arn:aws:kms:us-east-1:000000000000:key/test";
