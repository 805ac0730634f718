import { PolicyStatement } from "aws-cdk-lib/aws-iam";

/** One sentence of a role: exactly these actions, on exactly these resources, under these conditions. */
export interface Grant {
  readonly actions: readonly string[];
  readonly resources: readonly string[];
  readonly conditions?: Record<string, Record<string, string>>;
}

export function toPolicyStatement(grant: Grant): PolicyStatement {
  return new PolicyStatement({
    actions: [...grant.actions],
    resources: [...grant.resources],
    ...(grant.conditions ? { conditions: grant.conditions } : {}),
  });
}
