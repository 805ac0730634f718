import type { HttpApi, HttpRoute } from "../cloudformation/index.ts";
import { headerOf, type ReceivedRequest } from "./http-server.ts";
import type { Caller } from "./jwt-authorizer.ts";
import { requestTime } from "./rest-event.ts";
import type { RouteMatch } from "./route-table.ts";

export interface HttpApiRequest {
  readonly api: HttpApi;
  readonly match: RouteMatch<HttpRoute>;
  readonly request: ReceivedRequest;
  readonly body: Buffer;
  readonly requestId: string;
  readonly accountId: string;
  readonly now: Date;
  /** Undefined on a route without an authorizer. */
  readonly caller: Caller | undefined;
}

/** Payload format 2.0: https://docs.aws.amazon.com/apigateway/latest/developerguide/http-api-develop-integrations-lambda.html */
export function httpEvent(given: HttpApiRequest): Readonly<Record<string, unknown>> {
  const { api, match, request, body, requestId, accountId, now, caller } = given;
  const cookies = headerOf(request, "cookie")?.split("; ");
  const query = joined([...new URLSearchParams(request.rawQuery)]);
  const isBase64Encoded = body.length > 0 && !isText(headerOf(request, "content-type") ?? "");
  return {
    version: "2.0",
    routeKey: match.route.routeKey,
    rawPath: request.rawPath,
    rawQueryString: request.rawQuery,
    ...(cookies ? { cookies } : {}),
    headers: joined(request.headers.map(([name, value]) => [name.toLowerCase(), value] as const)),
    ...(Object.keys(query).length > 0 ? { queryStringParameters: query } : {}),
    ...(Object.keys(match.parameters).length > 0 ? { pathParameters: match.parameters } : {}),
    requestContext: {
      accountId,
      apiId: api.id,
      ...(caller ? { authorizer: { jwt: caller } } : {}),
      domainName: headerOf(request, "host") ?? "",
      domainPrefix: api.id,
      http: {
        method: request.method,
        path: request.rawPath,
        protocol: "HTTP/1.1",
        sourceIp: request.sourceIp,
        userAgent: headerOf(request, "user-agent") ?? "",
      },
      requestId,
      routeKey: match.route.routeKey,
      stage: api.stage,
      time: requestTime(now),
      timeEpoch: now.getTime(),
    },
    ...(body.length > 0 ? { body: body.toString(isBase64Encoded ? "base64" : "utf8") } : {}),
    isBase64Encoded,
  };
}

function isText(contentType: string): boolean {
  return /^\s*(text\/|application\/(json|javascript|xml|.*\+(json|xml))\s*(;|$))/i.test(contentType);
}

function joined(entries: readonly (readonly [string, string])[]): Record<string, string> {
  const values: Record<string, string> = {};
  for (const [name, value] of entries) values[name] = values[name] === undefined ? value : `${values[name]},${value}`;
  return values;
}
