import type { Duration } from "aws-cdk-lib";
import { BlockPublicAccess, BucketEncryption, Bucket as S3Bucket } from "aws-cdk-lib/aws-s3";
import type { Construct } from "constructs";
import type { EncryptionKey } from "./encryption-key.ts";
import type { Grant } from "./grant.ts";
import { removalPolicyFor } from "./removal-policy.ts";

export interface BucketProps {
  readonly encryptionKey: EncryptionKey;
  /** How long an object lives. */
  readonly lifetime: Duration;
  readonly isProduction: boolean;
}

/** A private bucket under our own key whose objects expire. Outside production it must be empty before its stack can go. */
export class Bucket extends S3Bucket {
  readonly #key: EncryptionKey;

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
    this.#key = encryptionKey;
  }

  /** The right to read the objects below a prefix. */
  read(prefix: string): Grant[] {
    return [this.#objects(prefix, "s3:GetObject"), this.#key.through("s3", "kms:Decrypt")];
  }

  /** The right to write and delete the objects below a prefix, and not to read them. */
  write(prefix: string): Grant[] {
    return [this.#objects(prefix, "s3:PutObject", "s3:DeleteObject"), this.#key.through("s3", "kms:GenerateDataKey")];
  }

  #objects(prefix: string, ...actions: string[]): Grant {
    return { actions, resources: [this.arnForObjects(`${prefix}/*`)] };
  }
}
