import type { LocalAws } from "../aws/index.ts";
import type { Deployment } from "../cloudformation/index.ts";
import type { Secret } from "./secrets.ts";

/** Creates what the templates declare, and keeps what an earlier run has left in it. */
export async function createResources(
  aws: LocalAws,
  deployment: Deployment,
  secrets: readonly Secret[],
): Promise<void> {
  for (const keyArn of deployment.keys) aws.kms.createKey(keyArn);
  for (const { name, kmsKeyArn } of deployment.buckets) aws.s3.createBucket(name, kmsKeyArn);
  for (const queue of deployment.queues) aws.queues.create(queue);
  for (const { name, value } of deployment.parameters) aws.ssm.put(name, value);
  for (const { parameter, value } of secrets) aws.ssm.put(parameter, value);
  await Promise.all(deployment.tables.map((table) => aws.dynamodb.createTable(table)));
}
