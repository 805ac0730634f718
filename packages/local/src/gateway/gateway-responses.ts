import type { GatewayResponse } from "../cloudformation/index.ts";
import type { Answer } from "./http-server.ts";

/** https://docs.aws.amazon.com/apigateway/latest/developerguide/supported-gateway-response-types.html */
const kinds = {
  ACCESS_DENIED: {
    status: 403,
    message: "User is not authorized to access this resource with an explicit deny",
    errorType: "AccessDeniedException",
  },
  AUTHORIZER_CONFIGURATION_ERROR: { status: 500, message: null, errorType: "AuthorizerConfigurationException" },
  AUTHORIZER_FAILURE: { status: 500, message: null, errorType: "InternalServerErrorException" },
  INTEGRATION_FAILURE: { status: 502, message: "Internal server error", errorType: "InternalServerErrorException" },
  INTEGRATION_TIMEOUT: {
    status: 504,
    message: "Endpoint request timed out",
    errorType: "InternalServerErrorException",
  },
  MISSING_AUTHENTICATION_TOKEN: {
    status: 403,
    message: "Missing Authentication Token",
    errorType: "MissingAuthenticationTokenException",
  },
  REQUEST_TOO_LARGE: {
    status: 413,
    message: "HTTP content length exceeded 10485760 bytes.",
    errorType: "RequestEntityTooLargeException",
  },
  UNAUTHORIZED: { status: 401, message: "Unauthorized", errorType: "UnauthorizedException" },
} as const;

export type GatewayResponseKind = keyof typeof kinds;

/** What the gateway itself answers, with the headers and the body that the template gives for that kind of answer. */
export function gatewayAnswer(
  kind: GatewayResponseKind,
  responses: ReadonlyMap<string, GatewayResponse>,
  requestId: string,
): Answer {
  const { status, message, errorType } = kinds[kind];
  const configured = responses.get(kind) ?? responses.get(status < 500 ? "DEFAULT_4XX" : "DEFAULT_5XX");
  const template = configured?.jsonTemplate ?? '{"message":$context.error.messageString}';
  return {
    status: configured?.status ?? status,
    headers: {
      "Content-Type": "application/json",
      "x-amzn-RequestId": requestId,
      "x-amzn-ErrorType": errorType,
      ...configured?.headers,
    },
    body: template
      .replaceAll("$context.error.messageString", JSON.stringify(message))
      .replaceAll("$context.error.message", message ?? "")
      .replaceAll("$context.requestId", requestId),
  };
}
