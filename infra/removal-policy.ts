import { RemovalPolicy } from "aws-cdk-lib";

/** What happens to a resource that holds data when its stack is deleted: production keeps it, any other stage cleans up. */
export function removalPolicyFor(isProduction: boolean): RemovalPolicy {
  return isProduction ? RemovalPolicy.RETAIN : RemovalPolicy.DESTROY;
}
