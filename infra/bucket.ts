import type { Duration } from "aws-cdk-lib";
import type { IKey } from "aws-cdk-lib/aws-kms";
import { BlockPublicAccess, BucketEncryption, Bucket as S3Bucket } from "aws-cdk-lib/aws-s3";
import type { Construct } from "constructs";
import { removalPolicyFor } from "./removal-policy.ts";

export interface BucketProps {
  readonly encryptionKey: IKey;
  /** How long an object lives. */
  readonly lifetime: Duration;
  readonly isProduction: boolean;
}

/** A private bucket under our own key whose objects expire. Outside production it must be empty before its stack can go. */
export class Bucket extends S3Bucket {
  constructor(scope: Construct, id: string, { encryptionKey, lifetime, isProduction }: BucketProps) {
    super(scope, id, {
      encryption: BucketEncryption.KMS,
      encryptionKey,
      bucketKeyEnabled: true,
      blockPublicAccess: BlockPublicAccess.BLOCK_ALL,
      enforceSSL: true,
      lifecycleRules: [{ expiration: lifetime, abortIncompleteMultipartUploadAfter: lifetime }],
      removalPolicy: removalPolicyFor(isProduction),
    });
  }
}
