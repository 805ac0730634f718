import type { Secrets } from "@jules/adapters/ssm";
import type { APIGatewayAuthorizerResult, APIGatewayTokenAuthorizerEvent } from "aws-lambda";
import { basicCredentialsMatch } from "../../runtime/basic-credentials.ts";

export interface Dependencies {
  readonly secrets: Secrets<
    | "BandwidthInboundCredentials"
    | "BandwidthInboundCredentialsPrevious"
    | "BandwidthStatusCredentials"
    | "BandwidthStatusCredentialsPrevious"
  >;
}

/**
 * Lets a caller through who knows the credentials of either direction; which ones fit the route is the webhook's own
 * check. Thrown `Unauthorized` is API Gateway's word for a 401 that carries our challenge; a Deny would be a 403 without
 * one, after which the carrier gives the text up.
 */
export function createHandler({ secrets }: Dependencies) {
  return async (event: APIGatewayTokenAuthorizerEvent): Promise<APIGatewayAuthorizerResult> => {
    const matches = (values: object) => basicCredentialsMatch(event.authorizationToken, Object.values(values));
    if (!matches(await secrets.read()) && !matches(await secrets.readAgain())) throw new Error("Unauthorized");
    return {
      principalId: "bandwidth",
      policyDocument: {
        Version: "2012-10-17",
        Statement: [{ Action: "execute-api:Invoke", Effect: "Allow", Resource: event.methodArn }],
      },
    };
  };
}
