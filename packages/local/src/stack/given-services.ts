import {
  CreateAliasCommand,
  CreateKeyCommand,
  DescribeKeyCommand,
  KMSClient,
  NotFoundException,
} from "@aws-sdk/client-kms";
import {
  CreateQueueCommand,
  GetQueueAttributesCommand,
  GetQueueUrlCommand,
  QueueDoesNotExist,
  SQSClient,
} from "@aws-sdk/client-sqs";
import { PutParameterCommand, SSMClient } from "@aws-sdk/client-ssm";
import { type QueueDefinition, region } from "../aws/index.ts";
import type { Deployment } from "../cloudformation/index.ts";
import type { Environment } from "./providers.ts";
import type { Secret } from "./secrets.ts";

/** AWS services that run elsewhere, at `AWS_ENDPOINT_URL_SQS`, `…_KMS` or `…_SSM`, in place of the local ones. */
export interface GivenServices extends Disposable {
  readonly sqs: SQSClient | undefined;
  readonly kms: KMSClient | undefined;
  readonly ssm: SSMClient | undefined;
}

export function connectGivenServices(environment: Environment): GivenServices {
  const options = (service: string) => {
    const endpoint = environment[`AWS_ENDPOINT_URL_${service}`];
    const accessKeyId = environment.AWS_ACCESS_KEY_ID || "local";
    const secretAccessKey = environment.AWS_SECRET_ACCESS_KEY || "local";
    return endpoint ? { endpoint, region, credentials: { accessKeyId, secretAccessKey } } : undefined;
  };
  const [sqs, kms, ssm] = [options("SQS"), options("KMS"), options("SSM")];
  const services = { sqs: sqs && new SQSClient(sqs), kms: kms && new KMSClient(kms), ssm: ssm && new SSMClient(ssm) };
  return {
    ...services,
    [Symbol.dispose]: () => {
      for (const client of Object.values(services)) client?.destroy();
    },
  };
}

/**
 * Finds or creates there what the templates declare. Resolves with the names that things have there: queue URLs and key
 * ARNs, by the ones they would have here.
 */
export async function createGivenResources(
  services: GivenServices,
  deployment: Deployment,
  secrets: readonly Secret[],
  localQueueUrl: (name: string) => string,
): Promise<ReadonlyMap<string, string>> {
  const { sqs, kms, ssm } = services;
  const theirs = new Map<string, string>();
  if (ssm) for (const secret of secrets) await putParameter(ssm, secret.parameter, secret.value);
  if (ssm) for (const parameter of deployment.parameters) await putParameter(ssm, parameter.name, parameter.value);
  if (kms) for (const arn of deployment.keys) theirs.set(arn, await findOrCreateKey(kms, arn));
  if (sqs) {
    // A dead-letter queue has to be there before the queue that names it.
    const queues = [...deployment.queues].sort((one, other) => Number(!!one.redrive) - Number(!!other.redrive));
    for (const queue of queues) theirs.set(localQueueUrl(queue.name), await findOrCreateQueue(sqs, queue));
  }
  return theirs;
}

async function putParameter(ssm: SSMClient, name: string, value: string): Promise<void> {
  await ssm.send(new PutParameterCommand({ Name: name, Value: value, Type: "SecureString", Overwrite: true }));
}

/** A key of theirs cannot have our id, so an alias leads from the one to the other. */
async function findOrCreateKey(kms: KMSClient, arn: string): Promise<string> {
  const alias = `alias/jules-${arn.split("/").at(-1)}`;
  try {
    const { KeyMetadata } = await kms.send(new DescribeKeyCommand({ KeyId: alias }));
    return KeyMetadata?.Arn ?? alias;
  } catch (error) {
    if (!(error instanceof NotFoundException)) throw error;
  }
  const { KeyMetadata } = await kms.send(new CreateKeyCommand({}));
  await kms.send(new CreateAliasCommand({ AliasName: alias, TargetKeyId: KeyMetadata?.KeyId }));
  return KeyMetadata?.Arn ?? alias;
}

async function findOrCreateQueue(sqs: SQSClient, queue: QueueDefinition): Promise<string> {
  try {
    const { QueueUrl } = await sqs.send(new GetQueueUrlCommand({ QueueName: queue.name }));
    return QueueUrl ?? "";
  } catch (error) {
    if (!(error instanceof QueueDoesNotExist)) throw error;
  }
  const Attributes = await attributesOf(sqs, queue);
  const { QueueUrl } = await sqs.send(new CreateQueueCommand({ QueueName: queue.name, Attributes }));
  return QueueUrl ?? "";
}

/** Without the key: the other server need not have ours. */
async function attributesOf(sqs: SQSClient, queue: QueueDefinition): Promise<Record<string, string>> {
  const attributes: Record<string, string> = {
    VisibilityTimeout: String(queue.visibilityTimeoutSeconds),
    MessageRetentionPeriod: String(queue.retentionSeconds),
    DelaySeconds: String(queue.delaySeconds),
  };
  if (queue.fifo) {
    attributes.FifoQueue = "true";
    attributes.ContentBasedDeduplication = String(queue.contentBasedDeduplication ?? false);
    attributes.DeduplicationScope = queue.deduplicationScope;
    if (queue.deduplicationScope === "messageGroup") attributes.FifoThroughputLimit = "perMessageGroupId";
  }
  if (queue.redrive) {
    const { QueueUrl } = await sqs.send(new GetQueueUrlCommand({ QueueName: queue.redrive.targetName }));
    const found = await sqs.send(new GetQueueAttributesCommand({ QueueUrl, AttributeNames: ["QueueArn"] }));
    attributes.RedrivePolicy = JSON.stringify({
      deadLetterTargetArn: found.Attributes?.QueueArn,
      maxReceiveCount: queue.redrive.maxReceiveCount,
    });
  }
  return attributes;
}
