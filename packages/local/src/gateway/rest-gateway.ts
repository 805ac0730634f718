import { randomUUID } from "node:crypto";
import type { RestApi } from "../cloudformation/index.ts";
import { type GatewayResponseKind, gatewayAnswer } from "./gateway-responses.ts";
import { type Answer, jsonAnswer, listen, type ReceivedRequest } from "./http-server.ts";
import { bodyLimitBytes, type Gateway, type GatewayOptions, invokeWithin, withoutStage } from "./integration.ts";
import { restAnswer } from "./proxy-answer.ts";
import { restEvent } from "./rest-event.ts";
import { RouteTable } from "./route-table.ts";
import { authorize } from "./token-authorizer.ts";

/** Serves a REST API as API Gateway does, with its authorizers and gateway responses. Throttling is not modelled. */
export async function startRestGateway(api: RestApi, options: GatewayOptions): Promise<Gateway> {
  const routes = new RouteTable(api.routes, (route) => route);

  async function answer(request: ReceivedRequest): Promise<Answer> {
    const requestId = randomUUID();
    const refuse = (kind: GatewayResponseKind) => gatewayAnswer(kind, api.gatewayResponses, requestId);

    const path = withoutStage(request.rawPath, api.stage);
    if (path === undefined) return jsonAnswer(403, { message: "Forbidden" });
    const match = routes.find(request.method, path);
    if (!match) return refuse("MISSING_AUTHENTICATION_TOKEN");
    if (!request.body) return refuse("REQUEST_TOO_LARGE");

    let authorizer: Readonly<Record<string, string>> | undefined;
    if (match.route.authorizer) {
      const { accountId, region } = options;
      const methodArn = `arn:aws:execute-api:${region}:${accountId}:${api.id}/${api.stage}/${request.method}${path}`;
      const authorization = await authorize(match.route.authorizer, request, methodArn, options.invoke);
      if (authorization.kind === "refused") return refuse(authorization.response);
      authorizer = authorization.context;
    }

    const now = new Date(options.now());
    const { accountId } = options;
    const event = restEvent({ api, match, request, body: request.body, path, requestId, accountId, now, authorizer });
    const result = await invokeWithin(options.invoke, match.route.functionArn, event, match.route.timeoutMs);
    if (result === "timed out") return refuse("INTEGRATION_TIMEOUT");
    const answered = result.kind === "returned" ? restAnswer(result.payload) : undefined;
    return answered ?? refuse("INTEGRATION_FAILURE");
  }

  const server = await listen({ port: options.port, bodyLimitBytes }, answer);
  return { url: `${server.url}/${api.stage}`, close: () => server.close() };
}
