import { type LocalAws, startAws } from "@jules/local/aws";
import { LocalClock } from "@jules/local/clock";
import { TABLES } from "@jules/testkit/tables";
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
    for (const table of TABLES) await aws.dynamodb.createTable(table);
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
