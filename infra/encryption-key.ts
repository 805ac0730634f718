import { Stack } from "aws-cdk-lib";
import { PolicyStatement, ServicePrincipal } from "aws-cdk-lib/aws-iam";
import { Key } from "aws-cdk-lib/aws-kms";
import type { Construct } from "constructs";
import type { Grant } from "./grant.ts";
import { removalPolicyFor } from "./removal-policy.ts";

export interface EncryptionKeyProps {
  readonly alias: string;
  readonly description: string;
  readonly isProduction: boolean;
}

/** A service that decrypts on behalf of the function that calls it. */
type EncryptedService = "dynamodb" | "sqs" | "s3";

/** The one customer-managed key of a stage; it rotates every year and may be used by the services that store our data. */
export class EncryptionKey extends Key {
  constructor(scope: Construct, id: string, { alias, description, isProduction }: EncryptionKeyProps) {
    super(scope, id, {
      alias,
      description,
      enableKeyRotation: true,
      removalPolicy: removalPolicyFor(isProduction),
    });
    this.allowLogGroups();
    this.allowAlarmTopics();
  }

  /**
   * The right to use this key through one service and in no other way.
   * DynamoDB and SQS call KMS with the rights of whoever reads the table or queue.
   */
  through(service: EncryptedService, ...actions: string[]): Grant {
    const stack = Stack.of(this);
    return {
      actions,
      resources: [this.keyArn],
      conditions: { StringEquals: { "kms:ViaService": `${service}.${stack.region}.amazonaws.com` } },
    };
  }

  /**
   * What whoever reads or writes a table needs of the key that encrypts it: the actions that DynamoDB's documentation
   * names for a customer-managed key, less those for making tables. Usable through DynamoDB alone.
   */
  forTables(): Grant {
    return this.through(
      "dynamodb",
      ...["kms:Encrypt", "kms:Decrypt", "kms:ReEncryptFrom", "kms:ReEncryptTo", "kms:GenerateDataKey"],
      "kms:DescribeKey",
    );
  }

  /** The right to wrap and unwrap keys, as long as the call carries this encryption context. */
  withContext(context: Record<string, string>, ...actions: string[]): Grant {
    const conditions = Object.entries(context).map(([key, value]) => [`kms:EncryptionContext:${key}`, value]);
    return { actions, resources: [this.keyArn], conditions: { StringEquals: Object.fromEntries(conditions) } };
  }

  private allowLogGroups(): void {
    const { region, account, partition } = Stack.of(this);
    this.addToResourcePolicy(
      new PolicyStatement({
        sid: "LogGroupsOfThisAccount",
        principals: [new ServicePrincipal(`logs.${region}.amazonaws.com`)],
        actions: ["kms:Encrypt", "kms:Decrypt", "kms:ReEncrypt*", "kms:GenerateDataKey*", "kms:DescribeKey"],
        resources: ["*"],
        conditions: {
          ArnLike: { "kms:EncryptionContext:aws:logs:arn": `arn:${partition}:logs:${region}:${account}:log-group:*` },
        },
      }),
    );
  }

  /**
   * An alarm cannot publish to an encrypted topic unless CloudWatch may use the topic's key.
   * Whose alarms may publish is for the topic's own policy to say.
   */
  private allowAlarmTopics(): void {
    this.addToResourcePolicy(
      new PolicyStatement({
        sid: "AlarmsToEncryptedTopics",
        principals: [new ServicePrincipal("cloudwatch.amazonaws.com")],
        actions: ["kms:Decrypt", "kms:GenerateDataKey*"],
        resources: ["*"],
      }),
    );
  }
}
