import { keyArn, type QueueDefinition, type TableDefinition } from "../aws/index.ts";
import { isRecord, numberOr, optionalString, recordOf } from "./properties.ts";
import type { Resolver, Resource } from "./resolver.ts";

export interface BucketResource {
  readonly name: string;
  /** The key of a bucket that encrypts with a customer-managed one. */
  readonly kmsKeyArn: string | undefined;
}

export interface ParameterResource {
  readonly name: string;
  readonly value: string;
}

/** Defaults as in https://docs.aws.amazon.com/AWSCloudFormation/latest/TemplateReference/aws-resource-sqs-queue.html */
export function readQueues(resolver: Resolver): QueueDefinition[] {
  return resolver.resources("AWS::SQS::Queue").map((resource) => {
    const keyId = optionalString(resource, "KmsMasterKeyId");
    const scope = optionalString(resource, "DeduplicationScope");
    return {
      name: resource.attribute("QueueName"),
      fifo: resource.properties.FifoQueue === true,
      visibilityTimeoutSeconds: numberOr(resource, "VisibilityTimeout", 30),
      retentionSeconds: numberOr(resource, "MessageRetentionPeriod", 4 * 24 * 3600),
      delaySeconds: numberOr(resource, "DelaySeconds", 0),
      deduplicationScope: scope === "messageGroup" ? scope : "queue",
      contentBasedDeduplication: resource.properties.ContentBasedDeduplication === true,
      redrive: redriveOf(resource),
      kmsKeyArn: keyId === undefined ? undefined : keyArn(keyId),
    };
  });
}

function redriveOf(resource: Resource): QueueDefinition["redrive"] {
  const { deadLetterTargetArn, maxReceiveCount } = recordOf(resource, "RedrivePolicy");
  if (deadLetterTargetArn === undefined) return undefined;
  const targetName = String(deadLetterTargetArn).split(":").at(-1) ?? "";
  return { targetName, maxReceiveCount: Number(maxReceiveCount) };
}

export function readTables(resolver: Resolver): TableDefinition[] {
  return resolver.resources("AWS::DynamoDB::Table").map((resource) => {
    // The properties have the names and the shape that the DynamoDB API gives them.
    const properties = { ...resource.properties } as unknown as TableDefinition;
    return { ...properties, TableName: resource.ref };
  });
}

/** ARNs of the keys. */
export function readKeys(resolver: Resolver): string[] {
  return resolver.resources("AWS::KMS::Key").map((resource) => resource.attribute("Arn"));
}

export function readBuckets(resolver: Resolver): BucketResource[] {
  return resolver.resources("AWS::S3::Bucket").map((resource) => {
    const [rule] = [recordOf(resource, "BucketEncryption").ServerSideEncryptionConfiguration].flat();
    const encryption = isRecord(rule) ? rule.ServerSideEncryptionByDefault : undefined;
    const key = isRecord(encryption) ? encryption.KMSMasterKeyID : undefined;
    return { name: resource.ref, kmsKeyArn: key === undefined ? undefined : keyArn(String(key)) };
  });
}

export function readParameters(resolver: Resolver): ParameterResource[] {
  return resolver.resources("AWS::SSM::Parameter").map((resource) => ({
    name: resource.ref,
    value: resource.attribute("Value"),
  }));
}
