import { allows, type PolicyStatement } from "../aws/index.ts";
import type { TokenAuthorizer } from "../cloudformation/index.ts";
import type { Invoke } from "../lambda/index.ts";
import type { GatewayResponseKind } from "./gateway-responses.ts";
import { headerOf, type ReceivedRequest } from "./http-server.ts";

export type Authorization =
  | { readonly kind: "allowed"; readonly context: Readonly<Record<string, string>> }
  | { readonly kind: "refused"; readonly response: GatewayResponseKind };

/**
 * Asks a TOKEN authorizer. Without a token, or with one that fails the validation expression, the gateway refuses by itself.
 * https://docs.aws.amazon.com/apigateway/latest/developerguide/apigateway-use-lambda-authorizer.html
 */
export async function authorize(
  authorizer: TokenAuthorizer,
  request: ReceivedRequest,
  methodArn: string,
  invoke: Invoke,
): Promise<Authorization> {
  const authorizationToken = headerOf(request, authorizer.header);
  if (!authorizationToken) return refused("UNAUTHORIZED");
  if (authorizer.validation && !authorizer.validation.test(authorizationToken)) return refused("UNAUTHORIZED");

  const result = await invoke(authorizer.functionArn, { type: "TOKEN", methodArn, authorizationToken });
  if (result.kind === "failed") {
    return refused(result.error.errorMessage === "Unauthorized" ? "UNAUTHORIZED" : "AUTHORIZER_FAILURE");
  }
  const answer = result.payload as {
    principalId?: unknown;
    policyDocument?: { Statement?: PolicyStatement | PolicyStatement[] };
    context?: Record<string, unknown>;
  } | null;
  const statements = answer?.policyDocument?.Statement;
  if (typeof answer?.principalId !== "string" || !statements) return refused("AUTHORIZER_CONFIGURATION_ERROR");
  if (!allows([statements].flat(), { action: "execute-api:Invoke", resource: methodArn, context: {} })) {
    return refused("ACCESS_DENIED");
  }
  const context = Object.entries(answer.context ?? {}).map(([name, value]) => [name, String(value)]);
  return { kind: "allowed", context: { principalId: answer.principalId, ...Object.fromEntries(context) } };
}

function refused(response: GatewayResponseKind): Authorization {
  return { kind: "refused", response };
}
