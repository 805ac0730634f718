import type { IKey } from "aws-cdk-lib/aws-kms";
import { LogGroup, type RetentionDays } from "aws-cdk-lib/aws-logs";
import type { Construct } from "constructs";
import { removalPolicyFor } from "./removal-policy.ts";

export interface EncryptedLogGroupProps {
  readonly name: string;
  readonly encryptionKey: IKey;
  readonly retention: RetentionDays;
  readonly isProduction: boolean;
}

/** Logs under the stage's own key that disappear on time: a log group that Lambda makes by itself does neither. */
export class EncryptedLogGroup extends LogGroup {
  constructor(scope: Construct, id: string, { name, encryptionKey, retention, isProduction }: EncryptedLogGroupProps) {
    super(scope, id, {
      logGroupName: name,
      encryptionKey,
      retention,
      removalPolicy: removalPolicyFor(isProduction),
    });
  }
}
