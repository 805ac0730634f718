import { readFile } from "node:fs/promises";
import { DynamoDBClient, paginateListTables } from "@aws-sdk/client-dynamodb";
import { administratorAccessKeyId, servicesFile } from "./access.ts";

const REGION = "us-east-1";

/**
 * What an AWS client needs in its environment to reach a stage: nothing but a region for one that is deployed; for the
 * local stack its address, which it keeps with its data while it runs.
 * @throws Error when no local stack runs.
 */
export async function environmentOf(
  stage: string,
  dataDirectory: string,
  given: Readonly<Record<string, string | undefined>>,
): Promise<Readonly<Record<string, string>>> {
  const region = { AWS_REGION: given.AWS_REGION || given.AWS_DEFAULT_REGION || REGION };
  if (stage !== "local") return region;
  const address = given.AWS_ENDPOINT_URL || (await addressOfLocalStack(dataDirectory));
  return {
    AWS_REGION: REGION,
    AWS_ENDPOINT_URL: address,
    AWS_ACCESS_KEY_ID: administratorAccessKeyId,
    AWS_SECRET_ACCESS_KEY: "local",
  };
}

async function addressOfLocalStack(dataDirectory: string): Promise<string> {
  try {
    return JSON.parse(await readFile(servicesFile(dataDirectory), "utf8")).aws;
  } catch (error) {
    throw new Error("No local stack is running here. Start one with `npm run dev`, or name a --stage.", {
      cause: error,
    });
  }
}

/**
 * The name of a stage's table, which CloudFormation has made up from its stack's and the one it has there.
 * @throws Error when there is none.
 */
export async function tableOf(stage: string, table: "members" | "counters" | "ledger"): Promise<string> {
  const client = new DynamoDBClient();
  try {
    for await (const { TableNames: names = [] } of paginateListTables({ client }, {})) {
      const found = names.find((name) => name.startsWith(`${stage}-jules-data-${table}`));
      if (found) return found;
    }
  } finally {
    client.destroy();
  }
  throw new Error(`There is no table ${table} of the stage ${stage} in ${await client.config.region()}.`);
}
