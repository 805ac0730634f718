import { randomUUID } from "node:crypto";
import type { HttpApi, HttpRoute } from "../cloudformation/index.ts";
import { httpEvent } from "./http-event.ts";
import { type Answer, jsonAnswer, listen, type ReceivedRequest } from "./http-server.ts";
import { bodyLimitBytes, type Gateway, type GatewayOptions, invokeWithin, withoutStage } from "./integration.ts";
import { authorizeByJwt } from "./jwt-authorizer.ts";
import { httpAnswer } from "./proxy-answer.ts";
import { RouteTable } from "./route-table.ts";

/** Serves an HTTP API with payload format 2.0 as API Gateway does. JWT authorizers included; CORS and throttling are not modelled. */
export async function startHttpGateway(api: HttpApi, options: GatewayOptions): Promise<Gateway> {
  const routes = new RouteTable(api.routes, methodAndPath);

  async function answer(request: ReceivedRequest): Promise<Answer> {
    const path = withoutStage(request.rawPath, api.stage);
    const match = path === undefined ? undefined : routes.find(request.method, path);
    if (!match) return jsonAnswer(404, { message: "Not Found" });
    const { authorizer } = match.route;
    const verdict = authorizer && authorizeByJwt(authorizer, request, options.issuerKeys, options.now());
    if (verdict?.kind === "unauthorized") {
      const challenge = verdict.hasToken ? 'Bearer scope="" error="invalid_token"' : "Bearer";
      return jsonAnswer(401, { message: "Unauthorized" }, { "www-authenticate": challenge });
    }
    if (verdict?.kind === "forbidden") return jsonAnswer(403, { message: "Forbidden" });
    if (!request.body) return jsonAnswer(413, { message: "Request Entity Too Large" });

    const { accountId } = options;
    const [requestId, now] = [randomUUID(), new Date(options.now())];
    const caller = verdict?.caller;
    const event = httpEvent({ api, match, request, body: request.body, requestId, accountId, now, caller });
    const result = await invokeWithin(options.invoke, match.route.functionArn, event, match.route.timeoutMs);
    if (result === "timed out") return jsonAnswer(503, { message: "Service Unavailable" });
    if (result.kind === "failed") return jsonAnswer(500, { message: "Internal Server Error" });
    return httpAnswer(result.payload);
  }

  const server = await listen({ port: options.port, bodyLimitBytes }, answer);
  return { url: api.stage === "$default" ? server.url : `${server.url}/${api.stage}`, close: () => server.close() };
}

function methodAndPath(route: HttpRoute): { method: string; path: string } {
  if (route.routeKey === "$default") return { method: "ANY", path: "/{path+}" };
  const [method = "ANY", path = "/"] = route.routeKey.split(" ");
  return { method, path };
}
