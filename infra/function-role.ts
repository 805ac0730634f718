import { PolicyDocument, Role, ServicePrincipal } from "aws-cdk-lib/aws-iam";
import type { ILogGroup } from "aws-cdk-lib/aws-logs";
import type { Construct } from "constructs";
import { type Grant, toPolicyStatement } from "./grant.ts";

export interface FunctionRoleProps {
  readonly logGroup: ILogGroup;
  readonly grants: readonly Grant[];
}

/**
 * The role of one function: it writes to its own log group and does what the grants say.
 * The statements are part of the role, so a function never starts before it has them.
 */
export class FunctionRole extends Role {
  constructor(scope: Construct, id: string, { logGroup, grants }: FunctionRoleProps) {
    const ownLogs: Grant = {
      actions: ["logs:CreateLogStream", "logs:PutLogEvents"],
      resources: [logGroup.logGroupArn],
    };
    super(scope, id, {
      assumedBy: new ServicePrincipal("lambda.amazonaws.com"),
      inlinePolicies: {
        exactly: new PolicyDocument({ statements: [ownLogs, ...grants].map(toPolicyStatement) }),
      },
    });
  }
}
